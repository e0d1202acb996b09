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
from .figure import AMBER, BLUE, INK, PLUM, RED, SAND, STYLE, figure, in_steps, picture

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from ..screen.steps import StepFigure


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


def steps(everybody: Sequence[Seat]) -> list[tuple[str, float, str]]:
    """Return a step for each year: its number, the share that is open at its end, what happens."""
    found = []
    for year in range(START.year, END.year + 1):
        last = date(year, 12, 31)
        falls = [seat.name for seat in sorted(everybody, key=lambda seat: seat.stop)
                 if seat.stop.year == year and seat.fell]
        new = [seat.name for seat in everybody if seat.start.year == year and year > START.year]
        turns = [f"{seat.name} ({side})" for seat in everybody
                 for since, _, side in seat.spans()
                 if since.year == year and since > seat.start and side not in ("", "majority")]
        told = [f"{len(order(everybody, min(last, LAST)))} sit."]
        told += [f"{what}: {', '.join(names)}." for what, names in (
            ("Fall", falls), ("New", new), ("Stand apart", turns)) if names]
        found.append((str(year), round(share(min(last, END)), 4), " ".join(told)))
    return found


BEGIN = 1924  # the year up to which the river lies open at first


@picture("alliances", "politburo", "politburo_later")
def river(*tables: pd.DataFrame) -> Html | StepFigure:
    """Show the Politburo as a river with sides and fates, year by year; its words and its table."""
    everybody = seats(*tables)
    whole = figure(draw(everybody), alt(everybody), data(everybody),
                   "Full seats on the Politburo, 1919 to 1931, with the sides people took and how "
                   "they died. The sides are a judgement of historians; the height of a ribbon "
                   "means nothing. Nobody in these years could know how the ribbons end.",
                   "who stands above whom, a year before he falls.")
    return in_steps("figure/river", whole, steps(everybody), begin=BEGIN - START.year,
                    edges=(0.995 - TOP, BOTTOM - 0.005))


STEP = 5  # days between two points of a curve
EASE = 30  # points over which a step of the river is eased
FALL = 270  # days a ribbon takes to leave the picture
BED, ROW = 11.2, 1.6  # first row of the fallen and distance of rows, in ribbons from the top
LETTER = 36  # days a letter is wide
BADGE = 60  # days from the beginning of a side to the middle of its letter
PLAIN = {"facecolor": "white", "edgecolor": "none", "pad": 0.1}
# The margins of the picture as shares of it: a day has a place that can be reckoned.
LEFT, RIGHT, BOTTOM, TOP = 0.01, 0.995, 0.06, 0.9
# Days at its edges, with room to the right for those who are left.
FIRST, LAST_DAY = START.toordinal() - 40, END.toordinal() + 820


def draw(everybody: Sequence[Seat]) -> Axes:
    """Draw the river of these seats: a ribbon a seat, a row for everybody who fell."""
    import matplotlib.pyplot as plt

    rows = fallen_rows([seat for seat in everybody if seat.fell])
    with plt.style.context([STYLE, {"figure.constrained_layout.use": False}]):
        drawing, ax = plt.subplots()
        drawing.subplots_adjust(left=LEFT, right=RIGHT, bottom=BOTTOM, top=TOP)
        for seat in everybody:
            days, middle = course(everybody, seat)
            _ribbon(ax, seat, days, middle)
            if seat.fell:
                _fall(ax, seat, float(middle[-1]), BED + ROW * rows[seat])
            else:
                _mouth(ax, seat, float(middle[-1]))
        _frame(ax, len(set(rows.values())))
    return ax


