"""Dates as EDTF text: the earliest and latest day a text can mean, and how to say it.

Only the part of EDTF that the course uses is read here (a day, a month, a year, each of them
perhaps marked ``~`` or ``?``, and an interval of two of these), because the full ``edtf`` parser
costs 3-28 ms a date. ``python -m helpers check`` and the tests compare both.
Standard: Extended Date/Time Format (EDTF), Library of Congress, 2019.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?")


def bounds(edtf: str) -> tuple[date, date]:
    """Return the first and the last day that ``edtf`` can mean.

    Raises ``ValueError`` with one sentence where the text is no such date.

    >>> bounds("1922-12")
    (datetime.date(1922, 12, 1), datetime.date(1922, 12, 31))
    """
    start, slash, end = edtf.partition("/")
    first = _point(start, edtf)
    last = _point(end, edtf) if slash else first
    if first[0] > last[1]:
        raise ValueError(f"'{edtf}' ends before it begins")
    return first[0], last[1]


def _point(text: str, whole: str) -> tuple[date, date]:
    match = _POINT.fullmatch(text)
    if not match:
        raise ValueError(
            f"'{whole}' is not a date such as 1922, 1922-12, 1922-12-24 or 1922-12-24/1922-12-25"
        )
    year, month, day = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        last = first.replace(month=int(month or 12))
        return first, last.replace(day=int(day or calendar.monthrange(last.year, last.month)[1]))
    except ValueError:
        raise ValueError(f"'{whole}' is not in the calendar") from None


def year(edtf: str) -> float:
    """Return the middle of an EDTF date as a year with its part; day 1 lies in the year 1.

    >>> round(year("1940"), 1)
    1940.5
    """
    return 1 + sum(day.toordinal() for day in bounds(edtf)) / 2 / 365.2425


def compare(answer: str, key: str) -> str:
    """Say how a typed date stands to the right one: ``right``, ``less exact`` or ``other``.

    A more exact date inside the key is right; a vaguer one that contains it is less exact.
    """
    (first, last), (key_first, key_last) = bounds(answer), bounds(key)
    if key_first <= first and last <= key_last:
        return "right"
    return "less exact" if first <= key_first and key_last <= last else "other"


def spoken(edtf: str) -> str:
    """Return the date in plain English.

    >>> spoken("1922-12-24/1922-12-25")
    '24 December 1922 to 25 December 1922'
    """
    return " to ".join(_spoken_point(point) for point in edtf.split("/"))


def _spoken_point(point: str) -> str:
    about = "about " if point[-1:] in "~?%" and point else ""
    parts = point.rstrip("~?%").split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, calendar.month_name[int(parts[1])])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return about + " ".join(words)
