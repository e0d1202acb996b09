"""What the data files hold, as plain immutable records. Nothing here reads a file or draws.

A lesson is a list of exercises, an exercise a list of steps, a step a list of items. Committing a
step freezes it, shows its feedback and opens the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .errors import CourseError


@dataclass(frozen=True)
class Option:
    """One answer to choose, with what will be said about it.

    ``opens`` is what stands behind a card of a result list, read once it is chosen. ``looks`` names
    a form that an answer must show where a student ticks this of it.
    """

    id: str
    text: str
    verdict: str
    because: str
    tag: str
    opens: str = ""
    looks: str = ""


@dataclass(frozen=True)
class Key:
    """One answer that a field or a result expects, with what will be said about it.

    ``more`` holds fields that only the kind of question knows.
    """

    value: str
    mark: str
    because: str
    tag: str
    more: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Span:
    """Words of a document that a reader may mark, under one label, and why they matter."""

    words: str
    label: str
    because: str


@dataclass(frozen=True)
class Row:
    """A row of a grid, a card to put in order, or a source that a rebuilt page can cite.

    ``root`` names where a piece of evidence comes from in the end, ``adds`` what a retelling put
    to the story, ``because`` why a card stands where it does. ``camp`` says whose standpoint a
    source takes, ``document`` where its words are, ``about`` that it is about the question itself,
    ``more`` what only the kind of question knows.
    """

    id: str
    text: str
    because: str = ""
    root: str = ""
    adds: str = ""
    camp: str = ""
    document: str = ""
    about: bool = False
    more: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Column:
    """A column of a grid with what can be chosen in its cells, as (id, text).

    ``document`` is the source that a column is about; columns of one ``root`` are one witness.
    """

    id: str
    text: str
    choices: tuple[tuple[str, str], ...]
    document: str = ""
    root: str = ""


@dataclass(frozen=True)
class Cell:
    """What is said of one choice in one cell of a grid; the row ``*`` stands for every row."""

    row: str
    column: str
    value: str
    mark: str
    because: str
    tag: str


@dataclass(frozen=True)
class Item:
    """One question. Which fields count depends on ``kind`` (see ``data/README.md``).

    ``source`` is the document that stands in front while it is answered, ``lit`` the words in it
    that the question is about. ``sentences`` says how many a written answer is asked for,
    ``looks_in`` names the earlier answer of which a student says what is in it.
    """

    id: str
    kind: str
    ask: str
    hints: tuple[str, ...] = ()
    sure: bool = False
    pick: str = "1"
    options: tuple[Option, ...] = ()
    form: str = "text"
    keys: tuple[Key, ...] = ()
    otherwise: str = ""
    document: str = ""
    passage: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    spans: tuple[Span, ...] = ()
    rows: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = ()
    cells: tuple[Cell, ...] = ()
    rule: str = ""
    weighs: str = ""
    grids: tuple[str, ...] = ()
    revises: str = ""
    compares: str = ""
    recalls: str = ""
    model: str = ""
    rubric: tuple[str, ...] = ()
    table: str = ""
    solution: str = ""
    table_columns: tuple[str, ...] = ()
    paper: str = ""
    source: str = ""
    lit: tuple[str, ...] = ()
    sentences: int = 1
    looks_in: str = ""
    line: int = 0

    def cells_at(self, row: str, column: str) -> list[Cell]:
        """Return what the file says of one cell of a grid: the row's own, then of every row."""
        return [cell for one in (row, "*") for cell in self.cells
                if (cell.row, cell.column) == (one, column)]

    def cells_that_are(self, value: str) -> list[tuple[str, str]]:
        """Return the cells of a grid, as row and column, for which a value is right."""
        return [(row.id, column.id) for row in self.rows for column in self.columns
                if any(cell.value == value and cell.mark == "right"
                       for cell in self.cells_at(row.id, column.id))]


MARKS = {
    "right": "✓ Right", "almost": "≈ Almost", "tempting": "! Tempting, but no",
    "arguable": "⇄ Arguable", "wrong": "✗ Not this", "noted": "•",
}
NOT_CHOSEN = {"missed": "○ Right, and missed", "also": "○ We marked this too",
              "open": "⇄ Could be defended too", "passed": "• Not chosen"}
SURE = ("guess", "leaning", "fairly sure", "would publish")


@dataclass(frozen=True)
class Original:
    """The fingerprint of the wording a document was translated from."""

    first_words: str
    last_words: str
    words: int
    sha256: str
    address: str
    read: str


