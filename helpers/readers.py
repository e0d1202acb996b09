"""From the fields of a file to the records of the course, one function a record.

Every function notes mistakes in ``fields.problems`` and goes on, so that a teacher sees all of
them at once.
"""

from __future__ import annotations

from pathlib import Path

from . import dates
from .records import (
    KINDS,
    MARKS,
    Document,
    Exercise,
    Item,
    Key,
    Lesson,
    Note,
    Option,
    Original,
    Reading,
    Span,
    Step,
    Teaching,
)
from .yamlfile import Fields, Problem, front_matter, read_text, read_yaml

TEXT_IS = ("translation", "original", "summary")
RIGHTS = ("public-domain", "short-excerpt", "summary-only")
ACCESS = ("saw", "took part", "was told", "archive", "guess")
FORMS = ("text", "name", "number", "date")
PATHS = ("core", "further")
TYPES = (*(f"E{n}" for n in range(1, 15)), "lab")


def read_document(path: Path, problems: list[Problem]) -> Document:
    """Read one document file: front matter, then Text, Plainer text and Notes."""
    name = f"data/documents/{path.name}"
    fields, sections = front_matter(read_text(path, name, problems), name, problems)
    for heading in ("Text", "Notes"):
        if not sections.get(heading):
            problems.append(Problem(name, 1, heading, f"add a section '## {heading}'"))
    rights = fields.text("rights")
    if rights and rights.split(",")[0] not in RIGHTS:
        fields.problem("rights", f"must begin with one of {', '.join(RIGHTS)}")
    document = Document(
        id=fields.text("id"),
        title=fields.text("title"),
        author=fields.text("author"),
        role_then=fields.text("role_then"),
        event=_date(fields, "event"),
        written=_date(fields, "written"),
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
    )
    if document.id != path.stem:
        fields.problem("id", f"must be the name of the file, '{path.stem}'")
    fields.done()
    return document


def read_lesson(path: Path, problems: list[Problem]) -> Lesson:
    """Read one lesson file with all its exercises."""
    name = f"data/lessons/{path.name}"
    fields = read_yaml(path, name, problems)
    lesson_id = fields.text("id")
    if lesson_id != path.stem.split("-")[0]:
        fields.problem("id", f"must be the number the file begins with, '{path.stem[:2]}'")
    exercises = tuple(
        _exercise(entry, lesson_id, number)
        for number, entry in enumerate(fields.each("exercises"), start=1)
    )
    _no_twins(fields, "exercises", [e.id for e in exercises])
    lesson = Lesson(
        id=lesson_id,
        slug=path.stem,
        title=fields.text("title"),
        question=fields.text("question"),
        move=fields.text("move"),
        content_note=fields.text("content_note", ""),
        review=fields.text("review"),
        notes={note.text("id"): _note(note) for note in fields.each("notes")},
        words=fields.texts("words"),
        exercises=exercises,
        teaching=_teaching(fields.group("teacher")),
        file=name,
    )
    fields.done()
    return lesson


def paragraphs(text: str) -> tuple[str, ...]:
    """Split a text at its empty lines, each paragraph on one line."""
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def _date(fields: Fields, name: str) -> str:
    value = fields.text(name)
    if value:
        try:
            dates.bounds(value)
        except ValueError as error:
            fields.problem(name, str(error))
    return value


def _original(fields: Fields) -> Original | None:
    if not fields.has("original"):
        if fields.text("text_is", "summary") != "summary":
            fields.problem("original", "is missing; a translated text needs its fingerprint")
        return None
    part = fields.group("original")
    words = part.text("words")
    original = Original(
        first_words=part.text("first_words"),
        last_words=part.text("last_words"),
        words=int(words) if words.isdigit() else 0,
        sha256=part.text("sha256"),
        address=part.text("address"),
        read=_date(part, "read"),
    )
    if words and not words.isdigit():
        part.problem("words", "must be a whole number")
    if len(original.sha256) != 64 or set(original.sha256) - set("0123456789abcdef"):
        part.problem("sha256", "must be 64 of the characters 0-9 and a-f")
    part.done()
    return original


def _exercise(fields: Fields, lesson_id: str, number: int) -> Exercise:
    steps = tuple(_step(step) for step in fields.each("steps"))
    exercise = Exercise(
        id=fields.text("id"),
        lesson=lesson_id,
        number=number,
        type=fields.one_of("type", TYPES),
        title=fields.text("title"),
        path=fields.one_of("path", PATHS),
        shows=fields.texts("shows"),
        steps=steps,
    )
    if not steps:
        fields.problem("steps", "is missing; an exercise needs at least one step")
    _no_twins(fields, "steps", [s.id for s in steps])
    _no_twins(fields, "steps", [i.id for s in steps for i in s.items], what="item")
    earlier: set[str] = set()
    for step in steps:
        for item in step.items:
            if item.revises and item.revises not in earlier:
                fields.problem("steps", f"item '{item.id}' revises no item of an earlier step")
        earlier |= {item.id for item in step.items}
    fields.done()
    return exercise


