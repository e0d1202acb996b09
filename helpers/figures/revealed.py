"""What a piece of evidence tells of, and when the public could read it: ``known.csv``.

matplotlib is imported when the figure is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..case import dates
from ..paper.markup import Html
from .figure import AMBER, INK, NAVY, STYLE, WIDTH, figure, in_steps, legend, needs, picture

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ..screen.steps import StepFigure

BORN = ("o", NAVY, "what it tells of")
PUBLIC = ("D", AMBER, "public")
# Who could read what: everything that was public before the year.
READERS = ((1941, "A reader of 1940"), (1961, "A reader of 1960"), (9999, "A reader of today"))
HEAD, LINE = 0.42, 0.27  # inches of the picture: above the first line, a line
COLUMNS = ("what", "happened_edtf", "public_edtf", "source_kind", "where", "verdict", "sources")


@needs(*COLUMNS)
def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the two years, first to be public first.

    Raises ``CourseError`` where there is none, or where one was public before what it tells of.
    """
    if not len(rows):
        raise ValueError("it has no rows")
    found = rows.assign(happened=rows["happened_edtf"].map(dates.year),
                        public=rows["public_edtf"].map(dates.year))
    early = found[found["public"] < found["happened"]]
    if len(early):
        raise ValueError(f"“{early['what'].iloc[0]}” was public before what it tells of")
    return found.sort_values(["public", "happened"], kind="stable").reset_index(drop=True)


def draw(found: pd.DataFrame) -> Axes:
    """Draw a line for each piece of evidence, from what it tells of to when it was public."""
    import matplotlib.pyplot as plt

    with plt.style.context([STYLE, {"figure.constrained_layout.use": False}]):
        ax = plt.figure(figsize=(WIDTH, HEAD + LINE * len(found))).add_axes(
            (0.44, 0, 0.54, 1 - _below(found, 0)))
        for line, row in enumerate(found.to_dict("records")):
            ax.plot([row["happened"], row["public"]], [line, line], color=INK, linewidth=1,
                    zorder=1)
            for at, (sign, colour, name) in ((row["happened"], BORN), (row["public"], PUBLIC)):
                ax.plot([at], [line], sign, color=colour, markeredgecolor=INK, markersize=7,
                        linestyle="none", label=name)
        ax.set_yticks(range(len(found)), list(found["what"]))
        ax.set_ylim(len(found) - 0.5, -0.5)
        ax.xaxis.tick_top()
        ax.set_xticks(range(1940, 2021, 10))
        ax.spines["bottom"].set_visible(False)
        legend(ax, loc="lower center", ncols=2, bbox_to_anchor=(-0.4, 1))
    return ax


def _below(found: pd.DataFrame, lines: int) -> float:
    """Return the share of the picture's height from its top to below so many lines."""
    return round((HEAD + LINE * lines) / (HEAD + LINE * len(found)), 4)


def steps(found: pd.DataFrame) -> list[tuple[str, float, str]]:
    """Return a step for each time of reading: its name, the share open then, what was new."""
    shown = []
    before = 0
    for until, name in READERS:
        lines = int((found["public"] < until).sum())
        new = list(found["what"])[before:lines]
        if new:
            shown.append((name, _below(found, lines), f"{'; '.join(new)}."))
        before = lines
    return shown


def alt(found: pd.DataFrame) -> str:
    """Say in words what the lines show: how many waited how long, and the longest wait."""
    wait = found["public"] - found["happened"]
    long = found.to_dict("records")[int(wait.argmax())]
    return (f"{len(found)} lines, one for each piece of evidence. Public within a year: "
            f"{(wait < 1).sum()}. Public only after more than 50 years: {(wait > 50).sum()}. The "
            f"longest wait: {long['what']}, {dates.spoken(long['happened_edtf'])} to "
            f"{dates.spoken(long['public_edtf'])}.")


def data(found: pd.DataFrame) -> pd.DataFrame:
    """Return what is drawn, under names in plain words."""
    shown = found[list(COLUMNS)].copy()
    for column in ("happened_edtf", "public_edtf"):
        shown[column] = shown[column].map(dates.spoken)
    return shown.rename(columns={
        "what": "What", "happened_edtf": "What it tells of", "public_edtf": "Public",
        "source_kind": "Kind", "where": "Where", "verdict": "Verdict", "sources": "Sources"})


@picture("known")
def revealed(rows: pd.DataFrame) -> Html | StepFigure:
    """Show what evidence tells of and when it was public, a time of reading at a step."""
    found = in_order(rows)
    whole = figure(draw(found), alt(found), data(found),
                   "Evidence on the murder. A line runs from the year of what it tells to the "
                   "year in which the public could first read of it, as far as we found.",
                   "what a reader of 1940, of 1960 and of today could know.")
    return in_steps("figure/revealed", whole, steps(found), way="down")
