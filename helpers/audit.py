"""``python -m helpers check``: every mistake in every data file, one sentence each.

A lesson that a teacher edited is checked as strictly as ours: ids, dates, citations, lengths,
minutes, words to mark, tables. Dates go through the full EDTF parser, tables through frictionless.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from . import checks, citations, dates, library, minutes
from .readers import read_document, read_lesson
from .records import Document, Exercise, Item, Lesson
from .yamlfile import CourseError, Problem

LONGEST_TEXT = 250  # words of one document
LONGEST_LESSON = 45  # minutes of a core path


def fingerprint(text: str) -> tuple[int, str]:
    """Return number of words and SHA-256 of a passage: NFC, lower case, letters and digits.

    Anyone who has the edition can make the same fingerprint and see that we translated what
    stands there; the original itself is not stored.
    """
    lowered = unicodedata.normalize("NFC", text).lower()
    words = "".join(c if c.isalnum() else " " for c in lowered).split()
    return len(words), hashlib.sha256(" ".join(words).encode()).hexdigest()


def problems() -> list[Problem]:
    """Return every mistake in the course's data files, in the order of files and lines."""
    found: list[Problem] = []
    documents = {i: read_document(p, found) for i, p in library.document_files().items()}
    lessons = [read_lesson(path, found) for path in library.lesson_files().values()]
    for path in (library.root() / "data" / "lessons").glob("*.y*ml"):
        if path not in library.lesson_files().values():
            found.append(Problem(f"data/lessons/{path.name}", 1, "",
                                 "rename it to two digits, a hyphen, a name and .yaml"))
    entries = _loaded(library.bibliography, found)
    words = _loaded(library.glossary, found)
    for document in documents.values():
        found += _document(document)
    for lesson in lessons:
        found += _lesson(lesson, documents, set(words))
    found += _twins([lesson.id for lesson in lessons], "data/lessons", "lesson")
    for path in _texts():
        found += _citations(path, set(entries))
    found += _tables()
    return sorted(set(found), key=lambda p: (p.file, p.line, p.field, p.message))


def _loaded(read: Callable[[], Mapping[str, Any]], found: list[Problem]) -> Mapping[str, Any]:
    try:
        return read()
    except CourseError as error:
        place = re.match(r"(\S+), line (\d+)(?:, field '(\w+)')?: (.*)", str(error))
        if place:
            name, line, field, message = place.groups()
            found.append(Problem(name, int(line), field or "", message))
        return {}


def _texts() -> list[Path]:
    data = library.root() / "data"
    return [*library.document_files().values(), *library.lesson_files().values(),
            *sorted(data.glob("*.csv"))]


def _at(file: str, words: str, field: str, message: str) -> Problem:
    """Return a problem at the first line of ``file`` where ``words`` stand."""
    text = (library.root() / file).read_text(encoding="utf-8", errors="replace").splitlines()
    line = next((n for n, row in enumerate(text, start=1) if words in row), 1)
    return Problem(file, line, field, message)


def _citations(path: Path, known: set[str]) -> Iterator[Problem]:
    file = path.relative_to(library.root()).as_posix()
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    # A citation may run over a line break, so two lines are read together.
    for number, line in enumerate(lines, start=1):
        pair = line + " " + (lines[number].strip() if number < len(lines) else "")
        for key, _ in citations.cited(pair):
            if key not in known and f"@{key}" in line:
                yield Problem(file, number, "citation",
                              f"'{key}' is not an id in data/bibliography.json; correct or add it")


def _document(document: Document) -> Iterator[Problem]:
    for name, text in (("Text", document.text), ("Plainer text", document.plainer)):
        count = len(" ".join(text).split())
        if count > LONGEST_TEXT:
            yield _at(document.file, f"## {name}", name,
                      f"has {count} words; shorten it to {LONGEST_TEXT}")
    if document.rights.startswith("summary-only") and document.text_is != "summary":
        yield _at(document.file, "text_is:", "text_is", "must be 'summary' under these rights")
    for field in ("event", "written"):
        yield from _edtf(document.file, field, getattr(document, field))
    if _latest(document.written) < _earliest(document.event):
        yield _at(document.file, "written:", "written", "is before the event it tells of")


