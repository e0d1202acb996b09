"""Who sat in the Politburo when: one bar a seat, cut at the end of 1931.

matplotlib is imported when the figure is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..case import dates
from ..paper.markup import Html
from .figure import HEIGHT, INK, RED, SAND, STYLE, WIDTH, figure, legend, needs, picture

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


END = "1931-12-31"
# What is read of a seat, and what it is called beside the drawing.
COLUMNS = {"name": "Who", "named_in_letter": "Named in the letter", "seat_from": "From",
           "seat_to": "To", "how_seat_ended": "How the seat ended", "death": "Death",
           "manner_of_death": "How the person died"}


@picture("politburo")
def timeline(rows: pd.DataFrame, *, at: str) -> Html:
    """Show who sat when, with words and table; ``at`` is the day of the dashed line.

    ``rows`` needs the columns name, named_in_letter, seat_from, seat_to, how_seat_ended, death
    and manner_of_death, with ISO dates.
    """
    return figure(draw(rows, at), alt(rows, at), data(rows),
                  f"Full seats on the Politburo. Dotted: the seat goes on after {END[:4]}.",
                  look="whose bar is the only one that goes on.")


def _ending(seat_to: str, how: str) -> str:
    return f"sat on to {seat_to[:4]}" if seat_to > END else how


@needs(*COLUMNS)
def alt(rows: pd.DataFrame, at: str) -> str:
    """Say in words what the bars show: every seat with its days, its end and the person's."""
    said = []
    for row in rows.to_dict("records"):
        first, last = (dates.spoken(row[day]) for day in ("seat_from", "seat_to"))
        named = "named" if row["named_in_letter"] == "yes" else "not named"
        said.append(f"{row['name']}, {named}, {first} to {last}, "
                    f"{_ending(row['seat_to'], row['how_seat_ended'])} "
                    f"({row['manner_of_death']}, {row['death'][:4]})")
    return (f"{len(rows)} bars show who sat when, a dashed line marks {dates.spoken(at)}. "
            f"{'; '.join(said)}.")


@needs(*COLUMNS)
def data(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what the drawing reads, under names in plain words."""
    return rows[list(COLUMNS)].rename(columns=COLUMNS)


@needs(*COLUMNS)
def draw(rows: pd.DataFrame, at: str) -> Axes:
    """Draw one bar a row, those named in the letter dark and plain, the others with a pattern."""
    import matplotlib.pyplot as plt
    from matplotlib.dates import datestr2num

    end, day = datestr2num(END), datestr2num(at)
    with plt.style.context(STYLE):
        _, ax = plt.subplots(figsize=(WIDTH, min(HEIGHT, 0.5 * len(rows) + 1.1)))
        for place, row in enumerate(rows.itertuples()):
            start, stop = datestr2num(str(row.seat_from)), datestr2num(str(row.seat_to))
            named = row.named_in_letter == "yes"
            ax.barh(place, min(stop, end) - start, left=start,
                    label="named in the letter" if named else "not named",
                    color=RED if named else SAND, edgecolor=INK,
                    hatch="" if named else "///")
            ending = _ending(str(row.seat_to), str(row.how_seat_ended))
            fate = f"{ending}; {row.manner_of_death!s}, {str(row.death)[:4]}"
            cut = stop > end  # the bar goes on: its end is torn
            if cut:
                ax.plot([end + 40, end + 90, end + 140], [place] * 3, color=INK, marker="o",
                        markersize=4, linestyle="")
            ax.annotate(fate, (min(stop, end) + (190 if cut else 40), place), va="center")
        ax.axvline(day, color="white", linewidth=4)
        ax.axvline(day, color=INK, linestyle="--", label=dates.spoken(at))
        ax.set_yticks(range(len(rows)), list(rows["name"]))
        ax.set_xlim(right=end + 6.9 * 365)  # room for the words beside the bars
        ax.set_xticks(datestr2num([f"{year}-01-01" for year in range(1920, 1932, 2)]))
        ax.invert_yaxis()
        ax.xaxis_date()
        ax.set_xlabel("Year")
        legend(ax, loc="upper center", ncols=3, bbox_to_anchor=(0.4, 1.13))
    return ax
