"""The drawing of the river in ``streams``: ribbons, falls, names and the legend.

A day is drawn at its ordinal. Steps of the river are eased for the eye over about half a year;
the days themselves are those of the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from . import dates
from .figures import INK, STYLE
from .streams import END, ENDS, NO_SIDE, SIDES, START, Seat, mark, order

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

STEP = 5  # days between two points of a curve
EASE = 30  # points over which a step of the river is eased
FALL = 270  # days a ribbon takes to leave the picture
AGAIN = date(1927, 2, 1).toordinal()  # after the great changes older names are said once more
BED, ROW = 10.7, 1.15  # first row of the fallen and distance of rows, in ribbons from the top
LETTER = 57  # days a letter is wide
NAME = 430  # days a name is wide
PLAIN = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}


def draw(everybody: Sequence[Seat]) -> Axes:
    """Draw the river of these seats: a ribbon a seat, a row for everybody who fell."""
    import matplotlib.pyplot as plt

    rows = fallen_rows([seat for seat in everybody if seat.fell])
    with plt.style.context([STYLE, {"hatch.linewidth": 0.6}]):
        _, ax = plt.subplots(figsize=(8.6, 8.4))
        for seat in everybody:
            days, middle = course(everybody, seat)
            _ribbon(ax, seat, days, middle)
            if seat.fell:
                _fall(ax, seat, float(middle[-1]), BED + ROW * rows[seat])
            else:
                _mouth(ax, seat, float(middle[-1]))
        _frame(ax, len(set(rows.values())))
    return ax


def course(
    everybody: Sequence[Seat], seat: Seat
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the days of a seat and the height of the ribbon's middle on them, eased."""
    import numpy as np

    first, last = seat.start.toordinal(), seat.end.toordinal()
    days = np.linspace(first, last, max(2, (last - first) // STEP))
    heights = np.array([order(everybody, date.fromordinal(min(int(day), last - 1))).index(seat)
                        for day in days], dtype=float)
    for _ in range(2):
        padded = np.pad(heights, (EASE // 2, EASE - EASE // 2 - 1), mode="edge")
        heights = np.convolve(padded, np.ones(EASE) / EASE, mode="valid")
    return days, heights


def _ribbon(
    ax: Axes, seat: Seat, days: NDArray[np.float64], middle: NDArray[np.float64]
) -> None:
    """Draw the seat, part by part, each with the look and the letter of its side."""
    import numpy as np

    half = 0.43 * np.clip((days - days[0]) / 60, 0.1, 1)
    for first, last, name in seat.spans():
        side = SIDES[name]
        inside = (days >= first.toordinal()) & (days <= last.toordinal() + STEP)
        ax.fill_between(days, middle - half, middle + half, where=inside.tolist(), zorder=3,
                        facecolor=side.colour, hatch=side.hatch, edgecolor=INK, linewidth=0.8)
        if side.letter:
            at = min(first.toordinal() + 45, last.toordinal())
            ax.text(at, np.interp(at, days, middle), side.letter, va="center", weight="bold",
                    bbox={"boxstyle": "round,pad=0.12", "facecolor": "white",
                          "edgecolor": INK}, zorder=6)
    for at in _name_days(seat, days, middle):
        ax.text(at, np.interp(at, days, middle), seat.name, va="center", zorder=5, bbox=PLAIN)


def _name_days(
    seat: Seat, days: NDArray[np.float64], middle: NDArray[np.float64]
) -> Iterator[int]:
    """Go through the days at which the name stands in the ribbon: where it first runs level."""
    import numpy as np

    first, last = seat.start.toordinal(), seat.end.toordinal()
    if last - first > 700:
        level = [day for day in range(first + 25, last - NAME, 20)
                 if np.ptp(np.interp([day, day + NAME / 2, day + NAME], days, middle)) < 0.15]
        yield level[0] if level else first + 25
    if first < AGAIN - 700 and last > AGAIN + 300:
        yield AGAIN


def words(seat: Seat) -> str:
    """Return what stands beside the mark of somebody who fell."""
    letter = SIDES[seat.last_side].letter
    return (f"{seat.name}{f' ({letter})' if letter else ''}, "
            f"{dates.spoken(seat.stop.isoformat()[:7])}\n{seat.fate}")


def fallen_rows(fallen: Sequence[Seat]) -> dict[Seat, int]:
    """Give each of the fallen the first row in which the words fit beside the others'."""
    rows: dict[Seat, int] = {}
    free: list[int] = []
    for seat in sorted(fallen, key=lambda seat: seat.stop):
        day = seat.stop.toordinal()
        row = next((n for n, until in enumerate(free) if until < day), len(free))
        free[row:row + 1] = [day + FALL + LETTER * max(map(len, words(seat).split("\n")))]
        rows[seat] = row
    return rows


def _fall(ax: Axes, seat: Seat, top: float, bed: float) -> None:
    """Let the ribbon fall from the river to its row, with mark and words at the end."""
    import numpy as np

    part = np.linspace(0, 1, 40)
    days = seat.stop.toordinal() + FALL * part
    middle = top + (bed - top) * part**2 * (3 - 2 * part)
    half = 0.43 * (1 - part) ** 0.5 + 0.05
    side = SIDES[seat.last_side]
    ax.fill_between(days, middle - half, middle + half, facecolor=side.colour, hatch=side.hatch,
                    edgecolor=INK, linewidth=0.8, zorder=2)
    ax.plot([days[-1]], [bed], marker=mark(seat.fate)[0], color=INK, markersize=8, zorder=7)
    ax.text(days[-1] + 70, bed, words(seat), va="center", zorder=8, bbox=PLAIN)


def _mouth(ax: Axes, seat: Seat, height: float) -> None:
    """Say beside the end of the river who is left, and how that person died."""
    end = END.toordinal()
    ax.plot([end + 110], [height], marker=mark(seat.fate)[0], color=INK, markersize=7)
    ax.text(end + 210, height, f"{seat.name}\n{seat.fate}", va="center")


def _frame(ax: Axes, rows: int) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    ax.set_ylim(BED + ROW * rows + 0.1, -0.7)
    ax.set_xlim(START.toordinal() - 60, END.toordinal() + 1480)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    years = range(1920, 1932, 2)
    ax.set_xticks([date(year, 1, 1).toordinal() for year in years], [str(y) for y in years])
    ax.set_xlabel("Year (1 January at each line)", loc="left")
    looks = [Patch(facecolor=side.colour, hatch=side.hatch, edgecolor=INK,
                   label=f"{side.letter} = {name}" if side.letter else name or NO_SIDE)
             for name, side in SIDES.items()]
    signs = [Line2D([], [], marker=sign, color=INK, linestyle="", label=meaning)
             for sign, meaning in dict.fromkeys(ENDS.values())]
    ax.legend(handles=[*looks, *signs], loc="upper center", ncols=2, frameon=False,
              bbox_to_anchor=(0.5, -0.07))
