"""``python -m helpers check``: every mistake in every data file, one sentence each.

A lesson that a teacher edited is checked as strictly as ours: ids, dates, citations, lengths,
minutes, words to mark, tables. Dates go through the full EDTF parser, tables through frictionless.
Of a file that cannot be read one sentence says why, and nothing is said of what then seems missing.
"""

from __future__ import annotations

import functools
import hashlib
import math
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..case import citations, dates, reference, specimen
from ..case.csvfile import read_sheet
from ..case.errors import Problem, causes
from ..case.read import is_on, read_document
from ..case.records import Document, Item, Lesson
from ..case.yamlfile import read_text
from ..judge.kinds import KINDS, mark
from ..work import library, minutes
from ..work.tables import described, sheet
from . import check_copying, check_notebooks, check_tables, references

LONGEST_TEXT = 250  # words of one document
LONGEST = {"short": 40, "core": 80}  # minutes of a path: one period, two periods


def fingerprint(text: str) -> tuple[int, str]:
    """Return number of words and SHA-256 of a passage: NFC, lower case, letters and digits.

    Anyone who has the edition can make the same fingerprint and see that we translated what
    stands there; the original itself is not stored.
    """
    lowered = unicodedata.normalize("NFC", text).lower()
    words = "".join(c if c.isalnum() else " " for c in lowered).split()
    return len(words), hashlib.sha256(" ".join(words).encode()).hexdigest()


@dataclass(frozen=True)
class _Course:
    """What a lesson can name. What could not be read is empty, and nobody is blamed for it."""

    documents: Mapping[str, Document]
    lessons: list[Lesson]
    words: set[str]
    beliefs: set[str]
    items: Mapping[str, set[str]]  # ids and documents of each item's rows and columns

    def lacks(self, address: str) -> bool:
        """Tell whether a lesson that could be read has no item of this address."""
        lesson_id = address.partition("/")[0]
        unread = library.lesson_files().keys() - {lesson.id for lesson in self.lessons}
        return address not in self.items and lesson_id not in unread


def problems() -> list[Problem]:
    """Return every mistake in the course's data files, in the order of files and lines."""
    found: list[Problem] = []
    course = _read(found)
    before = len(found)
    entries = reference.read_bibliography(library.root() / reference.BOOKS, found)
    citable = bool(entries) or len(found) == before  # else every citation would seem unknown
    if len(found) == before:
        found += references.problems(entries)
    for document in course.documents.values():
        found += _document(document)
    for lesson in course.lessons:
        found += [*lookups(lesson, course), *_tags(lesson, course.beliefs), *_plan(lesson),
                  *_end(lesson, course)]
        found += check_notebooks.problems(lesson)
    found += check_notebooks.strangers()
    for path in _texts() if citable else []:
        found += _citations(path, set(entries))
    found += check_tables.problems()
    found += check_copying.problems(course.lessons)
    spoilt = {problem.file for problem in found}
    for lesson in course.lessons:
        found += _minutes(lesson, course.documents, spoilt)
    return sorted(causes(found), key=lambda p: (p.file, p.line, p.field, p.message))


def missing(lesson: Lesson) -> list[Problem]:
    """Return what a lesson names and the course does not have, as ``check`` says it."""
    return list(lookups(lesson, _read([])))


