"""Tables of ``data`` as DataFrames. pandas is imported when a table is opened, not before."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from ..case.errors import CourseError, Problem
from ..case.yamlfile import read_text
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

    package, resource = _described(name)
    file, problems = f"data/{resource['path']}", list[Problem]()
    text = read_text(library.root() / file, file, problems)
    if problems:
        raise CourseError(str(problems[0]))
    try:
        frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    except pd.errors.ParserError:
        raise CourseError(f"{file} is no sound table: python -m helpers check names the line.") \
            from None
    lacking = [f["name"] for f in resource["schema"]["fields"] if f["name"] not in frame.columns]
    if lacking:
        raise CourseError(f"{file}, line 1: the column '{lacking[0]}' is missing; add it")
    if frame.empty:
        raise CourseError(f"{file} has no rows; add them")
    frame.attrs = {"caption": resource["title"], "source": resource["description"],
                   "licence": package["licenses"][0]["name"]}
    return frame


def _described(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the data package and, in it, the table of this name."""
    path = library.root() / "data" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    known = {resource["name"]: resource for resource in package["resources"]}
    if name not in known:
        raise CourseError(f"There is no table '{name}'. There are: {', '.join(sorted(known))}.")
    return package, known[name]
