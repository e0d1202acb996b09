"""What ``check`` says of the tables: frictionless for each column, and what it does not know.

A table without rows, a date that is no EDTF, plain days that are not those of their date.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from ..case import dates
from ..case.csvfile import Sheet, read_sheet
from ..case.errors import CourseError, Problem
from ..case.reference import PACKAGE, read_package
from ..work import library
from ..work.tables import sheet


def problems() -> Iterator[Problem]:
    """Go through the mistakes of the data package and of every table in ``data``."""
    found: list[Problem] = []
    data = library.root() / "data"
    known = {table.path: table for table in read_package(library.root() / PACKAGE, found)
             .tables.values()}
    sound = not found
    names = {path.name for path in data.glob("*.csv")} | (set(known) if sound else set())
    sheets = {name: sheet(known[name], found) if name in known else
              read_sheet(data / name, f"data/{name}", found) for name in sorted(names)}
    yield from found
    unread = {problem.file for problem in found}
    read = {name: one for name, one in sheets.items() if f"data/{name}" not in unread}
    if sound:
        yield from _frictionless(read)
    for name, one in read.items():
        yield from _rows(f"data/{name}", one)


def names() -> set[str] | None:
    """Return the names of the tables in the data package; None where it cannot be read."""
    try:
        return set(library.package().tables)
    except CourseError:
        return None  # the package itself is checked elsewhere


def _frictionless(sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Hold the rows, as we read them, against what the data package says of their columns."""
    from frictionless import validate

    package = json.loads((library.root() / PACKAGE).read_text(encoding="utf-8-sig"))
    read = [one for one in package["resources"] if one["path"] in sheets]
    there = {one["name"] for one in read}
    paths = {one["name"]: one.pop("path") for one in read}
    for one in read:
        own = sheets[paths[one["name"]]]
        one["data"] = [list(own.columns), *(list(row.values()) for _, row in own.rows)]
        one.pop("encoding", None)
        links = one["schema"].get("foreignKeys", [])
        one["schema"]["foreignKeys"] = [  # what names a table that cannot be read is not judged
            link for link in links if link["reference"]["resource"] in there]
    report = validate({**package, "resources": read})
    for error in report.errors:
        yield Problem(PACKAGE, 1, "", error.message)
    for task in report.tasks:
        lines = [1, *(line for line, _ in sheets[paths[task.name]].rows)]
        for error in task.errors:
            number = getattr(error, "row_number", None) or 1
            yield Problem(f"data/{paths[task.name]}", lines[number - 1],
                          getattr(error, "field_name", None) or "", error.message)


def _rows(file: str, table: Sheet) -> Iterator[Problem]:
    """Go through the rows of one table; at most one mistake a row is told."""
    for line, row in table.rows:
        wrong = next(_dates(row), None)
        if wrong:
            yield Problem(file, line, *wrong)
    if not table.rows:
        yield Problem(file, 1, "", "has no rows; add one or take the table out of "
                                   "data/datapackage.json")


def _dates(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Go through what is wrong with the dates of one row, as field and sentence."""
    bounds = {}
    for name, value in row.items():
        if name.endswith("_edtf") and value:
            try:
                bounds[name] = dates.bounds(value)
            except ValueError as error:
                yield name, str(error)
    if "date_edtf" in bounds:
        for name, day in zip(("earliest", "latest"), bounds["date_edtf"], strict=True):
            if row.get(name, day.isoformat()) != day.isoformat():
                yield name, (f"'{row[name]}' does not fit the date {row['date_edtf']}; write "
                             f"{day.isoformat()}")
