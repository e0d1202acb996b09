"""Finds the course's files and hands out its records, each read once and again when it changes.

In a notebook a mistake in a data file raises ``CourseError`` with one sentence;
``python -m helpers check`` lists all mistakes of all files.
"""

from __future__ import annotations

import functools
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from .citations import drawn, short
from .readers import read_document, read_lesson
from .records import Document, Exercise, Lesson
from .shingles import NAME as SHINGLES
from .shingles import read_shingles
from .specimen import NAME as SPECIMEN
from .specimen import Specimen, read_specimen
from .yamlfile import CourseError, Problem, read_text

T = TypeVar("T")

# The tables behind the figures that a notebook calls without naming a table.
DRAWN_FROM = {"river": ("alliances", "politburo", "politburo_later"),
              "growth": ("membership",), "discussion": ("votes",)}


def root() -> Path:
    """Return the course folder: ``$COURSE``, else a folder above here with ``data/lessons``."""
    named = os.environ.get("COURSE")
    return Path(named).absolute() if named else _root_of_this_process()


@functools.cache
def _root_of_this_process() -> Path:
    """Look once: a student's ``os.chdir`` must not send the answers elsewhere."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "data" / "lessons").is_dir():
            return folder
    return Path(__file__).resolve().parent.parent


def course() -> str:
    """Return the course's id, which stands in every answer.

    It is ``course`` in ``data/datapackage.json``, else that file's ``name``.
    """
    return _cached(root() / "data" / "datapackage.json", read_course)


def lesson_files() -> dict[str, Path]:
    """Return the lesson files by lesson number, in order."""
    found = sorted((root() / "data" / "lessons").glob("[0-9][0-9]-*.yaml"))
    return {path.stem[:2]: path for path in found}


def document_files() -> dict[str, Path]:
    """Return the document files by document id."""
    return {path.stem: path for path in sorted((root() / "data" / "documents").glob("*.md"))}


def lesson(lesson_id: str) -> Lesson:
    """Return a lesson by its number; raises ``CourseError`` where there is none."""
    path = _named(lesson_files(), lesson_id, "lesson")
    return _cached(path, read_lesson)


def exercise(address: str) -> Exercise:
    """Return the exercise with an address such as ``02/masthead``."""
    lesson_id, _, exercise_id = address.partition("/")
    found = lesson(lesson_id)
    try:
        return found.exercise(exercise_id)
    except KeyError:
        known = ", ".join(f"{e.lesson}/{e.id}" for e in found.exercises)
        raise CourseError(f"There is no exercise '{address}'. Lesson {lesson_id} has: {known}.") \
            from None


def document(document_id: str) -> Document:
    """Return a document by its id; raises ``CourseError`` where there is none."""
    return _cached(_named(document_files(), document_id, "document"), read_document)


def documents_of(exercise: Exercise) -> dict[str, Document]:
    """Return the documents an exercise shows, asks about or compares with, by id."""
    asked = [item.document for _, item in exercise.items()]
    cited = [row.document for _, item in exercise.items() for row in item.rows]
    compared = [one for step in exercise.steps for one in step.differs]
    return {i: document(i) for i in (*exercise.shows, *asked, *cited, *compared) if i}


def draw(text: str) -> str:
    """Return a text with its citations as a reader sees them."""
    return drawn(text, bibliography())


def bibliography() -> dict[str, dict[str, Any]]:
    """Return the CSL-JSON entries of ``data/bibliography.json`` by id."""
    return _cached(root() / "data" / "bibliography.json", read_bibliography)


def specimen() -> Specimen:
    """Return the replica of the two pages; raises ``CourseError`` where the course has none."""
    return _cached(root() / SPECIMEN, read_specimen)


def shingles() -> frozenset[str]:
    """Return the hashes of the two pages' runs of eight words; none where there is no file."""
    return _cached(root() / SHINGLES, read_shingles)


def glossary() -> dict[str, str]:
    """Return the meanings of the hard words by word."""
    return _cached(root() / "data" / "glossary.csv", read_glossary)


