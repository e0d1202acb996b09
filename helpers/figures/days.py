"""What was known when: one line an event, on a scale of days.

matplotlib is imported when the figure is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ..case import dates
from ..paper.markup import Html
from .figure import HEIGHT, INK, LINE, RED, STYLE, WIDTH, figure, needs, picture

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


MARKERS = "osD^v"  # one shape a place, in the order of the rows: never by colour alone
LONGEST = 60  # days whose names can still be read in a row
SURE = "two independent"  # the verdict of an event that is drawn filled
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


def _span(rows: pd.DataFrame) -> range:
    """Return the numbers of all days of a table, from the first to the last that is possible."""
    if not len(rows):
        raise ValueError("it has no rows")
    return range(min(map(_number, rows["earliest"])), max(map(_number, rows["latest"])) + 1)


@picture("funeral")
def known(rows: pd.DataFrame, marked: Sequence[str] = ()) -> Html:
    """Show events over days, their words and their table.

    ``rows`` needs the columns label, earliest, latest, place and verdict, with ISO dates.
    ``marked`` are days with a vertical line.
    """
    return figure(draw(rows, marked), alt(rows), data(rows), "Dotted: the day is open.",
                  look="the days on which Saturday was still the truth.")


@needs("label", "earliest", "latest", "place", "verdict")
def draw(rows: pd.DataFrame, marked: Sequence[str] = ()) -> Axes:
    """Draw events over days: a shape for the place, filled where two independent sources agree.

    Where a day is open the event is a line from the first to the last possible day. Raises
    ``CourseError`` where the rows cannot be drawn, are more than ``LONGEST`` days apart or have
    more places than there are shapes.
    """
    import matplotlib.pyplot as plt
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    numbers = _span(rows)
    if len(numbers) > LONGEST:
        raise ValueError(f"it covers {len(numbers)} days, and there is room for {LONGEST}")
    places = list(dict.fromkeys(rows["place"]))
    if len(places) > len(MARKERS):
        raise ValueError(f"there are shapes for {len(MARKERS)} places, not for {len(places)}")
    shape = dict(zip(places, MARKERS, strict=False))
    with plt.style.context(STYLE):
        _, ax = plt.subplots(figsize=(WIDTH, min(HEIGHT, 0.28 * len(rows) + 1)))
        for day in marked:
            ax.axvline(_number(day), color=LINE, linestyle="--")
        for line, row in enumerate(rows.itertuples()):
            ends = sorted({_number(str(row.earliest)), _number(str(row.latest))})
            ax.plot(ends, [line] * len(ends), color=RED, marker=shape[row.place],
                    linestyle="dotted", markersize=9,
                    fillstyle="full" if row.verdict == SURE else "none")
        if len(marked) == 2:  # a day that moved: from the first to the second
            first, second = map(_number, marked)
            ax.annotate("", (second, -0.9), (first, -0.9), annotation_clip=False,
                        arrowprops={"arrowstyle": "-|>", "color": INK, "linewidth": 1.6})
            ax.text(first - 0.1, -0.9, "moved", ha="right", va="center")
            ax.set_ylim(-1.6, len(rows) - 0.4)
        ax.set_xticks(numbers, [weekday(date.fromordinal(n).isoformat()).replace(" ", "\n")
                                for n in numbers])
        ax.set_yticks(range(len(rows)), list(rows["label"]))
        ax.invert_yaxis()
        months = [dates.spoken(date.fromordinal(n).isoformat()[:7]) for n in numbers]
        ax.set_xlabel(" to ".join(dict.fromkeys((months[0], months[-1]))))
        kinds = [Line2D([], [], color=RED, marker=shape[place], linestyle="none",
                        fillstyle="none", markersize=9, label=place) for place in places]
        filled = Patch(color=RED, label="filled: two independent sources")
        ax.legend(handles=[*kinds, filled], loc="upper center", ncols=len(kinds) + 1,
                  bbox_to_anchor=(0.4, 1.13), frameon=False, handletextpad=0.3)
    return ax


@needs("label", "earliest", "latest", "place", "verdict")
def alt(rows: pd.DataFrame) -> str:
    """Say in words what the figure of days shows: every event with its days, place and proof."""
    numbers = _span(rows)
    said = []
    for row in rows.to_dict("records"):
        days = " to ".join(_plain(day) for day in sorted({row["earliest"], row["latest"]}))
        sure = ", two independent sources" if row["verdict"] == SURE else ""
        said.append(f"{days}, {row['place']}: {row['label']}{sure}")
    first, last = (dates.spoken(date.fromordinal(n).isoformat())
                   for n in (numbers[0], numbers[-1]))
    return f"{len(rows)} events from {first} to {last}. {'; '.join(said)}."


known_alt = alt  # a notebook says ``known_alt``


def data(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what the drawing reads, under names in plain words."""
    return rows[["label", "earliest", "latest", "place", "verdict"]].rename(columns={
        "label": "What", "earliest": "First possible day", "latest": "Last possible day",
        "place": "Where", "verdict": "Verdict"})


def _plain(day: str) -> str:
    """Return a date with its weekday and month, such as ``Sun 27 January``."""
    return f"{weekday(day)} {dates.spoken(day).split()[1]}"