@dataclass(frozen=True)
class Document:
    """A source: its attribution, our text, and what we know about both."""

    id: str
    title: str
    author: str
    role_then: str
    event: str
    written: str
    published: tuple[str, ...]
    genre: str
    audience: str
    access: str
    stake: str
    transmission: tuple[str, ...]
    language: str
    edition: str
    original: Original | None
    text_is: str
    rights: str
    translation: str
    review: str
    text: tuple[str, ...]
    plainer: tuple[str, ...]
    notes: tuple[str, ...]
    file: str
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Reading:
    """A sentence of an expert's thinking with the comment that names the move made in it."""

    text: str
    comment: str


@dataclass(frozen=True)
class Step:
    """What is asked together and committed together.

    ``apart``: on paper, on a new page. ``differs``: two documents whose words are compared.
    """

    id: str
    items: tuple[Item, ...]
    opens: bool
    apart: bool
    title: str
    reads: tuple[Reading, ...]
    reads_title: str
    notes: tuple[str, ...]
    differs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exercise:
    """A task of one of the types E1-E14, or a ``lab``, over one or more documents.

    ``hides`` names rows of the documents' cards that stay hidden until the first step is
    committed, because finding them out is the task.
    """

    id: str
    lesson: str
    number: int
    type: str
    title: str
    path: str
    shows: tuple[str, ...]
    hides: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def address(self) -> str:
        """The name a notebook uses, for example ``02/masthead``."""
        return f"{self.lesson}/{self.id}"

    def items(self) -> Iterator[tuple[Step, Item]]:
        """Go through all items with the step each stands in."""
        for step in self.steps:
            for item in step.items:
                yield step, item

    def item(self, item_id: str) -> Item:
        """Return the item with this id; raises ``CourseError`` where there is none."""
        for _, item in self.items():
            if item.id == item_id:
                return item
        raise CourseError(f"Exercise '{self.address}' has no question '{item_id}'.")


@dataclass(frozen=True)
class Note:
    """A background note: paragraphs on one of ``PATHS``."""

    path: str
    title: str
    text: tuple[str, ...]


@dataclass(frozen=True)
class Teaching:
    """The teacher's side of a lesson.

    ``plan`` holds a row for each part of two periods (exercises and notes by id, minutes of talk,
    what to do), ``one_period`` the same for the short path, ``expect`` (what students say, in which
    exercise, tag, answer), ``rubric`` (row, its four levels), ``twin`` the steps on paper.
    """

    aims: tuple[str, ...]
    pivot: str
    pivot_answers: tuple[str, ...]
    plan: tuple[tuple[tuple[str, ...], str, str], ...]
    one_period: tuple[tuple[tuple[str, ...], str, str], ...]
    short: str
    expect: tuple[tuple[str, str, str, str], ...]
    rubric: tuple[tuple[str, tuple[str, ...]], ...]
    twin: tuple[str, ...]


@dataclass(frozen=True)
class End:
    """The last page of a lesson.

    ``first`` and ``now`` are the answers set side by side, as ``exercise/item`` of this lesson;
    ``firm`` says what is established and on what, ``open`` what is not, ``craft`` what to keep.
    """

    first: str
    now: str
    firm: tuple[str, ...]
    open: tuple[str, ...]
    craft: str


@dataclass(frozen=True)
class Lesson:
    """One lesson file."""

    id: str
    slug: str
    title: str
    question: str
    move: str
    content_note: str
    review: str
    notes: dict[str, Note]
    words: tuple[str, ...]
    exercises: tuple[Exercise, ...]
    teaching: Teaching
    end: End | None
    file: str
    # The line of every value by its place in the file, such as "exercises/3/shows/0".
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    def exercise(self, exercise_id: str) -> Exercise:
        """Return the exercise with this id; raises ``CourseError`` where there is none."""
        for exercise in self.exercises:
            if exercise.id == exercise_id:
                return exercise
        known = ", ".join(exercise.address for exercise in self.exercises)
        raise CourseError(f"There is no exercise '{self.id}/{exercise_id}'. Lesson {self.id} has: "
                          f"{known or 'none'}.")


@dataclass(frozen=True)
class Act:
    """One line of a journal: something a learner did."""

    id: str
    at: str
    learner: str
    lesson: str
    exercise: str
    of: str
    step: str
    do: str
    answers: dict[str, object]
    course: str = ""  # `library.course()`, set where an act is made
    item: str = ""
    v: int = 1


@dataclass(frozen=True)
class Verdict:
    """What is said about one part of an answer. ``mark`` is of MARKS or NOT_CHOSEN.

    ``opened`` is what stood behind a card that was chosen, ``line`` the line of a draft, ``cell``
    the row and column of a grid, ``ours`` what we chose there where it differs.
    """

    part: str
    mark: str
    because: str
    rule: str = ""
    tag: str = ""
    opened: str = ""
    line: int = 0
    cell: tuple[str, str] | None = None
    ours: str = ""