def _read(found: list[Problem]) -> _Course:
    """Read what lessons can name; mistakes are noted, those of tables with the other tables."""
    documents = {i: read_document(p, found) for i, p in library.document_files().items()}
    lessons = [library.read_course_lesson(path, found) for path in library.lesson_files().values()]
    for path in sorted((library.root() / "data" / "lessons").glob("*.y*ml")):
        if path not in library.lesson_files().values():
            advice = "two lesson files begin with this number" if path.stem[:2] in (
                library.lesson_files()) else "is not named like 02-a-name.yaml"
            found.append(Problem(f"data/lessons/{path.name}", 1, "", f"{advice}; rename it"))
    tags = read_sheet(library.root() / "data" / "misconceptions.csv", "", [], ("tag",))
    return _Course(
        documents=documents,
        lessons=[lesson for lesson in lessons if lesson.lines],
        words=set(reference.read_glossary(library.root() / reference.GLOSSARY, [])),
        beliefs={row["tag"] for _, row in tags.rows},
        items={f"{e.address}/{i.id}": {
            *(row.id for row in i.rows), *(row.document for row in i.rows),
            *(one.id for one in i.columns), *(one.document for one in i.columns)} - {""}
               for one in lessons for e in one.exercises for _, i in e.items()},
    )


def _texts() -> list[Path]:
    data = library.root() / "data"
    return [*library.document_files().values(), *library.lesson_files().values(),
            *sorted(data.glob("*.csv")),
            *(path for path in [library.root() / specimen.NAME] if path.exists())]


def at(record: Document | Lesson, place: str, field: str, message: str) -> Problem:
    """Return a problem at the line of a value by its place, such as ``exercises/3/shows/0``."""
    while place and place not in record.lines:
        place = place.rpartition("/")[0]
    return Problem(record.file, record.lines.get(place, 1), field, message)


def _citations(path: Path, known: set[str]) -> Iterator[Problem]:
    file = path.relative_to(library.root()).as_posix()
    text = read_text(path, file, [])
    for open_one in citations.OPEN.finditer(text):
        yield Problem(file, text.count("\n", 0, open_one.start()) + 1, "citation",
                      "this citation does not end; close it with ]")
    for found in citations.CITATION.finditer(text):
        place = found.start()
        for key, _ in citations.cited(found.group()) if "[" not in found[1] else ():
            place = text.index(key, place)
            if key not in known:
                yield Problem(file, text.count("\n", 0, place) + 1, "citation",
                              f"'{key}' is not an id in data/bibliography.json; correct or add it")


def _document(document: Document) -> Iterator[Problem]:
    for name, text in (("Text", document.text), ("Plainer text", document.plainer)):
        count = len(" ".join(text).split())
        if count > LONGEST_TEXT:
            yield at(document, name, name, f"has {count} words; shorten it to {LONGEST_TEXT}")
    if document.rights.startswith("summary-only") and document.text_is != "summary":
        yield at(document, "text_is", "text_is", "must be 'summary' under these rights")
    for field in ("event", "written"):
        value = getattr(document, field)
        if not _means_the_same(value):
            yield at(document, field, field, f"'{value}' means something else in full EDTF; write "
                                             "it out")
    try:
        early = dates.bounds(document.written)[1] < dates.bounds(document.event)[0]
    except ValueError:
        return  # not a date: the reader has said so
    if early:
        yield at(document, "written", "written", "is before the event it tells of")


@functools.cache
def _means_the_same(value: str) -> bool:
    """Tell whether full EDTF reads a date as we do; the reader has told what is no date."""
    import edtf

    try:
        first, last = dates.bounds(value)
        full = edtf.parse_edtf(value)
        strict = (full.lower_strict()[:3], full.upper_strict()[:3])
    except (ValueError, edtf.EDTFParseException):
        return True
    return bool(strict == (first.timetuple()[:3], last.timetuple()[:3]))


