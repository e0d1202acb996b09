"""The party's growth with the Lenin Levy. Numbers, references and verdicts: ``membership.csv``."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..case import dates
from ..paper.markup import Html
from .figure import AMBER, INK, RED, SAND, STYLE, figure, legend, picture

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


SINCE = "1921"  # the first year of the figure of growth
CLOSE = 300  # days between two bars under which a number stands to the left of its bar
# What a part of a bar is called, its colour and its pattern.
FULL = ("full members", RED, "")
CANDIDATES = ("candidates", SAND, "//")
LEVY = ("candidates of the Lenin Levy", AMBER, "xx")
TOGETHER = ("members and candidates, not told apart", "#ffffff", "")


def counts(membership: pd.DataFrame, since: str = SINCE) -> pd.DataFrame:
    """Return the counts of members from a year on: day, label, full, candidates, levy, total.

    A number that no reference gives is missing, not zero. The Lenin Levy, a row of its own in
    the table, stands here beside the count that contains it.
    """
    import pandas as pd

    frame = membership[membership["latest"] >= since]
    part = frame["part_of"] != ""
    levy = frame[part].set_index("part_of")["candidates"]
    rows = frame[~part].copy()
    for name in ("full", "candidates", "total"):
        rows[name] = pd.to_numeric(rows[name]).astype("Int64")
    rows["levy"] = pd.to_numeric(rows["label"].map(levy)).astype("Int64")
    return rows[["date_edtf", "label", "full", "candidates", "levy", "total", "verdict"]]


def parts(row: Any) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Go through the parts of one bar from the floor up: number of people and kind."""
    import pandas as pd

    if pd.isna(row["full"]):
        yield int(row["total"]), TOGETHER
        return
    yield int(row["full"]), FULL
    if not pd.isna(row["candidates"]):
        levy = 0 if pd.isna(row["levy"]) else int(row["levy"])
        yield int(row["candidates"]) - levy, CANDIDATES
        if levy:
            yield levy, LEVY


def draw(rows: pd.DataFrame) -> Axes:
    """Draw one bar a count at its day: full members, candidates, the levy among them."""
    import matplotlib.pyplot as plt
    from matplotlib.ticker import FuncFormatter

    with plt.style.context([STYLE, {"axes.grid.axis": "y"}]):
        _, ax = plt.subplots()
        days = [sum(day.toordinal() for day in dates.bounds(edtf)) / 2
                for edtf in rows["date_edtf"]]
        gaps = [*(after - day for day, after in pairwise(days)), math.inf]
        for place, row in enumerate(rows.to_dict("records")):
            day, floor = days[place], 0
            for number, (kind, colour, hatch) in parts(row):
                ax.bar([day], [number], width=95, bottom=floor, color=colour, edgecolor=INK,
                       hatch=hatch, label=kind)
                floor += number
            alone = [kind for _, kind in parts(row)] == [FULL]
            left = gaps[place] < CLOSE  # no room to the right
            ax.text(day + (47 if left else 0), floor + 25_000, f"{floor:,}{'*' * alone}",
                    ha="right" if left else "center", va="bottom")
            if alone:  # said once, beside the meaning of the colours
                ax.plot([], [], linestyle="", marker="$*$", color=INK,
                        label="candidates not counted here")
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        ax.margins(y=0.1)
        years = range(int(SINCE), 1932)
        ax.set_xticks([date(year, 1, 1).toordinal() for year in years], [str(y) for y in years])
        ax.set_xlabel("Year (1 January at each mark)")
        ax.set_ylabel("People")
        legend(ax, loc="upper left")
    return ax


def alt(rows: pd.DataFrame) -> str:
    """Say in words what the figure of growth shows, with its numbers."""
    said = []
    for row in rows.to_dict("records"):
        bar = list(parts(row))
        inside = ", ".join(f"{number:,} {kind}" for number, (kind, *_) in bar)
        total = sum(number for number, _ in bar)
        said.append(f"{dates.spoken(str(row['date_edtf']))}: "
                    + (inside if len(bar) == 1 else f"{total:,} ({inside})"))
    return f"{len(rows)} bars of the party's members from {SINCE} on. {'; '.join(said)}."


def data(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the counts under names in plain words."""
    filled = rows.astype(object).where(rows.notna(), "none read")
    filled["levy"] = rows["levy"].astype(object).where(rows["levy"].notna(), "")
    return filled.rename(columns={
        "date_edtf": "When", "label": "Occasion", "full": "Full members",
        "candidates": "Candidates", "levy": "Of these: Lenin Levy", "total": "Together",
        "verdict": "Verdict"})


@picture("membership")
def growth(membership: pd.DataFrame) -> Html:
    """Show the party's growth with the Lenin Levy, its words and its table."""
    rows = counts(membership)
    return figure(draw(rows), alt(rows), data(rows),
                  "Members of the party as its leaders gave them to congresses. The bars stand at "
                  "their days, so the gaps between them differ. Candidates of 1923 were not read. "
                  "Nearly every number has one root: the party's own "
                  "office.", look="what the Lenin Levy adds to the bar of May 1924.")
