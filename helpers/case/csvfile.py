"""CSV read so that every value stays text and every row remembers its line.

Spreadsheets save tables in ways of their own. Empty rows and columns are dropped; whatever else
they change is told once a file, with how to save it right, and nothing is read of such a file.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import Problem
from .yamlfile import read_text, unread

_SAVE = "save it as 'CSV UTF-8 (Comma delimited)'"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# 24/12/1922, 24.12.22, 24-Dec-22, Dec-22: what becomes of 1922-12-24 and 1922-12.
_TURNED = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|(\d{1,2}-)?[^\W\d_]{3,4}\.?-\d{2,4}")


Wrong = tuple[int, str, str] | None  # line, field, sentence


@dataclass(frozen=True)
class Sheet:
    """The rows of a table that are not empty, each with its line in the file."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def read_sheet(path: Path, name: str, problems: list[Problem], columns: Collection[str] = (),
               dates: Collection[str] = ()) -> Sheet:
    """Read a CSV file, which must have these ``columns`` and EDTF in those of ``dates``.

    Where something is wrong one problem says so, and the sheet is empty.
    """
    nothing, text = Sheet((), ()), _text(path, name, problems)
    rows = _cells(text, name, problems) if text else []
    if not rows:
        return nothing
    (top, head), *body = rows
    kept = [n for n, column in enumerate(head) if column.strip()]
    named = [head[n] for n in kept]
    sheet = Sheet(tuple(named), tuple(
        (line, dict(zip(named, (cells[n] for n in kept if n < len(cells)), strict=False)))
        for line, cells in body))
    wrong = (_wrong_head(top, named, columns) or _wrong_rows(max(kept, default=-1) + 1, kept, body)
             or _turned(sheet, dates))
    if wrong:
        problems.append(Problem(name, *wrong, whole=True))
    return nothing if wrong else sheet


def _text(path: Path, name: str, problems: list[Problem]) -> str:
    try:
        with path.open("rb") as file:
            start = file.read(2)
    except OSError:
        for ending in (".txt", ".csv"):
            other = path.with_name(path.name + ending)
            if other.exists():
                return unread(name, 1, f"is missing, but there is a file {other.name}; rename it "
                              f"to {path.name}", problems)
        start = b""
    if start in _UTF_16:
        return unread(name, 1, f"is saved as 'Unicode text' (UTF-16); {_SAVE}", problems)
    return read_text(path, name, problems, _SAVE)


def _cells(text: str, name: str, problems: list[Problem]) -> list[tuple[int, list[str]]]:
    """Return the rows that are not empty, each with its line."""
    rows: list[tuple[int, list[str]]] = []
    reader, line = csv.reader(io.StringIO(text), strict=True), 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        unread(name, line, "has a text between quotation marks that does not end here; write a "
               "quotation mark inside such a text twice, and one after it", problems)
        return []
    if not rows:
        unread(name, 1, "is empty", problems)
    return rows


def _wrong_head(line: int, head: Sequence[str], wanted: Collection[str]) -> Wrong:
    """Say what is wrong with the names of the columns."""
    if len(head) == 1 and ";" in head[0]:
        return line, "", (
            "its columns are parted by semicolons, which Excel writes where numbers have a decimal "
            "comma; save it in LibreOffice Calc as Text CSV with the field delimiter ',' and UTF-8")
    if len(head) == 1 and "\t" in head[0]:
        return line, "", f"its columns are parted by tabs; {_SAVE}"
    plain = {name.casefold(): name for name in wanted}
    for name in head:
        meant = plain.get(name.strip().casefold(), name.strip())
        if name != meant:
            return line, meant, f"the column '{name}' must be written '{meant}'"
        if head.count(name) > 1:
            return line, name, f"two columns have the name '{name}'; rename or delete one"
    for name in wanted:
        if name not in head:
            return line, name, f"the column '{name}' is missing; add it"
    return None


def _wrong_rows(width: int, kept: Collection[int], rows: Sequence[tuple[int, list[str]]]) -> Wrong:
    """Say which row has a value without a column, or a column without a cell."""
    long = [line for line, cells in rows
            if any(cell.strip() for n, cell in enumerate(cells) if n not in kept)]
    if long:
        return long[0], "", (f"has a value in a column without a name{_others(long)}. Put a text "
                             "that has a comma between quotation marks, or name the column")
    short = [line for line, cells in rows if len(cells) < width]
    if short:
        return short[0], "", f"has fewer cells than line 1 has names{_others(short)}; add commas"
    return None


def _turned(sheet: Sheet, dates: Collection[str]) -> Wrong:
    """Say which dates a spreadsheet wrote in its own way."""
    found = [(line, column, row[column]) for line, row in sheet.rows for column in dates
             if _TURNED.fullmatch(row[column].strip())]
    if not found:
        return None
    line, column, value = found[0]
    return line, column, (
        f"'{value}' is a date that a spreadsheet turned{_others(found)}. Write it like 1922-12-24, "
        "and give the column the format Text before you open or fill it")


def _others(found: Sequence[object]) -> str:
    return f" ({len(found) - 1} more like this)" if found[1:] else ""
