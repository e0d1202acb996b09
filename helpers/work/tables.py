"""Tables of ``data`` as DataFrames. pandas is imported when a table is opened, not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..case.csvfile import Sheet, read_sheet
from ..case.errors import CourseError, Problem, first
from ..case.reference import Table
from . import library

if TYPE_CHECKING:
    import pandas as pd


def table(name: str) -> pd.DataFrame:
    """Return ``data/<name>.csv`` as a DataFrame, every column as text.

    Its ``attrs`` hold ``caption``, ``source`` and ``licence`` from ``data/datapackage.json``.
    Raises ``CourseError`` with one sentence where there is no such table, or where its file is
    missing, unreadable, without rows or without a column of the data package.
    """
    import pandas as pd

    known = described(name)
    found = opened(known)
    if not found.rows:
        raise CourseError(f"data/{known.path}, line 1: has no rows; add one")
    frame = pd.DataFrame([row for _, row in found.rows], columns=list(found.columns), dtype=str)
    frame.attrs = {"caption": known.title, "source": known.description,
                   "licence": library.package().licence}
    return frame


def described(name: str) -> Table:
    """Return what the data package says of a table; raises ``CourseError`` where it has none."""
    known = library.package().tables
    if str(name) not in known:
        raise CourseError(f"There is no table '{name}'. There are: "
                          f"{', '.join(sorted(known)) or 'none'}.")
    return known[name]


def opened(known: Table) -> Sheet:
    """Return the rows of a table with their lines; raises ``CourseError`` elsewhere."""
    problems: list[Problem] = []
    found = sheet(known, problems)
    if problems:
        raise first(problems)
    return found


def sheet(known: Table, problems: list[Problem]) -> Sheet:
    """Return the rows of a table with their lines; what is wrong with its file is noted."""
    return read_sheet(library.root() / "data" / known.path, f"data/{known.path}", problems,
                      known.titles, known.dates)