def lookups(lesson: Lesson, course: _Course) -> Iterator[Problem]:
    """Go through what a lesson names: words, documents, exercises, items, tables."""
    for n, word in enumerate(lesson.words):
        if course.words and word not in course.words:
            yield at(lesson, f"words/{n}", "words", f"'{word}' is not in data/glossary.csv")
    known = {exercise.id for exercise in lesson.exercises}
    for n, (_, where, _, _) in enumerate(lesson.teaching.expect):
        if where not in known:
            yield at(lesson, f"teacher/expect/{n}/at", "at",
                     f"there is no exercise '{where}' in this lesson")
    for e, exercise in enumerate(lesson.exercises):
        sound = course.documents.keys() >= set(exercise.shows)  # else what it differs in may be it
        for n, name in enumerate(exercise.shows):
            if name not in course.documents:
                yield at(lesson, f"exercises/{e}/shows/{n}", "shows",
                         f"there is no document '{name}' in data/documents")
        for s, step in enumerate(exercise.steps):
            for n, name in enumerate(step.differs):
                if sound and name not in exercise.shows:
                    yield at(lesson, f"exercises/{e}/steps/{s}/differs/{n}", "differs",
                             f"'{name}' must stand under shows of this exercise too")
    for place, item in _items(lesson):
        yield from _item(lesson, place, item, course)
    for e, exercise in enumerate(lesson.exercises):
        by_code = [i.id for _, i in exercise.items()
                   if i.kind in KINDS and KINDS[i.kind].ANSWERED_IN == "code"]
        if len(by_code) > 1:
            yield at(lesson, f"exercises/{e}", "items", f"'{by_code[1]}' is a second value from "
                     "code, but helpers.check knows only the exercise: give it one of its own")


def _items(lesson: Lesson) -> Iterator[tuple[str, Item]]:
    """Go through the items of a lesson, each with its place in the file."""
    for e, exercise in enumerate(lesson.exercises):
        for s, step in enumerate(exercise.steps):
            for i, item in enumerate(step.items):
                yield f"exercises/{e}/steps/{s}/items/{i}", item


def _tags(lesson: Lesson, beliefs: set[str]) -> Iterator[Problem]:
    """Go through the tags that name no belief."""
    groups = {"teacher/expect": [tag for _, _, tag, _ in lesson.teaching.expect]}
    for place, item in _items(lesson):
        groups |= {f"{place}/options": [one.tag for one in item.options],
                   f"{place}/keys": [one.tag for one in item.keys],
                   f"{place}/cells": [one.tag for one in item.cells]}
    for place, tags in groups.items():
        for n, tag in enumerate(tags):
            if tag and beliefs and tag not in beliefs:
                yield at(lesson, f"{place}/{n}/tag", "tag",
                         f"'{tag}' is not in data/misconceptions.csv")


def _minutes(lesson: Lesson, documents: Mapping[str, Document],
             spoilt: set[str]) -> Iterator[Problem]:
    """Hold the minutes against the periods, where all they are counted from could be read."""
    shown = [i for exercise in lesson.exercises for i in exercise.shows]
    read = {lesson.file, f"notebooks/{lesson.slug}.ipynb", specimen.NAME,
            *(f"data/documents/{i}.md" for i in shown)}
    if read & spoilt:
        return
    for path, spent in minutes.of_lesson(lesson, documents.__getitem__).items():
        if path in LONGEST and math.ceil(spent.minutes()) > LONGEST[path]:
            yield Problem(lesson.file, 1, "exercises",
                          f"the {path} path takes {spent.said} minutes; cut it to {LONGEST[path]} "
                          "or put more on a longer path")


def _plan(lesson: Lesson) -> Iterator[Problem]:
    """Hold the teacher's plans against their paths: each exercise stands in one row of its plan."""
    teaching = lesson.teaching
    known = {*(one.id for one in lesson.exercises), *lesson.notes}
    for field, path, plan in (("plan", "core", teaching.plan),
                              ("one_period", "short", teaching.one_period)):
        named = [(f"teacher/{field}/{n}/work", one)
                 for n, (work, _, _) in enumerate(plan) for one in work]
        for place, one in named:
            if one not in known:
                yield at(lesson, place, "work",
                         f"there is no exercise or note '{one}' in this lesson")
        for one in dict.fromkeys(exercise.id for exercise in lesson.exercises
                                 if named and is_on(exercise.path, path)):
            rows = [place for place, other in named if other == one]
            if len(rows) != 1:
                yield at(lesson, rows[1] if rows else f"teacher/{field}", field, (
                    f"'{one}' stands in {len(rows)} rows" if rows else f"'{one}' is not in it") +
                    f"; each exercise of the {path} path belongs in one row")


