"""The discussion of 1927 as a count that grows. Numbers, references and verdicts: ``votes.csv``."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..case import dates
from ..paper.markup import Html
from .figure import HEIGHT, INK, PLUM, SAND, STYLE, WIDTH, figure, legend, picture

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


SERIES = "discussion-1927"
CENTRE = ("for the Central Committee", SAND, "//")
OPPOSITION = ("for the opposition", PLUM, "")


def series(votes: pd.DataFrame) -> pd.DataFrame:
    """Return the running counts of 1927 as numbers: day, for, against, sum, share in per cent."""
    import pandas as pd

    rows = votes[votes["series"] == SERIES].sort_values("earliest")
    rows = rows[["date_edtf", "for", "against", "counted_by", "verdict"]].reset_index(drop=True)
    for name in ("for", "against"):
        rows[name] = pd.to_numeric(rows[name])
    rows["sum"] = rows["for"] + rows["against"]
    rows["share"] = (100 * rows["against"] / rows["sum"]).round(2)
    return rows


def _round_up(number: float, step: float) -> float:
    """Return the first whole number of steps that is not below a number."""
    return math.ceil(number / step) * step


def draw(rows: pd.DataFrame) -> Axes:
    """Draw each state of the count twice: against all votes, and the opposition's part larger."""
    import matplotlib.pyplot as plt

    part: Axes
    most = _round_up(rows["sum"].max() * 1.2, 100_000)  # room for the numbers beside the bars
    share = _round_up(rows["share"].max() * 1.5, 0.5)
    step = _round_up(rows["sum"].max() / 4, 100_000)
    with plt.style.context(STYLE):
        _, (whole, part) = plt.subplots(2, 1, figsize=(WIDTH, HEIGHT))
        days = [dates.spoken(str(edtf)) for edtf in rows["date_edtf"]]
        places = range(len(rows))
        for name, left, (kind, colour, hatch) in (("for", None, CENTRE),
                                                  ("against", rows["for"], OPPOSITION)):
            whole.barh(places, rows[name], left=left, color=colour, edgecolor=INK, hatch=hatch,
                       label=kind)
        for place, total in zip(places, rows["sum"], strict=True):
            whole.text(total, place, f" {total:,}", va="center")
        part.barh(places, rows["share"], color=OPPOSITION[1], edgecolor=INK)
        for place, row in zip(places, rows.to_dict("records"), strict=True):
            part.text(row["share"], place, f" {row['share']:.2f} %: {row['against']:,} of "
                      f"{row['sum']:,}", va="center")
        for ax, title in ((whole, "Votes counted so far"),
                          (part, f"The opposition's share, on a scale that ends at {share:g} %")):
            ax.set_yticks(places, days)
            ax.invert_yaxis()
            ax.set_title(title, loc="left", fontsize=11)
        whole.set_xlim(0, most)
        votes = range(0, int(most), int(step))
        whole.set_xticks(votes, [f"{n:,}" for n in votes])
        legend(whole, loc="upper right", ncols=2, bbox_to_anchor=(1, 1.25))
        part.set_xlim(0, share)
        part.set_xlabel("Per cent of the votes counted")
    return part


def alt(rows: pd.DataFrame) -> str:
    """Say in words what the figure of the discussion shows, with its numbers."""
    said = "; ".join(
        f"{dates.spoken(str(row['date_edtf']))}, {row['for']:,} for the Central Committee and "
        f"{row['against']:,} for the opposition ({row['share']:.2f} per cent)"
        for row in rows.to_dict("records"))
    return (f"Two bar charts of {len(rows)} states of the count in the party's cells: {said}. "
            "Beside all votes the opposition's part is a thin line.")


def data(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the series under names in plain words."""
    return rows.rename(columns={
        "date_edtf": "When", "for": "For the Central Committee", "against": "For the opposition",
        "counted_by": "Counted by", "verdict": "Verdict", "sum": "Together",
        "share": "Opposition, per cent"})


@picture("votes")
def discussion(votes: pd.DataFrame) -> Html:
    """Show the discussion of 1927 as a series, its words and its table."""
    rows = series(votes)
    return figure(draw(rows), alt(rows), data(rows),
                  "The vote in the party's cells before the congress of December 1927, as its "
                  "officials counted it. All numbers are round, most are lower limits (“over "
                  "4,000”), and each has one root. The figure shows what was counted, not "
                  "what people thought.", look="the thin line at the right end of the bars.")
