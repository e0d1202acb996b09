"""The family tree of a claim as a student linked it: a figure, indented text and a table.

matplotlib and pandas are imported when a tree is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    import pandas as pd
    from matplotlib.axes import Axes


LINES = {"certain": "solid", "likely": "dashed", "unknown": "dotted"}  # never by colour alone


@dataclass(frozen=True)
class Link:
    """One retelling: its id and name, the id and name of its source, how sure, its depth."""

    id: str
    name: str
    source: str
    giver: str
    sure: str
    depth: int


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
    tree = links(item, value)
    drawn = figure(draw(tree), alt(tree), data(tree),
                   "Solid line: certain. Dashed: likely. Dotted: unknown.")
    text = "\n".join(f"{'    ' * one.depth}{one.name}" for one in tree)
    return Html(f"{drawn.html}<pre>{escape(text)}</pre>", f"{drawn.text}\n{text}")


def links(item: Item, value: Mapping[str, Mapping[str, str]]) -> list[Link]:
    """Return the links of an answer from the top of the tree down, each under its source."""
    names = {row.id: row.text for row in item.rows}
    source = {row: cells["from"] for row, cells in value.items()}
    return [Link(one, names[one], source[one], names.get(source[one], "nobody"),
                 value[one].get("link", ""), depth) for depth, one in lineage.tree(source)]


def alt(tree: Sequence[Link]) -> str:
    """Say in words who had it from whom, and how many had it from nobody."""
    roots = lineage.roots({one.id: one.source for one in tree})
    said = "; ".join(f"{one.name} from {one.giver}{f' ({one.sure})' if one.sure else ''}"
                     for one in tree)
    return (f"Your family tree: {len(tree)} retellings, {len(roots)} with no source above them. "
            f"{said}.")


def data(tree: Sequence[Link]) -> pd.DataFrame:
    """Return the links under names in plain words."""
    import pandas as pd

    return pd.DataFrame([(one.name, one.giver, one.sure) for one in tree],
                        columns=["Retelling", "Got it from", "Link"])


def draw(tree: Sequence[Link]) -> Axes:
    """Draw a box a retelling, joined to its source by a line that says how sure the link is."""
    import matplotlib.pyplot as plt

    place = {one.id: (one.depth, -number) for number, one in enumerate(tree)}
    with plt.style.context(STYLE):
        _, ax = plt.subplots(figsize=(8, 0.6 * len(tree) + 0.6))
        for one in tree:
            if one.source in place:
                (x, y), (to_x, to_y) = place[one.source], place[one.id]
                ax.plot([x, x, to_x], [y, to_y, to_y], color=INK,
                        linestyle=LINES.get(one.sure, "dotted"))
        for one in tree:
            ax.annotate(one.name, place[one.id], va="center",
                        bbox={"boxstyle": "round", "facecolor": PAPER, "edgecolor": LINE})
        ax.set_xlim(-0.2, max(one.depth for one in tree) + 2)
        ax.set_ylim(-len(tree) + 0.4, 0.6)
        ax.axis("off")
    return ax
