"""The Politburo as a river: who sits, who stands where, who falls; its words, table and drawing.

Who sits is read from ``politburo.csv`` and ``politburo_later.csv``, who stood where from
``alliances.csv``. The order in the river is ours: the majority on top, those on no open side
below, then the Rights, the oppositions lowest; inside a side by the day of entry. A day is drawn
at its ordinal. Steps of the river are eased for the eye over about half a year; the days
themselves are those of the tables. matplotlib is imported when the figure is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..case import dates
from ..paper.markup import Html
from .figure import AMBER, BLUE, INK, PLUM, RED, SAND, STYLE, figure, picture

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray


START, END = date(1919, 3, 25), date(1931, 12, 31)
LAST = END - timedelta(days=1)


@dataclass(frozen=True)
class Side:
    """How a side is drawn: its letter, colour, pattern and place in the river."""

    letter: str
    colour: str
    hatch: str
    depth: int


SIDES = {
    "": Side("", "#ffffff", "", 1),
    "majority": Side("", SAND, "", 0),
    "Right": Side("R", AMBER, "//", 2),
    "Trotsky and the 46": Side("T", RED, "..", 3),
    "New Opposition": Side("N", BLUE, "\\\\", 3),
    "United Opposition": Side("U", PLUM, "xx", 3),
}
NO_SIDE = "no open side"
_KILLED = ("X", "shot, executed or murdered by the Soviet state")
# The first words found in how a person died decide the mark; the last fit everything else.
ENDS = {
    "shot": _KILLED, "executed": _KILLED, "Soviet agent": _KILLED,
    "suicide": ("v", "suicide"),
    "murdered": ("D", "murdered by a gunman"),
    "": ("o", "illness or natural death"),
}


@dataclass(frozen=True)
class Seat:
    """One person's full seat with the sides taken in it, each from a day on."""

    name: str
    start: date
    stop: date
    ending: str
    fate: str
    sides: tuple[tuple[date, str], ...]

    def side(self, day: date) -> str:
        """Return the side on this day; no text where none was open."""
        return [name for since, name in ((START, ""), *self.sides) if since <= day][-1]

    @property
    def last_side(self) -> str:
        """Return the side on the last day in the seat."""
        return self.side(self.stop - timedelta(days=1))

    @property
    def end(self) -> date:
        """Return the last day of the seat inside the picture."""
        return min(self.stop, END)

    @property
    def fell(self) -> bool:
        """Say whether the seat ended inside the picture."""
        return self.stop < END

    def spans(self) -> Iterator[tuple[date, date, str]]:
        """Go through the parts of the seat with one side, cut at the end of the picture."""
        days = [self.start, *(d for d, _ in self.sides if self.start < d < self.end), self.end]
        for first, last in pairwise(days):
            yield first, last, self.side(first)


def seats(alliances: pd.DataFrame, *politburo: pd.DataFrame) -> list[Seat]:
    """Return everybody's seat, in the order in which the seats began, cut to the picture.

    A side counts from the middle of a date that is not exact.
    """
    sides: dict[str, list[tuple[date, str]]] = {}
    for row in alliances.to_dict("records"):
        spells = sides.setdefault(str(row["person_id"]), [])
        since, until = _middle(str(row["from_edtf"])), _middle(str(row["to_edtf"]))
        spells += [(since, str(row["side"])), (until, "")]
    people = [row for table in politburo for row in table.to_dict("records")]
    found = [_seat(row, sides.get(str(row["person_id"]), [])) for row in people]
    return sorted((replace(seat, start=max(seat.start, START)) for seat in found
                   if seat.start < END and seat.stop > START),
                  key=lambda seat: (seat.start, seat.name))


def _middle(edtf: str) -> date:
    first, last = dates.bounds(edtf)
    return first + (last - first) // 2


def _seat(row: Any, spells: list[tuple[date, str]]) -> Seat:
    # Where one side ends on the day another begins, the beginning has the last word.
    words = dict(sorted(spells, key=lambda spell: (spell[0], spell[1] != "")))
    return Seat(
        name=str(row["name"]).rpartition(" ")[2],
        start=date.fromisoformat(row["seat_from"]), stop=date.fromisoformat(row["seat_to"]),
        ending=str(row["how_seat_ended"]),
        fate=f"{row['manner_of_death']}, {str(row['death'])[:4]}", sides=tuple(words.items()))


def order(everybody: Sequence[Seat], day: date) -> list[Seat]:
    """Return those who sit on this day from the top of the river to its bed."""
    sitting = [seat for seat in everybody if seat.start <= day < seat.stop]
    return sorted(sitting, key=lambda seat: (SIDES[seat.side(day)].depth, seat.start,
                                             -seat.stop.toordinal(), seat.name))


def mark(fate: str) -> tuple[str, str]:
    """Return the mark for how a person died, and what it stands for.

    >>> mark("suicide; officially illness, 1937")
    ('v', 'suicide')
    """
    return next(sign for words, sign in ENDS.items() if words in fate)


def data(everybody: Sequence[Seat]) -> pd.DataFrame:
    """Return the river as a table in plain words: one row a seat."""
    import pandas as pd

    return pd.DataFrame([{
        "Who": seat.name, "From": dates.spoken(seat.start.isoformat()),
        "To": dates.spoken(seat.stop.isoformat()), "Side": sides(seat),
        "How the seat ended": seat.ending, "How the person died": seat.fate}
        for seat in everybody])


def sides(seat: Seat) -> str:
    """Say which sides were taken in a seat, each later one with its month.

    The day is left out: where a date is not exact, the drawing has only its middle.
    """
    (_, _, name), *later = seat.spans()
    return "; ".join([name or NO_SIDE, *(
        f"{side or NO_SIDE} from {dates.spoken(since.isoformat()[:7])}"
        for since, _, side in later)])


def alt(everybody: Sequence[Seat]) -> str:
    """Say in words what the river shows, with its numbers."""
    fallen = sorted((seat for seat in everybody if seat.fell), key=lambda seat: seat.stop)
    first, last = order(everybody, START), order(everybody, LAST)
    said = "; ".join(f"{seat.name}, {dates.spoken(seat.stop.isoformat()[:7])}"
                     f"{f', {seat.last_side}' if seat.last_side else ''} ({seat.fate})"
                     for seat in fallen)
    through = " and ".join(seat.name for seat in first if seat in last)
    return (f"{len(everybody)} ribbons, one for each full member of the Politburo from 1919 to "
            f"1931: {len(first)} at the start, {len(last)} at the end. {len(fallen)} leave the "
            f"river: {said}. Of the first {len(first)} only {through} is still there at the end.")


@picture("alliances", "politburo", "politburo_later")
def river(*tables: pd.DataFrame) -> Html:
    """Show the Politburo as a river with sides and fates, its words and its table."""
    everybody = seats(*tables)
    return figure(draw(everybody), alt(everybody), data(everybody),
                  "Full seats on the Politburo, 1919 to 1931, with the sides people took and how "
                  "they died. The sides are a judgement of historians; the height of a ribbon "
                  "means nothing. Nobody in these years could know how the ribbons end.")


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
