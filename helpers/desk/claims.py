"""``python -m helpers claims 02``: every statement of a lesson with its source and locator.

For a historian who goes through a lesson line by line: first what names a source, place by place,
then what names none (questions, instructions, model answers), in which no unsupported fact may
hide, then every work in full with what was read of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from html import unescape
from typing import Any

from ..case import citations
from ..case.records import Document, Lesson
from ..paper import notes
from ..work import library, notebook
from ..work.tables import described, opened

# The fields of a record that are ids, keys, rules or settings; all others are read by somebody.
_UNSAID = {
    "id", "slug", "file", "line", "number", "lesson", "type", "kind", "path", "rule", "form",
    "pick", "verdict", "mark", "label", "tag", "value", "row", "column", "document", "root", "camp",
    "shows", "hides", "differs", "weighs", "grids", "revises", "compares", "recalls", "table",
    "table_columns", "solution", "text_is", "language", "words", "rights", "original",
}
_LETTER = re.compile(r"[^\W\d_]")
_REST = re.compile(r"\A[\s.,;:)]*")  # what is left of a sentence after its citation


@dataclass(frozen=True)
class Statement:
    """Some words of a lesson, where they stand, and the works they name as (id, locator)."""

    where: str
    text: str
    sources: tuple[tuple[str, str], ...]


def of_lesson(lesson: Lesson) -> list[Statement]:
    """Return every statement of a lesson: file, notebook, documents, rows of its tables."""
    shown = dict.fromkeys(i for exercise in lesson.exercises for i in exercise.shows)
    found = [*_walk(lesson, lesson.id), *_notebook(lesson)]
    for one in shown:
        found += _document(library.document(one))
    for name in notes.tables_of(lesson):
        found += _table(name)
    return found


def parted(where: str, text: str) -> Iterator[Statement]:
    """Go through a text in parts, each with the citations at its end.

    >>> [(s.text, s.sources) for s in parted("x", "It fell. [@a, 7] [@b] It broke.")]
    [('It fell.', (('a', '7'), ('b', ''))), ('It broke.', ())]
    """
    said, sources = "", []
    for part in re.split(r"(\[@[^\]]+\])", text):
        if part.startswith("[@"):
            sources += list(citations.cited(part))
        elif sources and _REST.sub("", part):
            yield Statement(where, said, tuple(sources))
            said, sources = _REST.sub("", part).strip(), []
        elif not sources:
            said += part.strip()
    if said:
        yield Statement(where, said, tuple(sources))


def _walk(value: Any, where: str, name: str = "") -> Iterator[Statement]:
    """Go through a record and what it holds; strings count but for the fields in ``_UNSAID``."""
    if isinstance(value, str):
        if name not in _UNSAID and _LETTER.search(value):
            yield from parted(f"{where} {name}", value)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _walk(getattr(value, field.name), where, field.name)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _walk(one, f"{where}/{key}", name)
    elif isinstance(value, tuple):
        for number, one in enumerate(value, start=1):
            label = f"/{getattr(one, 'id', number)}" if is_dataclass(one) else ""
            yield from _walk(one, where + label, name)


def _notebook(lesson: Lesson) -> Iterator[Statement]:
    """Go through a notebook's Markdown and the captions and alt texts of its stored figures."""
    for kind, source in notebook.cells(lesson.slug):
        for row in source.splitlines() if kind == "markdown" else ():
            yield from parted(f"{lesson.id} notebook", row.strip("#> "))
    for _, _, html in notebook.outputs(lesson.slug):
        for figure in re.findall(r"<figure.*?</figure>", html, re.S):
            for where, said in (("alt text", r'alt="([^"]*)"'),
                                ("caption", r"<figcaption>(.*?)</figcaption>")):
                for text in re.findall(said, figure, re.S):
                    yield from parted(f"{lesson.id} notebook {where}", unescape(text))


def _document(document: Document) -> Iterator[Statement]:
    """Go through a document's attribution and notes; its text speaks for itself, a summary not."""
    for one in _walk(document, f"document {document.id}"):
        if not one.where.endswith(" text") or document.text_is == "summary":
            yield one


def _table(name: str) -> Iterator[Statement]:
    for number, row in opened(described(name)).rows:
        cells = {key: value for key, value in row.items() if value}
        sources = [pair for value in cells.values() for pair in citations.cited(value)]
        bare = {key: citations.CITATION.sub("", value).strip(" ,;") for key, value in cells.items()}
        said = "; ".join(f"{key}: {value}" for key, value in bare.items() if value)
        yield Statement(f"table {name}, line {number}", said, tuple(sources))


def listed(lesson: Lesson) -> str:
    """Return all statements of a lesson as plain text, with the works they name at the end."""
    found = of_lesson(lesson)
    entries = library.bibliography()
    named = [one for one in found if one.sources]
    bare = [one for one in found if not one.sources]
    works = library.references(key for one in named for key, _ in one.sources)
    lines = [f"Lesson {lesson.id} · {lesson.title} · {len(named)} statements name a source, "
             f"{len(bare)} do not; {len(works)} works", "", "STATEMENTS WITH A SOURCE", ""]
    for one in named:
        lines += [f"[ ] {one.where}", f"    {one.text}",
                  f"    <- {citations.called(one.sources, entries)}"]
    lines += ["", "STATEMENTS WITHOUT A SOURCE", ""]
    lines += [f"[ ] {one.where}: {one.text}" for one in bare]
    lines += ["", "WORKS", ""]
    for key, work in works.items():
        note = str(entries[key].get("note", ""))
        lines += [f"{citations.short(entries[key])}: {work}", *([f"    {note}"] if note else [])]
    return "\n".join(lines)
