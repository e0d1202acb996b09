"""``python -m helpers check``: every mistake in every data file, one sentence each.

A lesson that a teacher edited is checked as strictly as ours: ids, dates, citations, lengths,
minutes, words to mark, tables. Dates go through the full EDTF parser, tables through frictionless.
"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ..case import citations, dates, reference, specimen
from ..case.errors import Problem
from ..case.read import read_document
from ..case.records import Document, Item, Lesson
from ..case.yamlfile import read_text
from ..judge.kinds import mark
from ..paper import notes
from ..work import library, minutes, notebook
from . import check_copying, check_tables, references

LONGEST_TEXT = 250  # words of one document
LONGEST_LESSON = 45  # minutes of a core path
PLAN_MAY_DIFFER = 3  # minutes between the teacher's plan and the sum


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
    lessons = [library.read_course_lesson(path, found) for path in library.lesson_files().values()]
    for path in sorted((library.root() / "data" / "lessons").glob("*.y*ml")):
        if path not in library.lesson_files().values():
            advice = "two lesson files begin with this number" if path.stem[:2] in (
                library.lesson_files()) else "is not named like 02-a-name.yaml"
            found.append(Problem(f"data/lessons/{path.name}", 1, "", f"{advice}; rename it"))
    before = len(found)
    entries = reference.read_bibliography(library.root() / reference.BIBLIOGRAPHY, found)
    citable = bool(entries) or len(found) == before  # else every citation would seem unknown
    if len(found) == before:
        found += references.problems(entries)
    # Mistakes in the glossary are reported with those of the other tables.
    words = reference.read_glossary(library.root() / "data" / "glossary.csv", [])
    # Every item by its address, with the ids of its rows and columns.
    addresses = {f"{e.address}/{i.id}": {row.id for row in i.rows} | {c.id for c in i.columns}
                 for one in lessons for e in one.exercises for _, i in e.items()}
    for document in documents.values():
        found += _document(document)
    for lesson in lessons:
        found += _lesson(lesson, documents, set(words), addresses, _beliefs())
    for path in _texts() if citable else []:
        found += _citations(path, set(entries))
    reference.read_course(library.root() / "data" / "datapackage.json", found)
    found += check_tables.problems()
    found += check_copying.problems(lessons)
    return sorted(set(found), key=lambda p: (p.file, p.line, p.field, p.message))


def _texts() -> list[Path]:
    data = library.root() / "data"
    return [*library.document_files().values(), *library.lesson_files().values(),
            *sorted(data.glob("*.csv")),
            *(path for path in [library.root() / specimen.NAME] if path.exists())]


def _beliefs() -> set[str]:
    path = library.root() / "data" / "misconceptions.csv"
    rows = csv.DictReader(read_text(path, path.name, []).splitlines())
    return {row.get("tag") or "" for row in rows}


def _at(file: str, words: str, field: str, message: str, start: int = 1) -> Problem:
    """Return a problem at the first line of ``file``, from ``start``, where ``words`` stand."""
    text = (library.root() / file).read_text(encoding="utf-8", errors="replace").splitlines()
    found = (n for n, row in enumerate(text, start=1) if n >= start and words in row)
    return Problem(file, next(found, start), field, message)


def _citations(path: Path, known: set[str]) -> Iterator[Problem]:
    file = path.relative_to(library.root()).as_posix()
    text = path.read_text(encoding="utf-8", errors="replace")
    for found in citations.CITATION.finditer(text):
        for key, _ in citations.cited(found.group()):
            if key not in known:
                number = text.count("\n", 0, text.index(f"@{key}", found.start())) + 1
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
    try:
        early = dates.bounds(document.written)[1] < dates.bounds(document.event)[0]
    except ValueError:
        return  # not a date: the reader has said so
    if early:
        yield _at(document.file, "written:", "written", "is before the event it tells of")


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


def _lesson(lesson: Lesson, documents: dict[str, Document], words: set[str],
            addresses: dict[str, set[str]], beliefs: set[str]) -> Iterator[Problem]:
    for word in lesson.words:
        if words and word not in words:
            yield _at(lesson.file, f"- {word}", "words", f"'{word}' is not in data/glossary.csv")
    shown = "\n".join(source for _, source in notebook.cells(lesson.slug))
    for tag in sorted(_tags(lesson) - beliefs) if beliefs else ():
        yield _at(lesson.file, f": {tag}", "tag", f"'{tag}' is not in data/misconceptions.csv")
    yield from _notebook(lesson, shown)
    known = {exercise.id for exercise in lesson.exercises}
    for _, at, _, _ in lesson.teaching.expect:
        if at not in known:
            yield _at(lesson.file, f"at: {at}", "at", f"there is no exercise '{at}' in this lesson")
    for exercise in lesson.exercises:
        if shown and f'helpers.exercise("{exercise.address}")' not in shown:
            yield _at(lesson.file, f"- id: {exercise.id}", "exercises",
                      f"no cell of {lesson.slug}.ipynb shows it; add helpers.exercise"
                      f"(\"{exercise.address}\")")
        for name in exercise.shows:
            if name not in documents:
                yield _at(lesson.file, f"- {name}", "shows",
                          f"there is no document '{name}' in data/documents")
        for name in {one for step in exercise.steps for one in step.differs}:
            if name not in exercise.shows:
                yield _at(lesson.file, f"- {name}", "differs",
                          f"'{name}' must stand under shows of this exercise too")
        for _, item in exercise.items():
            yield from _item(lesson, item, documents, addresses)
    if all(i in documents for e in lesson.exercises for i in e.shows):
        spent = minutes.of_lesson(lesson, documents.__getitem__)
        planned = sum(int(row) for row, _, _ in lesson.teaching.plan if row.isdecimal())
        if abs(planned - spent["core"]) > PLAN_MAY_DIFFER and spent["core"] <= LONGEST_LESSON:
            yield _at(lesson.file, "plan:", "plan", f"adds up to {planned} minutes, the core path "
                                                   f"to {spent['core']}; change the rows")
        if spent["core"] > LONGEST_LESSON:
            yield Problem(lesson.file, 1, "exercises",
                          f"the core path takes {spent['core']} minutes; cut it to "
                          f"{LONGEST_LESSON} or mark more as path: further")


def _notebook(lesson: Lesson, shown: str) -> Iterator[Problem]:
    """Say where the notebook is missing, or shows what the lesson file does not have."""
    file = f"notebooks/{lesson.slug}.ipynb"
    if not (library.root() / file).exists():
        if (library.root() / "notebooks").exists():
            yield Problem(file, 1, "", f"is missing; make a notebook with a cell helpers.lesson("
                                       f"\"{lesson.id}\") and save it under this name")
        return
    if not notebook.is_notebook(lesson.slug):
        yield Problem(file, 1, "", "cannot be read as a notebook; save it again in JupyterLab")
        return
    known = {e.address for e in lesson.exercises} | {f"{lesson.id}/{name}" for name in lesson.notes}
    for address in re.findall(r'helpers\.(?:exercise|note|family_tree)\("([^"]*)"\)', shown):
        if address not in known:
            yield _at(file, address, "cell", f"lesson {lesson.id} has no '{address}'; correct the "
                                             "cell or the lesson file")
    for call, what, there in (
        ("lesson|words|sources", "lesson", set(library.lesson_files())),
        ("replica", "replica", {notes.REPLICA}), ("table", "table", check_tables.names()),
    ):
        for name in re.findall(rf'\b(?:{call})\("([^"]*)"\)', shown):
            if there and name not in there:
                yield _at(file, f'{name}\\"', "cell", f"there is no {what} '{name}'; there is: "
                                                      f"{', '.join(sorted(there))}")


def _tags(lesson: Lesson) -> set[str]:
    items = [item for exercise in lesson.exercises for _, item in exercise.items()]
    tags = {option.tag for item in items for option in item.options}
    tags |= {key.tag for item in items for key in item.keys}
    tags |= {cell.tag for item in items for cell in item.cells}
    return (tags | {tag for _, _, tag, _ in lesson.teaching.expect}) - {""}


def _item(lesson: Lesson, item: Item, documents: dict[str, Document],
          addresses: dict[str, set[str]]) -> Iterator[Problem]:
    for name in dict.fromkeys((item.document, *(row.document for row in item.rows))):
        if name and name not in documents:
            yield _at(lesson.file, f"document: {name}", "document",
                      f"there is no document '{name}'", item.line)
        elif name and not any(name in e.shows for e in lesson.exercises):
            yield _at(lesson.file, f"document: {name}", "document",
                      f"no exercise shows '{name}'; add it under shows", item.line)
    if item.kind == "mark" and (item.passage or item.document in documents):
        text = mark.tokens(" ".join(item.passage or documents[item.document].text))
        for span in item.spans if text else ():
            if not mark.find_words(span.words, text):
                yield _at(lesson.file, span.words, "words", f"“{span.words}” does not stand in "
                          f"{f'the text of {item.document!r}' if item.document else 'the passage'}",
                          item.line)
    for field, address in (("recalls", item.recalls), ("compares", item.compares),
                           *(("grids", one) for one in item.grids)):
        if address and address not in addresses:
            yield _at(lesson.file, address, field,
                      f"there is no item '{address}'; write lesson/exercise/item", item.line)
        elif field == "grids" and not addresses[address] & {row.id for row in item.rows}:
            yield _at(lesson.file, address, field, f"no row or column of '{address}' has the id of "
                                                   "a card under rows", item.line)
    if item.table:
        path = library.root() / "data" / f"{item.table}.csv"
        if not path.exists():
            yield _at(lesson.file, f"table: {item.table}", "table",
                      f"there is no table data/{item.table}.csv", item.line)
            return
        known = csv.DictReader(read_text(path, path.name, []).splitlines()).fieldnames
        for column in item.table_columns:
            if known and column not in known:
                yield _at(lesson.file, f"- {column}", "table_columns",
                          f"data/{item.table}.csv has no column '{column}'", item.line)
