"""What ``check`` says of the tables: frictionless for each column, and what it does not know.

A table without rows, a date that is no EDTF, plain days that are not those of their date.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from ..case import dates
from ..case.errors import Problem
from ..case.yamlfile import read_text
from ..work import library


def problems() -> Iterator[Problem]:
    """Go through the mistakes of every table in ``data``."""
    unreadable: list[Problem] = []
    tables = {path: read_text(path, f"data/{path.name}", unreadable)
              for path in sorted((library.root() / "data").glob("*.csv"))}
    yield from unreadable
    skip = {problem.file for problem in unreadable}
    yield from _frictionless(skip)
    for path, text in tables.items():
        if f"data/{path.name}" not in skip:
            yield from _rows(path, text)


def names() -> set[str]:
    """Return the names of the tables in the data package; none where it cannot be read."""
    try:
        package = json.loads((library.root() / "data" / "datapackage.json").read_text("utf-8"))
        return {Path(one["path"]).stem for one in package["resources"]}
    except (OSError, ValueError, LookupError, TypeError):
        return set()  # the package itself is checked elsewhere


def _frictionless(skip: set[str]) -> Iterator[Problem]:
    from frictionless import system, validate

    with system.use_context(trusted=True):  # the path is absolute and our own
        report = validate(str(library.root() / "data" / "datapackage.json"))
    for error in report.errors:
        yield Problem("data/datapackage.json", 1, "", error.message)
    for task in report.tasks:
        for error in task.errors if f"data/{task.place}" not in skip else []:
            line = getattr(error, "row_number", None) or 1
            field = getattr(error, "field_name", None) or ""
            comma = "extra value" in error.message
            hint = " Put a text that has a comma between quotation marks." if comma else ""
            yield Problem(f"data/{task.place}", line, field, error.message + hint)


def _rows(path: Path, text: str) -> Iterator[Problem]:
    """Go through the rows of one table; at most one mistake a row is told."""
    rows = csv.DictReader(text.splitlines())
    number = 1
    for number, row in enumerate(rows, start=2):
        wrong = next(_dates({key: value for key, value in row.items()
                             if isinstance(key, str) and isinstance(value, str)}), None)
        if wrong:
            yield Problem(f"data/{path.name}", number, *wrong)
    if number == 1 and rows.fieldnames:
        yield Problem(f"data/{path.name}", 1, "", "has no rows; add one or take the table out of "
                                                  "data/datapackage.json")


def _dates(row: dict[str, str]) -> Iterator[tuple[str, str]]:
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