def _end(lesson: Lesson, course: _Course) -> Iterator[Problem]:
    """Go through what the last page names."""
    for field, address in (("first", lesson.end.first), ("now", lesson.end.now)) if (
            lesson.end) else ():
        if address and f"{lesson.id}/{address}" not in course.items:
            yield at(lesson, f"end/{field}", field,
                     f"there is no item '{address}' in this lesson; write exercise/item")


def _item(lesson: Lesson, place: str, item: Item, course: _Course) -> Iterator[Problem]:
    named = [(f"{place}/document", item.document), (f"{place}/source", item.source),
             *((f"{place}/rows/{n}/document", row.document) for n, row in enumerate(item.rows)),
             *((f"{place}/columns/{n}/document", one.document)
               for n, one in enumerate(item.columns))]
    shown = {i for exercise in lesson.exercises for i in exercise.shows}
    for where, name in named:
        field = where.rpartition("/")[2]
        if name and name not in course.documents:
            yield at(lesson, where, field, f"there is no document '{name}'")
        elif name and name not in shown and shown <= course.documents.keys():
            yield at(lesson, where, field, f"no exercise shows '{name}'; add it under shows")
    here = lesson.exercises[int(place.split("/")[1])].shows
    beside = {*here, *(row.document for row in item.rows)}
    if item.source in shown and item.source not in beside:
        yield at(lesson, f"{place}/source", "source",
                 f"this exercise does not show '{item.source}'; add it under its shows")
    named_there = item.source or (here[0] if len(here) == 1 else "")
    for n, words in enumerate(item.lit):
        there = course.documents.get(named_there)
        if not named_there:
            yield at(lesson, f"{place}/lit/{n}", "lit",
                     "name the document that these words stand in as 'source' too")
        elif there and not (words and any(words in paragraph for paragraph in there.text)):
            yield at(lesson, f"{place}/lit/{n}", "lit",
                     f"“{words}” does not stand like this in the text of '{named_there}'")
    if item.kind == "mark" and (item.passage or item.document in course.documents):
        text = mark.tokens(" ".join(item.passage or course.documents[item.document].text))
        for n, span in enumerate(item.spans if text else ()):
            if not mark.find_words(span.words, text):
                yield at(lesson, f"{place}/spans/{n}/words", "words",
                         f"“{span.words}” does not stand in "
                         f"{f'the text of {item.document!r}' if item.document else 'the passage'}")
    for field, where, address in (
        ("recalls", "recalls", item.recalls), ("compares", "compares", item.compares),
        *(("grids", f"grids/{n}", one) for n, one in enumerate(item.grids)),
    ):
        ids = course.items.get(address)
        if address and course.lacks(address):
            yield at(lesson, f"{place}/{where}", field,
                     f"there is no item '{address}'; write lesson/exercise/item")
        elif field == "grids" and ids is not None and not ids & {
                name for row in item.rows for name in (row.id, row.document)}:
            yield at(lesson, f"{place}/{where}", field, f"no row or column of '{address}' has the "
                     "id or the document of a card under rows")
    if item.table:
        yield from _table(lesson, place, item)


def _table(lesson: Lesson, place: str, item: Item) -> Iterator[Problem]:
    names = check_tables.names()
    if names is None or item.table not in names:
        if names is not None:
            yield at(lesson, f"{place}/table", "table", f"there is no table '{item.table}' in "
                                                        "data/datapackage.json")
        return
    columns = sheet(described(item.table), []).columns
    for n, column in enumerate(item.table_columns):
        if columns and column not in columns:
            yield at(lesson, f"{place}/table_columns/{n}", "table_columns",
                     f"data/{item.table}.csv has no column '{column}'")
