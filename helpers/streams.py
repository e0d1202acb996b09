"""The Politburo as a river: who sits, who stands where, who falls; the words and the table.

Who sits is read from ``politburo.csv`` and ``politburo_later.csv``, who stood where from
``alliances.csv``. The order in the river is ours: the majority on top, those on no open side
below, then the Rights, the oppositions lowest; inside a side by the day of entry. ``ribbons``
draws it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from . import dates
from .cards import Html
from .figures import AMBER, BLUE, PLUM, RED, SAND, figure, from_tables
from .labs import table

if TYPE_CHECKING:
    import pandas as pd

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


def seats() -> list[Seat]:
    """Return everybody's seat, in the order in which the seats began, cut to the picture.

    A side counts from the middle of a date that is not exact.
    """
    sides: dict[str, list[tuple[date, str]]] = {}
    for row in table("alliances").to_dict("records"):
        spells = sides.setdefault(str(row["person_id"]), [])
        since, until = _middle(str(row["from_edtf"])), _middle(str(row["to_edtf"]))
        spells += [(since, str(row["side"])), (until, "")]
    people = [row for name in ("politburo", "politburo_later")
              for row in table(name).to_dict("records")]
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


@from_tables
def river() -> Html:
    """Show the Politburo as a river with sides and fates, its words and its table."""
    from .ribbons import draw

    everybody = seats()
    return figure(draw(everybody), alt(everybody), data(everybody),
                  "Full seats on the Politburo, 1919 to 1931, with the sides people took and how "
                  "they died. The sides are a judgement of historians; the height of a ribbon "
                  "means nothing. Nobody in these years could know how the ribbons end.")
