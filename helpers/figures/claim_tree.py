"""The family tree of a claim as a student linked it: a figure, indented text and a table.

matplotlib and pandas are imported when a tree is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from ..case.errors import CourseError
from ..case.records import Item
from ..judge import lineage
from ..judge.kinds import grid
from ..paper.markup import Html, sentence, told
from ..work import journal, library
from .figure import INK, LINE, PAPER, STYLE, figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes


LINES = {"certain": "solid", "likely": "dashed", "unknown": "dotted"}  # never by colour alone


@told
def family_tree(address: str) -> Html:
    """Draw the links a learner committed in an exercise with the rule ``lineage``, by its address.

    Before the commit one sentence says what to do. Raises nothing: a wrong address is told too.
    """
    exercise = library.exercise(address)
    found = [(step, item) for step, item in exercise.items() if item.rule == "lineage"]
    if not found:
        raise CourseError(f"Exercise '{address}' has no family tree; it needs the rule 'lineage'.")
    step, item = found[0]
    frozen = journal.state(exercise).frozen
    if step.id not in frozen:
        return sentence(f"Commit exercise {exercise.number} first, then press Shift+Enter here: "
                        "the tree is drawn from your links.")
    value = frozen[step.id].answers.get(item.id)
    if not isinstance(value, dict) or grid.shape(item, value) or grid.missing(item, value):
        return sentence("Your answer to this exercise holds no links.")
    return _drawn(item, value)


def _drawn(item: Item, value: dict[str, dict[str, str]]) -> Html:
    import pandas as pd

    names = {row.id: row.text for row in item.rows}
    links = {row: cells["from"] for row, cells in value.items()}
    rows = lineage.tree(links)
    number = len(lineage.roots(links))
    alt = (f"Your family tree: {len(links)} retellings, {number} with no source above them. "
           + "; ".join(f"{names[one]} from {names.get(links[one], 'nobody')}{_sure(value[one])}"
                       for _, one in rows)
           + ".")
    data = pd.DataFrame([(names[one], names.get(links[one], "nobody"), value[one].get("link", ""))
                         for _, one in rows], columns=["Retelling", "Got it from", "Link"])
    drawn = figure(_axes(rows, names, links, value), alt=alt, data=data,
                   caption="Solid line: certain. Dashed: likely. Dotted: unknown.")
    text = "\n".join(f"{'    ' * depth}{names[one]}" for depth, one in rows)
    return Html(f"{drawn.html}<pre>{escape(text)}</pre>", f"{drawn.text}\n{text}")


def _sure(cells: Mapping[str, str]) -> str:
    return f" ({cells['link']})" if "link" in cells else ""


def _axes(rows: list[tuple[int, str]], names: dict[str, str], links: dict[str, str],
          value: dict[str, dict[str, str]]) -> Axes:
    import matplotlib.pyplot as plt

    place = {one: (depth, -number) for number, (depth, one) in enumerate(rows)}
    with plt.style.context(STYLE):
        _, ax = plt.subplots(figsize=(8, 0.6 * len(rows) + 0.6))
        for one, source in links.items():
            if source in place:
                (x, y), (to_x, to_y) = place[source], place[one]
                line = LINES.get(value[one].get("link", ""), "dotted")
                ax.plot([x, x, to_x], [y, to_y, to_y], color=INK, linestyle=line)
        for one, (x, y) in place.items():
            ax.annotate(names[one], (x, y), va="center",
                        bbox={"boxstyle": "round", "facecolor": PAPER, "edgecolor": LINE})
        ax.set_xlim(-0.2, max(x for x, _ in place.values()) + 2)
        ax.set_ylim(-len(rows) + 0.4, 0.6)
        ax.axis("off")
    return ax
