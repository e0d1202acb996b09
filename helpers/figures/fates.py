"""What became of the defendants of three trials, and when they were cleared: ``trials.csv``."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from ..case import dates
from ..paper.markup import Html
from .figure import INK, NAVY, RED, SAND, STYLE, figure, legend, needs, picture

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


OPEN = ("1936", "1937", "1938")  # the public trials; the army case was closed
# How a life ended, its sign and its colour; what cleared a name, likewise.
ENDS = {"shot": ("o", RED), "killed in prison": ("X", RED), "shot in 1941": ("D", RED)}
CLEARED = ("s", NAVY, "name cleared, where a date was read")
COLUMNS = ("trial", "name", "sentence", "fate", "death_edtf", "cleared", "rehabilitated_edtf")
Row = Mapping[Hashable, Any]


@needs(*COLUMNS)
def defendants(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the defendants of the public trials, by trial, then by the day of death.

    Raises ``CourseError`` where there is none, or where an end has no sign.
    """
    strange = set(rows["fate"]) - set(ENDS)
    if strange:
        raise LookupError(f"{min(strange)} is none of {', '.join(ENDS)}")
    if not rows["trial"].isin(OPEN).any():
        raise ValueError(f"no row is of a trial of {', '.join(OPEN)}")
    return rows[rows["trial"].isin(OPEN)].sort_values(
        ["trial", "death_edtf", "name"], kind="stable").reset_index(drop=True)


def draw(people: pd.DataFrame) -> Axes:
    """Draw a line a defendant, from the death to the day on which the name was cleared."""
    import matplotlib.pyplot as plt

    with plt.style.context(STYLE):
        _, ax = plt.subplots()
        for line, row in enumerate(people.to_dict("records")):
            died, cleared = dates.year(row["death_edtf"]), str(row["rehabilitated_edtf"])
            sign, colour = ENDS[row["fate"]]
            if cleared:
                until = dates.year(cleared)
                ax.plot([died, until], [line, line], color=SAND, linewidth=2, zorder=1)
                ax.plot([until], [line], CLEARED[0], color=CLEARED[1], markersize=4,
                        label=CLEARED[2], linestyle="none")
            ax.plot([died], [line], sign, color=colour, markersize=4, label=row["fate"],
                    linestyle="none")
        for trial in people["trial"].unique():
            there = people.index[people["trial"] == trial]
            ax.axhline(there.min() - 0.5, color=INK, linewidth=0.6)
            ax.text(1934.7, there.min() + 0.3, f"Trial of {trial}", ha="right", va="top")
        ax.set_yticks([])
        ax.set_ylim(len(people) - 0.5, -0.5)
        ax.set_xlim(1928, 1992)
        ax.set_xticks(range(1936, 1992, 6))
        legend(ax, loc="upper center", ncols=4, bbox_to_anchor=(0.5, 1.11))
    return ax


def alt(people: pd.DataFrame) -> str:
    """Say in words what the figure shows: sentences, ends and dates for each trial."""
    said = []
    for trial in people["trial"].unique():
        there = people[people["trial"] == trial]
        ends = ", ".join(f"{number} {fate}" for fate, number in
                         there["fate"].value_counts().items())
        dated = sorted(str(date) for date in there["rehabilitated_edtf"] if date)
        span = f", from {dated[0][:4]} to {dated[-1][:4]}" if dated else ""
        said.append(f"{trial}: {len(there)} defendants, {(there['sentence'] == 'death').sum()} "
                    f"sentenced to death; {ends}; {len(dated)} with a date of clearing{span}")
    never = "; ".join(people[people["cleared"] == "no"]["name"])
    return f"{len(people)} lines. {'. '.join(said)}. Never cleared: {never}."


def data(people: pd.DataFrame) -> pd.DataFrame:
    """Return what is drawn, under names in plain words."""
    shown = people[["trial", "name", "sentence", "fate", "death_edtf", "rehabilitated_edtf"]].copy()
    shown["death_edtf"] = shown["death_edtf"].map(dates.spoken)
    shown["rehabilitated_edtf"] = [
        dates.spoken(date) if date else "never" if cleared == "no" else "not read"
        for date, cleared in zip(people["rehabilitated_edtf"], people["cleared"], strict=True)]
    return shown.rename(columns={
        "trial": "Trial", "name": "Name", "sentence": "Sentence", "fate": "End",
        "death_edtf": "Died", "rehabilitated_edtf": "Cleared"})


@picture("trials")
def fates(rows: pd.DataFrame) -> Html:
    """Show what became of the defendants and when they were cleared; words and table."""
    people = defendants(rows)
    return figure(draw(people), alt(people), data(people),
                  "Defendants of the three public trials. A line runs from the death to the year "
                  "in which the name was cleared; without a line no date was read, or there is "
                  "none.",
                  "how many were alive in 1942, and how long a name waits.")
