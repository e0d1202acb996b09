"""Bibliography, finished references, glossary and the tables' description, as their files say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .csvfile import read_sheet
from .errors import Problem
from .yamlfile import Fields, parse_json, read_json, read_text

BOOKS = "data/bibliography.json"
PACKAGE = "data/datapackage.json"
GLOSSARY = "data/glossary.csv"
_COURSE_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")  # also part of a key in the browser

REFERENCES = "data/references.json"  # made of it by ``python -m helpers references``


@dataclass(frozen=True)
class Table:
    """A table of ``data`` as the data package describes it; ``titles`` are those of its columns.

    ``links`` names, for a column that holds keys of another table, that table.
    """

    name: str
    path: str
    title: str
    description: str
    titles: Mapping[str, str]
    dates: tuple[str, ...]
    links: Mapping[str, str]


@dataclass(frozen=True)
class Package:
    """What ``data/datapackage.json`` says: the course's id, its licence, its tables by name."""

    course: str
    licence: str
    tables: Mapping[str, Table]


def read_bibliography(path: Path, problems: list[Problem]) -> dict[str, dict[str, Any]]:
    """Read the CSL-JSON file: every entry that has an id; mistakes are noted."""
    text = read_text(path, BOOKS, problems)
    found: dict[str, dict[str, Any]] = {}
    taken: set[str] = set()  # ids without case
    for number, entry in enumerate(parse_json(text, BOOKS, problems, list) or []):
        wrong = _wrong_entry(entry, taken)
        if wrong:
            problems.append(Problem(BOOKS, _line(text, number, wrong[0]), *wrong))
        if isinstance(entry, dict) and entry.get("id"):
            found.setdefault(str(entry["id"]), entry)
            taken.add(str(entry["id"]).casefold())
    return found


def _wrong_entry(entry: Any, taken: Set[str]) -> tuple[str, str] | None:
    """Return field and sentence of what is wrong with one work."""
    if not isinstance(entry, dict) or not (entry.get("id") and entry.get("title")):
        return "title", "every entry needs an id and a title"
    if str(entry["id"]).casefold() in taken:
        return "id", f"two entries are '{entry['id']}'; rename one"
    for field in _TEXTS & entry.keys():
        if not isinstance(entry[field], str):
            return field, f'must be a text, such as "{field}": "book"'
    for field in _NAMES & entry.keys():
        if not isinstance(entry[field], list) or not all(map(_is_name, entry[field])):
            return field, 'must be a list of names, such as [{"family": "Lewin"}], as in CSL-JSON'
    for field in _DATES & entry.keys():
        if not _is_date(entry[field]):
            return field, 'must be a date, such as {"date-parts": [[1968, 5]]}, as in CSL-JSON'
    return None if "type" in entry else ("type", 'is missing; add it, such as "type": "book"')


# The fields of a work whose shape citeproc-py trusts.
_TEXTS = {"type", "title", "title-short", "container-title"}
_NAMES = {"author", "collection-editor", "composer", "container-author", "editor",
          "editorial-director", "illustrator", "interviewer", "original-author", "recipient",
          "translator"}
_DATES = {"accessed", "container", "event-date", "issued", "original-date", "submitted"}
_PARTS = {"family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"}


def _is_name(name: Any) -> bool:
    return (isinstance(name, dict) and name.keys() <= _PARTS
            and all(isinstance(part, str) for part in name.values())
            and bool(name.get("family") or name.get("literal")))


def _is_date(date: Any) -> bool:
    parts = date.get("date-parts", [[0]]) if isinstance(date, dict) else []
    return (isinstance(parts, list) and len(parts) in (1, 2)
            and all(isinstance(days, list) and 1 <= len(days) <= 3
                    and all(re.fullmatch(r"-?[0-9]{1,4}", str(day)) for day in days)
                    and all(1 <= int(day) <= 31 for day in days[1:])
                    and all(int(month) <= 12 for month in days[1:2]) for days in parts)
            and isinstance(date.get("literal", ""), str))


def _line(text: str, number: int, field: str) -> int:
    """Return the line of a field in one entry of a list in sound JSON; else that of its id."""
    start, end = 0, text.index("[") + 1
    for _ in range(number + 1):
        start = len(text) - len(text[end:].lstrip(" \t\n\r,"))
        end = json.JSONDecoder().raw_decode(text, start)[1]
    places = (re.search(rf'"{name}"\s*:', text[start:end]) for name in (field, "id"))
    place = next((found.start() for found in places if found), 0)
    return text.count("\n", 0, start + place) + 1


def read_references(path: Path, _: list[Problem]) -> dict[str, str]:
    """Read the finished references by id; none where the file is missing or spoilt.

    That is no mistake in a lesson, which then shows the title; ``check`` says what to run.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {key: text for key, text in found.items() if isinstance(text, str)} if isinstance(
        found, dict) else {}


def read_glossary(path: Path, problems: list[Problem]) -> dict[str, str]:
    """Read the glossary; ``check`` holds its rows against the data package."""
    sheet = read_sheet(path, GLOSSARY, problems, ("word", "meaning"))
    return {row["word"].strip(): row["meaning"].strip() for _, row in sheet.rows}


def read_package(path: Path, problems: list[Problem]) -> Package:
    """Read the data package: what it says of each table, and the course's id."""
    fields = read_json(path, PACKAGE, problems)
    course = fields.text("course", "") or fields.text("name", "")
    if not _COURSE_ID.fullmatch(course):
        fields.problem("course", "must be the course's id, in small letters, digits and hyphens, "
                                 "so that answers can name it")
    licences = [licence.text("name") for licence in fields.each("licenses")]
    return Package(course, licences[0] if licences else "", dict(_tables(fields)))


def read_course(path: Path, problems: list[Problem]) -> str:
    """Read the course's id; the other mistakes of the data package are not for here."""
    found: list[Problem] = []
    whole = parse_json(read_text(path, PACKAGE, []), PACKAGE, [], dict) or {}
    named = whole.get("course") or whole.get("name")
    if isinstance(named, str) and _COURSE_ID.fullmatch(named):
        return named  # no need of lines: the first exercise waits for this
    course = read_package(path, found).course
    problems += [problem for problem in found if problem.whole or problem.field == "course"]
    return course


def _tables(fields: Fields) -> Iterator[tuple[str, Table]]:
    names = set[str]()
    for entry in fields.each("resources"):
        table = _table(entry)
        if table.name in names:
            entry.problem("name", f"two tables have the name '{table.name}'; rename one of them")
        names.add(table.name)
        yield table.name, table


def _table(fields: Fields) -> Table:
    name, path = fields.text("name"), fields.text("path")
    if path and not re.fullmatch(r"\w[\w.-]*\.csv", path):
        fields.problem("path", f"'{path}' must be the name of a file in data, such as people.csv")
    elif name and path and name != Path(path).stem:
        fields.problem("name", f"must be that of the file, '{Path(path).stem}'")
    schema = fields.group("schema")
    columns = [(one.text("name"), one.text("title", ""), one.text("type", ""))
               for one in schema.each("fields")]
    links = [(key.texts("fields"), key.group("reference").text("resource"))
             for key in schema.each("foreignKeys")]
    return Table(
        name=name,
        path=path,
        title=fields.text("title", ""),
        description=fields.text("description", ""),
        titles={column: title or column for column, title, _ in columns},
        dates=tuple(column for column, _, kind in columns
                    if kind == "date" or column.endswith("_edtf")),
        links={own[0]: other for own, other in links if own},
    )