def share(day: date) -> float:
    """Return where a day stands in the picture, as a share of its width from the left."""
    return LEFT + (RIGHT - LEFT) * (day.toordinal() - FIRST) / (LAST_DAY - FIRST)


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
    """Draw the seat, part by part, each with the look of its side, its letter and the name."""
    import numpy as np

    half = 0.45 * np.clip((days - days[0]) / 60, 0.1, 1)
    for first, last, name in seat.spans():
        side = SIDES[name]
        inside = (days >= first.toordinal()) & (days <= last.toordinal() + STEP)
        ax.fill_between(days, middle - half, middle + half, where=inside.tolist(), zorder=3,
                        facecolor=side.colour, hatch=side.hatch, edgecolor=INK, linewidth=0.8)
        if side.letter:
            at = min(first.toordinal() + BADGE, (first.toordinal() + last.toordinal()) // 2)
            _say(ax, at, float(np.interp(at, days, middle)), side.letter, weight="bold",
                 ha="center")
    for at in _name_days(seat, days, middle):
        _say(ax, at, float(np.interp(at + LETTER * len(seat.name) / 2, days, middle)), seat.name)


def _say(ax: Axes, at: float, height: float, said: str, **how: Any) -> None:
    ax.text(at, height, said, va="center", zorder=6, bbox=PLAIN, fontsize=10, **how)


def _name_days(
    seat: Seat, days: NDArray[np.float64], middle: NDArray[np.float64]
) -> Iterator[int]:
    """Go through the days at which the name stands in the ribbon.

    Once where it first runs level, and once in each part with a side that has room for it; never
    on a letter, nor over the end of a part.
    """
    import numpy as np

    need = LETTER * (len(seat.name) + 1)
    said = 0
    for first, last, name in seat.spans():
        start = first.toordinal() + (BADGE + LETTER if SIDES[name].letter else 25)
        slopes = {day: float(np.ptp(np.interp([day, day + need / 2, day + need], days, middle)))
                  for day in range(start, last.toordinal() - need, 15)}
        level = [day for day, slope in slopes.items() if slope < 0.15]
        if not level and slopes and SIDES[name].letter:
            level = [min(slopes, key=lambda day: slopes[day])]  # the most level place there is
        if level and (SIDES[name].letter or said == 0 or level[0] - said > 900):
            said = level[0]
            yield said


def words(seat: Seat) -> str:
    """Return what stands beside the mark of somebody who fell."""
    letter = SIDES[seat.last_side].letter
    return (f"{seat.name}{f' ({letter})' if letter else ''}, {seat.stop.year}\n"
            f"{_brief(seat.fate)}")


def _brief(fate: str) -> str:
    """Return how a person died in one word, with the year; the mark and the table say more.

    >>> _brief("suicide; officially illness, 1937")
    'suicide, 1937'
    """
    how, _, year = fate.rpartition(", ")
    return f"{how.split()[0].rstrip(';')}, {year}"


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
    half = 0.45 * (1 - part) ** 0.5 + 0.05
    side = SIDES[seat.last_side]
    ax.fill_between(days, middle - half, middle + half, facecolor=side.colour, hatch=side.hatch,
                    edgecolor=INK, linewidth=0.8, zorder=2)
    ax.plot([days[-1]], [bed], marker=mark(seat.fate)[0], color=INK, markersize=8, zorder=7)
    ax.text(days[-1] + 55, bed, words(seat), va="center", zorder=8, bbox=PLAIN, fontsize=10,
            linespacing=0.95)


def _mouth(ax: Axes, seat: Seat, height: float) -> None:
    """Say beside the end of the river who is left, and how that person died."""
    end = END.toordinal()
    ax.plot([end + 50], [height], marker=mark(seat.fate)[0], color=INK, markersize=7)
    ax.text(end + 100, height, f"{seat.name}, {seat.fate.rpartition(', ')[2]}", va="center",
            fontsize=10)


def _frame(ax: Axes, rows: int) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    ax.set_ylim(BED + ROW * (rows - 0.35), -0.7)
    ax.set_xlim(FIRST, LAST_DAY)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    years = range(1920, 1932)
    ax.set_xticks([date(year, 1, 1).toordinal() for year in years], [str(y) for y in years])
    looks = [Patch(facecolor=side.colour, hatch=side.hatch, edgecolor=INK,
                   label=f"{side.letter} = {name}" if side.letter else name or NO_SIDE)
             for name, side in SIDES.items()]
    signs = [Line2D([], [], marker=sign, color=INK, linestyle="", label=meaning)
             for sign, meaning in dict.fromkeys(ENDS.values())]
    for handles, height in ((looks, 1.045), (signs, 0.985)):
        ax.add_artist(ax.legend(
            handles=handles, loc="lower left", ncols=6, bbox_to_anchor=(0, height), frameon=False,
            fontsize=10, columnspacing=1.2, handletextpad=0.4, borderaxespad=0.1))
