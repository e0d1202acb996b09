"""What was known when: one line an event, on a scale of days.

matplotlib is imported when the figure is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from .figures import STYLE

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MARKERS = "osD^v"  # one shape a place, in the order of the rows: never by colour alone
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def weekday(day: str) -> str:
    """Return a plain date with its weekday, such as ``Sun 27``.

    >>> weekday("1924-01-27")
    'Sun 27'
    """
    found = date.fromisoformat(day)
    return f"{WEEKDAYS[found.weekday()]} {found.day}"


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def known(rows: pd.DataFrame, marked: Sequence[str] = ()) -> Axes:
    """Draw events over days: a shape for the place, filled where two independent sources agree.

    ``rows`` needs the columns label, earliest, latest, place and verdict, with ISO dates; where a
    day is open the event is a line from the first to the last possible day. ``marked`` are days
    with a vertical line. Raises ``ValueError`` where there are more places than shapes.
    """
    import matplotlib.pyplot as plt
    from matplotlib.lines import Line2D

    places = list(dict.fromkeys(rows["place"]))
    if len(places) > len(MARKERS):
        raise ValueError(f"there are shapes for {len(MARKERS)} places, not for {len(places)}")
    shape = dict(zip(places, MARKERS, strict=False))
    with plt.style.context(STYLE):
        _, ax = plt.subplots(figsize=(8, 0.42 * len(rows) + 1.6))
        for day in marked:
            ax.axvline(_number(day), color="#8a7f6c", linestyle="--")
        for line, row in enumerate(rows.itertuples()):
            ends = sorted({_number(str(row.earliest)), _number(str(row.latest))})
            ax.plot(ends, [line] * len(ends), color="#8c2f1b", marker=shape[row.place],
                    linestyle="dotted", markersize=9,
                    fillstyle="full" if row.verdict == "two independent" else "none")
        numbers = range(_number(min(rows["earliest"])), _number(max(rows["latest"])) + 1)
        ax.set_xticks(numbers, [weekday(date.fromordinal(n).isoformat()) for n in numbers],
                      rotation=60)
        ax.set_yticks(range(len(rows)), list(rows["label"]))
        ax.invert_yaxis()
        ax.set_xlabel(f"{date.fromordinal(numbers[0]):%B %Y}")
        kinds = [Line2D([], [], color="#8c2f1b", marker=shape[place], linestyle="none",
                        fillstyle="none", markersize=9, label=place) for place in places]
        ax.legend(handles=kinds, loc="upper center", ncols=len(kinds),
                  bbox_to_anchor=(0.5, 1.12), frameon=False)
    return ax
