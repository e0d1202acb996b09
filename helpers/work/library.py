"""Finds the course's files and hands out its records, each read once and again when it changes.

In a notebook a mistake in a data file raises ``CourseError`` with one sentence;
``python -m helpers check`` lists all mistakes of all files.
"""

from __future__ import annotations

import fnmatch
import functools
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from ..case.citations import Numbered, explained, noted, shown
from ..case.errors import CourseError, Problem, causes, first
from ..case.read import read_document, read_lesson
from ..case.records import Document, Exercise, Lesson
from ..case.reference import (
    BOOKS,
    REFERENCES,
    Package,
    read_bibliography,
    read_course,
    read_glossary,
    read_package,
    read_references,
)
from ..case.shingles import NAME as SHINGLES
from ..case.shingles import read_shingles
from ..case.specimen import NAME as SPECIMEN
from ..case.specimen import Specimen, read_specimen
from ..judge.kinds import read_item
from . import look

T = TypeVar("T")
_PACKAGE = Path("data") / "datapackage.json"


def root() -> Path:
    """Return the course folder: ``$COURSE``, else a folder above here with ``data/lessons``."""
    named = os.environ.get("COURSE")
    return placed(named) if named else _root_of_this_process()


@functools.cache
def placed(named: str) -> Path:
    """Return the folder that a text names, ``~`` and all; seen once, as the course's own is."""
    return Path(os.path.expanduser(named)).absolute()


@functools.cache
def _root_of_this_process() -> Path:
    """Return the course around the folder this process began in, or else around this package.

    Look once: a student's ``os.chdir`` must not send the answers elsewhere.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "data" / "lessons").is_dir():
            return folder
    return Path(__file__).resolve().parents[2]


def notebook_file(slug: str) -> Path:
    """Return the file of a lesson's notebook; where ``$COURSE`` is data only, the one at hand."""
    at_hand = _root_of_this_process()
    own, other = (folder / "notebooks" / f"{slug}.ipynb" for folder in (root(), at_hand))
    same = not own.exists() and read_course(at_hand / _PACKAGE, []) == read_course(
        root() / _PACKAGE, [])
    return other if same else own


def course() -> str:
    """Return the course's id, which stands in every answer.

    It is ``course`` in ``data/datapackage.json``, else that file's ``name``.
    """
    return _cached(root() / _PACKAGE, read_course)


def package() -> Package:
    """Return what ``data/datapackage.json`` says of the tables."""
    return _cached(root() / _PACKAGE, read_package)


def lesson_files() -> dict[str, Path]:
    """Return the lesson files by lesson number, in order."""
    folder = root() / "data" / "lessons"
    return {name[:2]: folder / name for name in names_in(folder)
            if fnmatch.fnmatchcase(name, "[0-9][0-9]-*.yaml")}


def document_files() -> dict[str, Path]:
    """Return the document files by document id."""
    folder = root() / "data" / "documents"
    return {name[:-3]: folder / name for name in names_in(folder) if name.endswith(".md")}


@look.once
def names_in(folder: Path) -> list[str]:
    """Return the names of what is in a folder, in order; none where it is not there or closed."""
    try:
        return sorted(os.listdir(folder))
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return []


def lesson(lesson_id: str) -> Lesson:
    """Return a lesson by its number; raises ``CourseError`` where there is none."""
    path = _named(lesson_files(), lesson_id, "lesson")
    return _cached(path, read_course_lesson)


def read_course_lesson(path: Path, problems: list[Problem]) -> Lesson:
    """Read a lesson file with the kinds of question that this course has."""
    return read_lesson(path, problems, read_item)


def exercise(address: str) -> Exercise:
    """Return the exercise with an address such as ``02/masthead``; raises ``CourseError``."""
    lesson_id, _, exercise_id = address.partition("/")
    return lesson(lesson_id).exercise(exercise_id)


def document(document_id: str) -> Document:
    """Return a document by its id; raises ``CourseError`` where there is none."""
    return _cached(_named(document_files(), document_id, "document"), read_document)


def documents_of(exercise: Exercise) -> dict[str, Document]:
    """Return the documents an exercise shows, asks about or compares with, by id."""
    asked = [name for _, item in exercise.items() for name in (item.document, item.source)]
    cited = [name for _, item in exercise.items()
             for name in (*(r.document for r in item.rows), *(c.document for c in item.columns))]
    compared = [one for step in exercise.steps for one in step.differs]
    return {i: document(i) for i in (*exercise.shows, *asked, *cited, *compared) if i}


def cite(text: str) -> str:
    """Return a text with its citations as a reader sees them."""
    return shown(text, bibliography())


def cite_in_notes(text: str) -> str:
    """Return a text with citations and hard words as a live page folds them: see ``case``."""
    return explained(noted(text, bibliography()), glossary())


def numbered() -> Numbered:
    """Return what turns citations into numbers whose notes are listed below a printed text."""
    return Numbered(bibliography())


def bibliography() -> dict[str, dict[str, Any]]:
    """Return the CSL-JSON entries of ``data/bibliography.json`` by id."""
    return _cached(root() / BOOKS, read_bibliography)


def finished() -> dict[str, str]:
    """Return the finished references of ``data/references.json`` by id."""
    return _cached(root() / REFERENCES, read_references)


def references(keys: Iterable[str]) -> dict[str, str]:
    """Return the full reference of each known work by id, its title where none is finished."""
    entries, full = bibliography(), finished()
    return {key: full.get(key, str(entries[key]["title"])) for key in keys if key in entries}


def specimen() -> Specimen:
    """Return the replica of the two pages; raises ``CourseError`` where the course has none."""
    return _cached(root() / SPECIMEN, read_specimen)


def shingles() -> frozenset[str]:
    """Return the hashes of the two pages' runs of eight words; none where there is no file."""
    return _cached(root() / SHINGLES, read_shingles)


def glossary() -> dict[str, str]:
    """Return the meanings of the hard words by word."""
    return _cached(root() / "data" / "glossary.csv", read_glossary)


def _named(files: dict[str, Path], key: str, what: str) -> Path:
    if key not in files:
        raise CourseError(f"There is no {what} '{key}'. There are: {', '.join(files) or 'none'}.")
    return files[key]


_cache: dict[tuple[Path, object], tuple[int, object]] = {}


def _cached(path: Path, read: Callable[[Path, list[Problem]], T]) -> T:
    """Read a file once; read it again when a teacher has changed it."""
    stamp = _changed(path)
    if (path, read) in _cache and _cache[path, read][0] == stamp:
        return _cache[path, read][1]  # type: ignore[return-value]
    problems: list[Problem] = []
    record = read(path, problems)
    if problems:
        raise first(causes(problems))
    _cache[path, read] = (stamp, record)
    return record


@look.once
def _changed(path: Path) -> int:
    """Return when a file was changed; 0 where there is none."""
    try:
        return path.stat().st_mtime_ns
    except (FileNotFoundError, NotADirectoryError):
        return 0
