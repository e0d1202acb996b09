"""From the fields of a file to the records of the course, one function a record.

Every function notes mistakes in ``fields.problems`` and goes on, so that a teacher sees all of
them at once.
"""

from __future__ import annotations

from pathlib import Path

from .attribution import ROWS
from .errors import Problem
from .items import Before, ReadItem, date_field, no_twins
from .records import (
    Document,
    End,
    Exercise,
    Lesson,
    Note,
    Original,
    Reading,
    Step,
    Teaching,
)
from .yamlfile import Fields, front_matter, read_text, read_yaml

TEXT_IS = ("translation", "original", "summary", "invented")
RIGHTS = ("public-domain", "short-excerpt", "summary-only")
# How much of a lesson there is time for: each path holds all that the ones before it hold.
PATHS = ("short", "core", "further")  # one period, two periods, everything
ACCESS = ("saw", "took part", "was told", "archive", "guess")
TYPES = (*(f"E{n}" for n in range(1, 15)), "lab")


def is_on(path: str, chosen: str) -> bool:
    """Tell whether what stands on ``path`` belongs to the path that a reader chose."""
    return path in PATHS and PATHS.index(path) <= PATHS.index(chosen)


def read_document(path: Path, problems: list[Problem]) -> Document:
    """Read one document file: front matter, then Text, Plainer text and Notes."""
    name = f"data/documents/{path.name}"
    text = read_text(path, name, problems)
    fields, sections = front_matter(text, name, ("Text", "Plainer text", "Notes"), problems)
    for heading in ("Text", "Notes"):
        if not sections.get(heading) and not fields.unreadable:
            problems.append(Problem(name, 1, heading, f"add a section '## {heading}'"))
    rights = fields.text("rights")
    if rights and rights.split(",")[0] not in RIGHTS:
        fields.problem("rights", f"must begin with one of {', '.join(RIGHTS)}")
    document = Document(
        id=fields.text("id"),
        title=fields.text("title"),
        author=fields.text("author"),
        role_then=fields.text("role_then"),
        event=date_field(fields, "event"),
        written=date_field(fields, "written"),
        published=fields.texts("published"),
        genre=fields.text("genre"),
        audience=fields.text("audience"),
        access=fields.one_of("access", ACCESS),
        stake=fields.text("stake"),
        transmission=fields.texts("transmission"),
        language=fields.text("language"),
        edition=fields.text("edition"),
        text_is=fields.one_of("text_is", TEXT_IS),
        rights=rights,
        translation=fields.text("translation"),
        review=fields.text("review"),
        original=_original(fields),
        text=paragraphs(sections.get("Text", "")),
        plainer=paragraphs(sections.get("Plainer text", "")),
        notes=paragraphs(sections.get("Notes", "")),
        file=name,
        lines=fields.lines(),
    )
    if document.id != path.stem:
        fields.problem("id", f"must be the name of the file, '{path.stem}'")
    return fields.closed(document)


def read_lesson(path: Path, problems: list[Problem], read_item: ReadItem) -> Lesson:
    """Read one lesson file with all its exercises; ``read_item`` knows the kinds of question."""
    name = f"data/lessons/{path.name}"
    fields = read_yaml(path, name, problems)
    lesson_id = fields.text("id")
    if lesson_id != path.stem.split("-")[0]:
        fields.problem("id", f"must be the number the file begins with, '{path.stem[:2]}'")
    # A text calls an exercise {masthead}, so that its number is never typed.
    fields.stands_for = {entry.text("id", ""): str(n)
                         for n, entry in enumerate(fields.each("exercises"), start=1)}
    entries = list(fields.each("exercises"))
    exercises = tuple(_exercise(entry, lesson_id, n, read_item)
                      for n, entry in enumerate(entries, start=1))
    no_twins(entries, [e.id for e in exercises], "exercise")
    notes = list(fields.each("notes"))
    no_twins(notes, [note.text("id") for note in notes], "note")
    for note in notes:  # both are shown by their id, and the later one would close the other
        if note.text("id") in {e.id for e in exercises}:
            note.problem("id", f"an exercise has the id '{note.text('id')}' too; rename the note")
    lesson = Lesson(
        id=lesson_id,
        slug=path.stem,
        title=fields.text("title"),
        question=fields.text("question"),
        move=fields.text("move"),
        content_note=fields.text("content_note", ""),
        review=fields.text("review"),
        notes={note.text("id"): _note(note) for note in notes},
        words=fields.texts("words"),
        exercises=exercises,
        teaching=_teaching(fields.group("teacher")),
        end=_end(fields.group("end")) if fields.has("end") else None,
        file=name,
        lines=fields.lines(),
    )
    return fields.closed(lesson)


