"""How long a lesson takes, by a sum over its file and its notebook.

Everything read on a path counts once, at two speeds, and each answer takes a time of its own. The
rates are the course's own working figures, not measurements of a class.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..case.attribution import FIRST, attribution
from ..case.citations import CITATION
from ..case.read import PATHS, is_on
from ..case.records import Document, Exercise, Item, Lesson
from ..case.specimen import NAME, read_specimen
from ..judge.kinds import KINDS
from . import library, notebook

SLOW, FAST = 150, 200  # words a minute
COMMIT = 5  # seconds

FindDocument = Callable[[str], Document]


@dataclass(frozen=True)
class Spent:
    """The words to read and the seconds to answer in."""

    words: int = 0
    seconds: int = 0

    def __add__(self, other: Spent) -> Spent:
        return Spent(self.words + other.words, self.seconds + other.seconds)

    def minutes(self, words_a_minute: int = SLOW) -> float:
        """Return the minutes at a speed of reading."""
        return self.words / words_a_minute + self.seconds / 60

    @property
    def said(self) -> str:
        """The whole minutes for fast to slow readers: ``31-38``, or one number where they agree."""
        fast, slow = (math.ceil(self.minutes(speed)) for speed in (FAST, SLOW))
        return f"{fast}-{slow}" if fast < slow else f"{slow}"


def parts(lesson: Lesson, path: str,
          document: FindDocument = library.document) -> dict[str, Spent]:
    """Return what each exercise and note of a path takes, by its id, in the order of the lesson.

    Under ``""`` stand the notebook's Markdown and the replica. ``document`` finds a document by
    its id and raises ``CourseError`` or ``KeyError`` elsewhere. A document counts where it is
    shown first: its text and the rows of its card that are always open.
    """
    found = {"": Spent(notebook_words(lesson.slug) + replica_words(lesson.slug))}
    for name, note in lesson.notes.items():
        if is_on(note.path, path):
            found[name] = Spent(_words(*note.text))
    read: set[str] = set()
    for exercise in lesson.exercises:
        if is_on(exercise.path, path):
            new = [document(i) for i in dict.fromkeys(exercise.shows) if i not in read]
            read |= set(exercise.shows)
            found[exercise.id] = Spent(sum(map(_document_words, new))) + _of_exercise(exercise)
    return found


def of_lesson(lesson: Lesson, document: FindDocument = library.document) -> dict[str, Spent]:
    """Return what each path takes as a whole, by its name."""
    return {path: total(parts(lesson, path, document).values()) for path in PATHS}


def total(found: Iterable[Spent]) -> Spent:
    """Return several times as one."""
    return sum(found, Spent())


def stopping_point(lesson: Lesson, document: FindDocument = library.document) -> str:
    """Return the id of the core exercise after which about half of the core path is done.

    Empty where the core path is no longer than the short one, for that fits one period.
    """
    by_id = parts(lesson, "core", document)
    exercises = [one.id for one in lesson.exercises if one.id in by_id]
    if all(is_on(one.path, "short") for one in lesson.exercises if one.id in by_id):
        return ""
    half = total(by_id[one] for one in exercises).minutes() / 2
    return min(exercises[:-1], default="", key=lambda one: abs(half - total(
        by_id[other] for other in exercises[:exercises.index(one) + 1]).minutes()))


def planned(plan: Iterable[tuple[Sequence[str], str, str]],
            found: Mapping[str, Spent]) -> list[Spent]:
    """Return what each row of a teacher's plan takes on a path whose ``parts`` are given."""
    return [total(found[one] for one in work if one in found) for work, _, _ in plan]


def _of_exercise(exercise: Exercise) -> Spent:
    spent = Spent()
    for step in exercise.steps:
        spent += Spent(_words(step.title, *step.notes), COMMIT)
        spent += Spent(sum(_words(r.text, r.comment) for r in step.reads))
        for item in step.items:
            kind = KINDS.get(item.kind)  # check names an unknown one
            spent += Spent(_item_words(item), kind.seconds(item) if kind else 0)
    return spent


def _item_words(item: Item) -> int:
    """Return the words of an item and of all that is said to answers, equal reasons once."""
    reasons = [*(text for o in item.options for text in (o.opens, o.because)),
               *(part.because for many in (item.keys, item.spans, item.cells, item.rows)
                 for part in many), item.model, *item.rubric]
    texts = [*(o.text for o in item.options), *(r.text for r in item.rows),
             *(c.text for c in item.columns)]
    return _words(item.ask, *item.passage, *texts, *dict.fromkeys(reasons))


def _document_words(document: Document) -> int:
    card = [f"{name} {text}" for name, text in attribution(document) if name in FIRST]
    return _words(document.title, *card, *document.text)


def _words(*texts: str) -> int:
    return sum(len(CITATION.sub("", text).split()) for text in texts)


def replica_words(slug: str) -> int:
    """Return the number of words of the replica where a lesson's notebook shows it."""
    if not any("helpers.replica(" in source for _, source in notebook.cells(slug)):
        return 0
    found = read_specimen(library.root() / NAME, [])  # its mistakes are for check to name
    return _words(*(one.text for one in found.sentences))


def notebook_words(slug: str) -> int:
    """Return the number of words in the Markdown cells of a lesson's notebook."""
    return _words(*(source for kind, source in notebook.cells(slug) if kind == "markdown"))
