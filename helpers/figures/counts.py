"""Counts of one night or one day, each beside the unit that was counted: ``counts.csv``.

In steps, a unit at a time, so that nobody compares a hole with a shot before asking what was
counted. matplotlib is imported when the figure is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..case import dates
from ..paper.markup import Html
from .figure import AMBER, INK, NAVY, RED, STYLE, figure, in_steps, needs, picture

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ..screen.steps import StepFigure


# A unit has its colour and its pattern, in the order of the table: never told by colour alone.
LOOKS = ((NAVY, ""), (AMBER, "//"), (RED, "xx"), ("#ffffff", ".."))
# In lines of the picture: a unit's heading, a count.
HEAD, LINE = 1.3, 1.0
LEFT, WIDTH = 0.33, 0.58  # shares of the picture's width: where the bars begin, how far they reach
COLUMNS = ("topic", "number", "unit", "said_by", "printed_edtf", "sources", "verdict")


@needs(*COLUMNS)
def of_topic(rows: pd.DataFrame, topic: str) -> pd.DataFrame:
    """Return the counts of one topic, in the order of the table; a unit's rows stand together.

    Raises ``CourseError`` where there is none, a number is none, or there are too many units.
    """
    found = rows[rows["topic"] == topic]
    if not len(found):
        raise LookupError(f"it has no topic {topic}, but {', '.join(sorted(set(rows['topic'])))}")
    found = found.assign(number=found["number"].astype(int))
    if (found["number"] <= 0).any():
        raise ValueError("a count is not above 0")
    units = list(dict.fromkeys(found["unit"]))
    if len(units) > len(LOOKS):
        raise ValueError(f"there are patterns for {len(LOOKS)} units, not for {len(units)}")
    return found.sort_values("unit", kind="stable", key=lambda unit: unit.map(units.index))


def lines(found: pd.DataFrame) -> list[tuple[str, float, float]]:
    """Return each unit with the lines above it and below its last count, from the top.

    >>> import pandas as pd
    >>> lines(pd.DataFrame({"unit": ["holes", "holes", "shots"]}))
    [('holes', 0.0, 3.3), ('shots', 3.3, 5.6)]
    """
    ends, top = [], 0.0
    for unit, counts in found.groupby("unit", sort=False):
        below = round(top + HEAD + LINE * len(counts), 4)
        ends.append((str(unit), top, below))
        top = below
    return ends


def draw(found: pd.DataFrame) -> Axes:
    """Draw a bar a count under the name of its unit; each unit has a pattern of its own."""
    import matplotlib.pyplot as plt

    ends = lines(found)
    most = found["number"].max()
    with plt.style.context([STYLE, {"figure.constrained_layout.use": False}]):
        ax = plt.figure().add_axes((0, 0, 1, 1))
        for (unit, top, _), (colour, hatch) in zip(ends, LOOKS, strict=False):
            ax.text(0.01, top + HEAD / 2, unit[0].upper() + unit[1:], weight="bold", va="center")
            rows = found[found["unit"] == unit].to_dict("records")
            for place, row in enumerate(rows):
                y = top + HEAD + LINE * (place + 0.4)
                ax.barh(y, WIDTH * row["number"] / most, left=LEFT, height=0.6, color=colour,
                        hatch=hatch, edgecolor=INK)
                ax.text(LEFT - 0.01, y, row["said_by"], ha="right", va="center")
                ax.text(LEFT + WIDTH * row["number"] / most + 0.006, y,
                        f"{row['number']:,}", va="center")
        ax.set(xlim=(0, 1), ylim=(ends[-1][2], 0))
        ax.axis("off")
    return ax


def alt(found: pd.DataFrame) -> str:
    """Say in words what the bars show: every unit with its counts and who gave them."""
    said = []
    for unit, _, _ in lines(found):
        rows = found[found["unit"] == unit].to_dict("records")
        each = "; ".join(f"{row['number']:,}, {row['said_by']}" for row in rows)
        said.append(f"{unit[0].upper()}{unit[1:]}: {each}")
    return f"{len(found)} bars under {len(said)} headings. {'. '.join(said)}."


def data(found: pd.DataFrame) -> pd.DataFrame:
    """Return the counts under names in plain words."""
    shown = found[["number", "unit", "said_by", "printed_edtf", "verdict", "sources"]].copy()
    shown["printed_edtf"] = [dates.spoken(day) if day else "not read"
                             for day in shown["printed_edtf"]]
    return shown.rename(columns={
        "number": "Number", "unit": "What was counted", "said_by": "By whom",
        "printed_edtf": "Printed", "verdict": "Verdict", "sources": "Sources"})


def steps(found: pd.DataFrame) -> list[tuple[str, float, str]]:
    """Return a step for each unit: its name, the share that is open then, its counts in words."""
    ends = lines(found)
    return [(unit, round(below / ends[-1][2], 4), "; ".join(
        f"{row['number']:,} ({row['said_by']})"
        for row in found[found["unit"] == unit].to_dict("records")) + ".")
        for unit, _, below in ends]


@picture("counts")
def counts(rows: pd.DataFrame, topic: str = "shots") -> Html | StepFigure:
    """Show what was counted and by whom, a unit at a time; its words and its table."""
    found = of_topic(rows, topic)
    whole = figure(draw(found), alt(found), data(found),
                   f"Counts that stand in print ({topic}). A bar is as long as its number; only "
                   "bars under one heading count the same thing.",
                   "what was counted, and who could have counted it.")
    return in_steps(f"figure/counts-{topic}", whole, steps(found), way="down")