def _earliest(edtf: str) -> str:
    return _bound(edtf, 0)


def _latest(edtf: str) -> str:
    return _bound(edtf, 1)


def _bound(edtf: str, which: int) -> str:
    try:
        return dates.bounds(edtf)[which].isoformat()
    except ValueError:
        return "9999"  # reported by the reader


def _edtf(file: str, field: str, value: str) -> Iterator[Problem]:
    import edtf

    try:
        first, last = dates.bounds(value)
        full = edtf.parse_edtf(value)
        strict = (full.lower_strict()[:3], full.upper_strict()[:3])
    except (ValueError, edtf.EDTFParseException):
        return  # not a date: the reader has said so
    if strict != (first.timetuple()[:3], last.timetuple()[:3]):
        yield _at(file, value, field, f"'{value}' means something else in full EDTF; write it out")


def _lesson(lesson: Lesson, documents: dict[str, Document], words: set[str]) -> Iterator[Problem]:
    for word in lesson.words:
        if word not in words:
            yield _at(lesson.file, f"- {word}", "words", f"'{word}' is not in data/glossary.csv")
    for exercise in lesson.exercises:
        for shown in exercise.shows:
            if shown not in documents:
                yield _at(lesson.file, f"- {shown}", "shows",
                          f"there is no document '{shown}' in data/documents")
        for _, item in exercise.items():
            yield from _item(lesson, exercise, item, documents)
    if all(i in documents for e in lesson.exercises for i in e.shows):
        spent = minutes.of_lesson(lesson, documents, minutes.notebook_words(lesson.slug))
        if spent["core"] > LONGEST_LESSON:
            yield Problem(lesson.file, 1, "exercises",
                          f"the core path takes {spent['core']} minutes; cut it to "
                          f"{LONGEST_LESSON} or mark more as path: further")


def _item(lesson: Lesson, exercise: Exercise, item: Item,
          documents: dict[str, Document]) -> Iterator[Problem]:
    here = f"id: {item.id}"
    if item.kind == "mark":
        if item.document not in documents:
            yield _at(lesson.file, here, "document", f"there is no document '{item.document}'")
            return
        text = checks.tokens(" ".join(documents[item.document].text))
        for span in item.spans:
            if checks.find_words(span.words, text) is None:
                yield _at(lesson.file, span.words, "words",
                          f"“{span.words}” does not stand in the text of '{item.document}'")
    if item.recalls:
        address, _, wanted = item.recalls.rpartition("/")
        try:
            library.exercise(address).item(wanted)
        except (CourseError, KeyError):
            yield _at(lesson.file, item.recalls, "recalls",
                      f"there is no item '{item.recalls}'; write lesson/exercise/item")
    if item.table and not (library.root() / "data" / f"{item.table}.csv").exists():
        yield _at(lesson.file, f"table: {item.table}", "table",
                  f"there is no table data/{item.table}.csv")


def _twins(ids: list[str], file: str, what: str) -> Iterator[Problem]:
    for twin in sorted({i for i in ids if ids.count(i) > 1}):
        yield Problem(file, 1, "id", f"two {what}s have the id '{twin}'; rename one of them")


def _tables() -> Iterator[Problem]:
    from frictionless import system, validate

    with system.use_context(trusted=True):  # the path is absolute and our own
        report = validate(str(library.root() / "data" / "datapackage.json"))
    for error in report.errors:
        yield Problem("data/datapackage.json", 1, "", error.message)
    for task in report.tasks:
        for error in task.errors:
            line = getattr(error, "row_number", None) or 1
            field = getattr(error, "field_name", None) or ""
            yield Problem(f"data/{task.place}", line, field, error.message)
