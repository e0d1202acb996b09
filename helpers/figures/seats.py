"""Who sat in the Politburo when: one bar a seat.

matplotlib is imported when the figure is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..case import dates
from .figure import INK, RED, SAND, STYLE, legend

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def timeline(rows: pd.DataFrame, at: str) -> Axes:
    """Draw who sat when: one bar a row from ``seat_from`` to ``seat_to``, named rows darker.

    ``rows`` needs the columns name, named_in_letter, seat_from, seat_to, how_seat_ended, death
    and manner_of_death; ``at`` is the day of the dashed line. Dates are ISO dates; bars are cut
    at the end of 1931.
    """
    import matplotlib.pyplot as plt
    from matplotlib.dates import datestr2num

    end, day = datestr2num("1931-12-31"), datestr2num(at)
    with plt.style.context(STYLE):
        _, ax = plt.subplots(figsize=(8, 0.75 * len(rows) + 1.4))
        for place, row in enumerate(rows.itertuples()):
            start, stop = datestr2num(str(row.seat_from)), datestr2num(str(row.seat_to))
            named = row.named_in_letter == "yes"
            ax.barh(place, min(stop, end) - start, left=start,
                    label="named in the letter" if named else "not named",
                    color=RED if named else SAND, edgecolor=INK,
                    hatch="" if named else "///")
            ending = f"sat on to {str(row.seat_to)[:4]}" if stop > end else row.how_seat_ended
            fate = f" {ending!s}\n {row.manner_of_death!s}, {str(row.death)[:4]}"
            ax.annotate(fate, (min(stop, end), place), va="center")
        ax.axvline(day, color="white", linewidth=4)
        ax.axvline(day, color=INK, linestyle="--", label=dates.spoken(at))
        ax.set_yticks(range(len(rows)), list(rows["name"]))
        ax.set_xlim(right=end + 5 * 365)  # room for the words beside the bars
        ax.set_xticks(datestr2num([f"{year}-01-01" for year in range(1920, 1932, 2)]))
        ax.invert_yaxis()
        ax.xaxis_date()
        ax.set_xlabel("Year")
        legend(ax, loc="upper center", ncols=3, bbox_to_anchor=(0.5, 1.12))
    return ax