def paragraphs(text: str) -> tuple[str, ...]:
    """Split a text at its empty lines, each paragraph on one line."""
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def _original(fields: Fields) -> Original | None:
    if not fields.has("original"):
        if fields.text("text_is", "summary") not in ("summary", "invented"):
            fields.problem("original", "is missing; add the fingerprint, or write "
                                       "text_is: summary")
        return None
    part = fields.group("original")
    words = part.text("words")
    original = Original(
        first_words=part.text("first_words"),
        last_words=part.text("last_words"),
        words=int(words) if words.isdecimal() else 0,
        sha256=part.text("sha256"),
        address=part.text("address"),
        read=date_field(part, "read"),
    )
    if words and not words.isdecimal():
        part.problem("words", "must be a whole number")
    if len(original.sha256) != 64 or set(original.sha256) - set("0123456789abcdef"):
        part.problem("sha256", "must be 64 of the characters 0-9 and a-f")
    return part.closed(original)


def _exercise(fields: Fields, lesson_id: str, number: int, read_item: ReadItem) -> Exercise:
    entries = list(fields.each("steps"))
    steps = _steps(entries, read_item)
    no_twins(entries, [step.id for step in steps], "step")
    exercise = Exercise(
        id=fields.identifier("id"),
        lesson=lesson_id,
        number=number,
        type=fields.one_of("type", TYPES),
        title=fields.text("title"),
        path=fields.one_of("path", PATHS),
        shows=fields.texts("shows"),
        hides=fields.texts("hides"),
        steps=steps,
    )
    for row in exercise.hides:
        if row not in ROWS:
            fields.problem("hides", f"'{row}' is not a row of a card; those are {', '.join(ROWS)}")
    if not steps:
        fields.problem("steps", "is missing; an exercise needs at least one step")
    items = [item for entry in entries for item in entry.each("items")]
    no_twins(items, [item.id for step in steps for item in step.items], "item")
    return fields.closed(exercise)


def _steps(entries: list[Fields], read_item: ReadItem) -> tuple[Step, ...]:
    """Read the steps in order: what an item may refer to stands in an earlier one."""
    opening = [n for n, entry in enumerate(entries) if entry.has("opens")]
    if opening[1:]:
        entries[opening[1]].problem("opens", "only one step of an exercise may open the text")
    steps: list[Step] = []
    for n, entry in enumerate(entries):
        earlier = {item.id: item for step in steps for item in step.items}
        steps.append(_step(entry, read_item, Before(earlier, bool(opening) and n <= opening[0])))
    return tuple(steps)


def _step(fields: Fields, read_item: ReadItem, before: Before) -> Step:
    opens = fields.one_of("opens", ("text", ""), "")
    step = Step(
        id=fields.identifier("id"),
        title=fields.text("title", ""),
        items=tuple(read_item(item, before) for item in fields.each("items")),
        opens=opens == "text",
        apart=fields.one_of("apart", ("yes", "no"), "no") == "yes",
        reads_title=fields.text("reads_title", ""),
        reads=tuple(entry.closed(Reading(entry.text("text"), entry.text("comment")))
                    for entry in fields.each("reads")),
        notes=fields.texts("notes"),
        differs=fields.texts("differs"),
    )
    if not step.items:
        fields.problem("items", "is missing; a step needs at least one item")
    if len(step.differs) not in (0, 2):
        fields.problem("differs", "name the two documents whose words are compared")
    return fields.closed(step)


def _teaching(fields: Fields) -> Teaching:
    return fields.closed(Teaching(
        aims=fields.texts("aims"),
        pivot=fields.text("pivot"),
        pivot_answers=fields.texts("pivot_answers"),
        plan=_plan(fields, "plan"),
        one_period=_plan(fields, "one_period"),
        short=fields.text("short", ""),
        expect=tuple(row.closed((row.text("says"), row.text("at"), row.text("tag", ""),
                                 row.text("answer")))
                     for row in fields.each("expect")),
        rubric=tuple(row.closed((row.text("row"), row.texts("levels")))
                     for row in fields.each("rubric")),
        twin=fields.texts("twin"),
    ))


def _plan(fields: Fields, name: str) -> tuple[tuple[tuple[str, ...], str, str], ...]:
    return tuple(row.closed((row.texts("work"), row.text("talk", ""), row.text("do")))
                 for row in fields.each(name))


def _end(fields: Fields) -> End:
    return fields.closed(End(fields.text("first"), fields.text("now"), fields.texts("firm"),
                             fields.texts("open"), fields.text("craft")))


def _note(fields: Fields) -> Note:
    note = Note(fields.one_of("path", PATHS, "core"), fields.text("title", "Background"),
                fields.texts("text"))
    if not note.text:
        fields.problem("text", "is missing; add a list of paragraphs")
    return fields.closed(note)