def read_bibliography(path: Path, problems: list[Problem]) -> dict[str, dict[str, Any]]:
    """Read the CSL-JSON file; sound entries are returned, mistakes are noted."""
    name = "data/bibliography.json"
    text = read_text(path, name, problems) or "[]"
    try:
        entries = json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        problems.append(Problem(name, line, "", "is not well-formed JSON here; look for a missing "
                                                "or extra comma or quotation mark"))
        return {}
    found: dict[str, dict[str, Any]] = {}
    lines = text.splitlines()
    for entry in entries if isinstance(entries, list) else []:
        key = str(entry.get("id", "")) if isinstance(entry, dict) else ""
        if not key or not entry.get("title"):
            problems.append(Problem(name, _line_of(key, lines), "title",
                                    "every entry needs an id and a title"))
        elif key in found:
            problems.append(Problem(name, _line_of(key, lines, second=True), "id",
                                    f"two entries are '{key}'; rename one"))
        else:
            try:
                short(entry)
                found[key] = entry
            except (AttributeError, IndexError, TypeError):
                problems.append(Problem(
                    name, _line_of(key, lines), "author",
                    "author must be a list of names and issued a list of dates, as in CSL-JSON"))
    return found


def _line_of(key: str, lines: list[str], second: bool = False) -> int:
    places = [n for n, row in enumerate(lines, start=1) if f'"id": "{key}"' in row] or [1]
    return places[1] if second and len(places) > 1 else places[0]


def read_glossary(path: Path, problems: list[Problem]) -> dict[str, str]:
    """Read the glossary; ``check`` holds its rows against ``data/datapackage.json``."""
    import csv  # only the glossary needs it at run time

    rows = list(csv.DictReader(read_text(path, "data/glossary.csv", problems).splitlines()))
    if rows and not {"word", "meaning"} <= rows[0].keys():
        problems.append(Problem("data/glossary.csv", 1, "word", "the first line must be "
                                "word,meaning"))
        return {}
    return {row["word"].strip(): (row["meaning"] or "").strip() for row in rows}


def read_course(path: Path, problems: list[Problem]) -> str:
    """Read the course's id from the data package; the other rules of that file are not for here."""
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        found = package.get("course") or package.get("name")
    except (OSError, ValueError, AttributeError):
        found = None
    if isinstance(found, str) and _COURSE_ID.fullmatch(found):
        return found
    problems.append(Problem("data/datapackage.json", 1, "course", "must be the course's id, in "
                            "small letters, digits and hyphens, so that answers can name it"))
    return ""


_COURSE_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")  # also part of a key in the browser


def _notebook(slug: str) -> list[dict[str, Any]] | None:
    """Return the stored cells of a lesson's notebook; None where it has none that can be read."""
    path = root() / "notebooks" / f"{slug}.ipynb"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sound = isinstance(found, list) and all(
            isinstance(cell["cell_type"], str) and _is_text(cell["source"])
            and (cell["cell_type"] != "code" or all(
                isinstance(one.get("data", {}), dict) for one in cell["outputs"]))
            for cell in found)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return found if sound else None


def _is_text(source: object) -> bool:
    lines = source if isinstance(source, list) else [source]
    return all(isinstance(line, str) for line in lines)


def is_notebook(slug: str) -> bool:
    """Tell whether a lesson's notebook can be read as one: a list of cells with their sources."""
    return _notebook(slug) is not None


def cells(slug: str) -> list[tuple[str, str]]:
    """Return (kind, source) of every cell of a lesson's notebook; none where it has no notebook."""
    return [(cell["cell_type"], "".join(cell["source"])) for cell in _notebook(slug) or ()]


def outputs(slug: str) -> list[tuple[str, str]]:
    """Return (source, stored HTML) of every code cell of a lesson's notebook."""
    return [("".join(cell["source"]), "".join(
        "".join(one.get("data", {}).get("text/html", "")) for one in cell["outputs"]))
        for cell in _notebook(slug) or () if cell["cell_type"] == "code"]


def _named(files: dict[str, Path], key: str, what: str) -> Path:
    if key not in files:
        raise CourseError(f"There is no {what} '{key}'. There are: {', '.join(files) or 'none'}.")
    return files[key]


_cache: dict[Path, tuple[int, object]] = {}


def _cached(path: Path, read: Callable[[Path, list[Problem]], T]) -> T:
    """Read a file once; read it again when a teacher has changed it."""
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    if path in _cache and _cache[path][0] == stamp:
        return _cache[path][1]  # type: ignore[return-value]
    problems: list[Problem] = []
    record = read(path, problems)
    if problems:
        more = f" ({len(problems) - 1} more: python -m helpers check)" if problems[1:] else ""
        raise CourseError(f"{problems[0]}{more}")
    _cache[path] = (stamp, record)
    return record