def _step(fields: Fields) -> Step:
    opens = fields.one_of("opens", ("text", ""), "")
    step = Step(
        id=fields.text("id"),
        title=fields.text("title", ""),
        items=tuple(_item(item) for item in fields.each("items")),
        opens=opens == "text",
        reads_title=fields.text("reads_title", ""),
        reads=tuple(
            Reading(entry.text("text"), entry.text("comment")) for entry in fields.each("reads")
        ),
        notes=fields.texts("notes"),
    )
    if not step.items:
        fields.problem("items", "is missing; a step needs at least one item")
    fields.done()
    return step


def _item(fields: Fields) -> Item:
    kind = fields.one_of("kind", KINDS)
    item = Item(
        id=fields.text("id"),
        kind=kind,
        ask=fields.text("ask"),
        hints=fields.texts("hints"),
        sure=fields.one_of("sure", ("yes", "no"), "no") == "yes",
        pick=fields.text("pick", "1"),
        options=tuple(_option(option) for option in fields.each("options")),
        form=fields.one_of("form", FORMS, "text"),
        keys=tuple(
            Key(key.text("value"), key.one_of("mark", MARKS), key.text("because"),
                key.text("tag", ""))
            for key in fields.each("keys")
        ),
        otherwise=fields.text("otherwise", ""),
        document=fields.text("document", ""),
        labels=tuple((label.text("id"), label.text("text")) for label in fields.each("labels")),
        spans=tuple(
            Span(span.text("words"), span.text("label"), span.text("because"))
            for span in fields.each("spans")
        ),
        revises=fields.text("revises", ""),
        recalls=fields.text("recalls", ""),
        model=fields.text("model", ""),
        rubric=fields.texts("rubric"),
        table=fields.text("table", ""),
        solution=fields.text("solution", ""),
    )
    _complete(fields, item)
    fields.done()
    return item


# What an item of each kind cannot do without.
_NEEDS = {
    "choice": ("options",),
    "field": ("keys", "otherwise"),
    "mark": ("document", "labels", "spans"),
    "prose": (),
    "recall": ("recalls",),
    "result": ("keys", "otherwise", "table", "solution"),
}


def _complete(fields: Fields, item: Item) -> None:
    for name in _NEEDS.get(item.kind, ()):
        if not fields.has(name):
            fields.problem(name, f"is missing; an item of kind '{item.kind}' needs it")
    if item.kind == "choice":
        _no_twins(fields, "options", [option.id for option in item.options])
        allowed = {"any"} | {str(n) for n in range(1, len(item.options) + 1)}
        if item.pick not in allowed:
            fields.problem("pick", "must be 'any' or a number no larger than that of the options")
    for key in item.keys if item.form == "date" else ():
        try:
            dates.bounds(key.value)
        except ValueError as error:
            fields.problem("keys", str(error))
    names = {label for label, _ in item.labels}
    for span in item.spans:
        if span.label not in names:
            fields.problem("spans", f"label '{span.label}' is not among the labels")


def _option(fields: Fields) -> Option:
    option = Option(
        id=fields.text("id"),
        text=fields.text("text"),
        verdict=fields.one_of("verdict", MARKS),
        because=fields.text("because"),
        tag=fields.text("tag", ""),
    )
    fields.done()
    return option


def _teaching(fields: Fields) -> Teaching:
    teaching = Teaching(
        pivot=fields.text("pivot"),
        plan=tuple((row.text("minutes"), row.text("do")) for row in fields.each("plan")),
        expect=tuple(
            (row.text("says"), row.text("tag"), row.text("answer"))
            for row in fields.each("expect")
        ),
        rubric=tuple((row.text("row"), row.texts("levels")) for row in fields.each("rubric")),
        twin=fields.text("twin"),
    )
    fields.done()
    return teaching


def _note(fields: Fields) -> Note:
    note = Note(fields.one_of("path", PATHS, "core"), fields.texts("text"))
    if not note.text:
        fields.problem("text", "is missing; add a list of paragraphs")
    fields.done()
    return note


def _no_twins(fields: Fields, name: str, ids: list[str], what: str = "entry") -> None:
    for twin in sorted({i for i in ids if i and ids.count(i) > 1}):
        fields.problem(name, f"two {what} ids are '{twin}'; rename one of them")
