"""Two figures of numbers: the party's growth with the Lenin Levy, and the discussion of 1927.

Numbers, references and verdicts stand in ``membership.csv`` and ``votes.csv``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from . import dates
from .cards import Html
from .figures import AMBER, INK, PLUM, RED, SAND, STYLE, figure, from_tables, legend
from .labs import table

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

SINCE = "1921"  # the first year of the figure of growth
SERIES = "discussion-1927"
CLOSE = 300  # days between two bars under which a number stands to the left of its bar
# What a part of a bar is called, its colour and its pattern.
FULL = ("full members", RED, "")
CANDIDATES = ("candidates", SAND, "//")
LEVY = ("candidates of the Lenin Levy", AMBER, "xx")
TOGETHER = ("members and candidates, not told apart", "#ffffff", "")
CENTRE = ("for the Central Committee", SAND, "//")
OPPOSITION = ("for the opposition", PLUM, "")


# -- growth -----------------------------------------------------------------------------------


def counts(since: str = SINCE) -> pd.DataFrame:
    """Return the counts of members from a year on: day, label, full, candidates, levy, total.

    A number that no reference gives is missing, not zero. The Lenin Levy, a row of its own in
    the table, stands here beside the count that contains it.
    """
    import pandas as pd

    frame = table("membership")
    frame = frame[frame["latest"] >= since]
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


def draw_growth(rows: pd.DataFrame) -> Axes:
    """Draw one bar a count at its day: full members, candidates, the levy among them."""
    import matplotlib.pyplot as plt
    from matplotlib.ticker import FuncFormatter

    with plt.style.context([STYLE, {"axes.grid.axis": "y"}]):
        _, ax = plt.subplots(figsize=(8, 5))
        days = [sum(day.toordinal() for day in dates.bounds(edtf)) / 2
                for edtf in rows["date_edtf"]]
        gaps = [*(after - day for day, after in pairwise(days)), math.inf]
        for place, row in enumerate(rows.to_dict("records")):
            day, floor = days[place], 0
            for number, (kind, colour, hatch) in parts(row):
                ax.bar([day], [number], width=120, bottom=floor, color=colour, edgecolor=INK,
                       hatch=hatch, label=kind)
                floor += number
            alone = [kind for _, kind in parts(row)] == [FULL]
            left = gaps[place] < CLOSE  # no room to the right
            ax.text(day + (60 if left else -60), floor + 25_000, f"{floor:,}{'*' * alone}",
                    ha="right" if left else "left", va="bottom",
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4})
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        ax.margins(y=0.1)
        years = range(int(SINCE), 1932)
        ax.set_xticks([date(year, 1, 1).toordinal() for year in years], [str(y) for y in years])
        ax.set_xlabel("Year (1 January at each mark)")
        ax.set_ylabel("People")
        legend(ax, loc="upper left")
    return ax


def growth_alt(rows: pd.DataFrame) -> str:
    """Say in words what the figure of growth shows, with its numbers."""
    said = []
    for row in rows.to_dict("records"):
        bar = list(parts(row))
        inside = ", ".join(f"{number:,} {kind}" for number, (kind, *_) in bar)
        total = sum(number for number, _ in bar)
        said.append(f"{dates.spoken(str(row['date_edtf']))}: "
                    + (inside if len(bar) == 1 else f"{total:,} ({inside})"))
    return f"{len(rows)} bars of the party's members from {SINCE} on. {'; '.join(said)}."


@from_tables
def growth() -> Html:
    """Show the party's growth with the Lenin Levy, its words and its table."""
    rows = counts()
    filled = rows.astype(object).where(rows.notna(), "none read")
    filled["levy"] = rows["levy"].astype(object).where(rows["levy"].notna(), "")
    named = filled.rename(columns={
        "date_edtf": "When", "label": "Occasion", "full": "Full members",
        "candidates": "Candidates", "levy": "Of these: Lenin Levy", "total": "Together",
        "verdict": "Verdict"})
    return figure(draw_growth(rows), growth_alt(rows), named,
                  "Members of the party as its leaders gave them to congresses. The bars stand at "
                  "their days, so the gaps between them differ. * Full members only: candidates "
                  "of 1923 were not read. Nearly every number has one root: the party's own "
                  "office.")


# -- the discussion of 1927 -------------------------------------------------------------------


def series() -> pd.DataFrame:
    """Return the running counts of 1927 as numbers: day, for, against, sum, share in per cent."""
    import pandas as pd

    frame = table("votes")
    rows = frame[frame["series"] == SERIES].sort_values("earliest")
    rows = rows[["date_edtf", "for", "against", "counted_by", "verdict"]].reset_index(drop=True)
    for name in ("for", "against"):
        rows[name] = pd.to_numeric(rows[name])
    rows["sum"] = rows["for"] + rows["against"]
    rows["share"] = (100 * rows["against"] / rows["sum"]).round(2)
    return rows


def _round_up(number: float, step: float) -> float:
    """Return the first whole number of steps that is not below a number."""
    return math.ceil(number / step) * step


def draw_discussion(rows: pd.DataFrame) -> Axes:
    """Draw each state of the count twice: against all votes, and the opposition's part larger."""
    import matplotlib.pyplot as plt

    part: Axes
    most = _round_up(rows["sum"].max() * 1.2, 100_000)  # room for the numbers beside the bars
    share = _round_up(rows["share"].max() * 1.5, 0.5)
    step = _round_up(rows["sum"].max() / 4, 100_000)
    with plt.style.context(STYLE):
        _, (whole, part) = plt.subplots(2, 1, figsize=(8, 5.4), gridspec_kw={"hspace": 0.75})
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
            ax.set_title(title, loc="left", fontsize=10)
        whole.set_xlim(0, most)
        votes = range(0, int(most), int(step))
        whole.set_xticks(votes, [f"{n:,}" for n in votes])
        legend(whole, loc="upper center", ncols=2, bbox_to_anchor=(0.5, -0.15))
        part.set_xlim(0, share)
        part.set_xlabel("Per cent of the votes counted")
    return part


def discussion_alt(rows: pd.DataFrame) -> str:
    """Say in words what the figure of the discussion shows, with its numbers."""
    said = "; ".join(
        f"{dates.spoken(str(row['date_edtf']))}, {row['for']:,} for the Central Committee and "
        f"{row['against']:,} for the opposition ({row['share']:.2f} per cent)"
        for row in rows.to_dict("records"))
    return (f"Two bar charts of {len(rows)} states of the count in the party's cells: {said}. "
            "Beside all votes the opposition's part is a thin line.")


@from_tables
def discussion() -> Html:
    """Show the discussion of 1927 as a series, its words and its table."""
    rows = series()
    named = rows.rename(columns={
        "date_edtf": "When", "for": "For the Central Committee", "against": "For the opposition",
        "counted_by": "Counted by", "verdict": "Verdict", "sum": "Together",
        "share": "Opposition, per cent"})
    return figure(draw_discussion(rows), discussion_alt(rows), named,
                  "The vote in the party's cells before the congress of December 1927, as its "
                  "officials counted it. All numbers are round, most are lower limits (“over "
                  "4,000”), and each has one root. The figure shows what was counted, not "
                  "what people thought.")
