"""The family tree of a claim as a student linked it: a figure, indented text and a table.

matplotlib and pandas are imported when a tree is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..case.errors import CourseError
from ..case.records import Item
from ..judge import lineage
from ..judge.kinds import grid
from ..paper.markup import Html, sentence, told
from ..work import journal, library
from .figure import HEIGHT, INK, LINE, PAPER, RED, STYLE, WIDTH, figure

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
    tree, ours = links(item, value), links(item, key(item))
    drawn = figure(draw(tree, ours), f"{alt(tree)} {alt(ours, 'Our')}", data(tree, ours),
                   "Solid line: certain. Dashed: likely. Dotted: unknown. Thick and dark: where "
                   "the two trees differ.", "how many stand at the left with nobody above them.")
    text = "\n".join(f"{'    ' * one.depth}{one.name}" for one in tree)
    return Html(drawn.html, f"{drawn.text}\n{text}")


def key(item: Item) -> dict[str, dict[str, str]]:
    """Return the links that the file calls right, by row; where it has none, from nobody."""
    found: dict[str, dict[str, str]] = {row.id: {"from": lineage.NOBODY} for row in item.rows}
    for cell in item.cells:
        if cell.mark == "right" and cell.row in found:
            found[cell.row][cell.column] = cell.value
    return found


def links(item: Item, value: Mapping[str, Mapping[str, str]]) -> list[Link]:
    """Return the links of an answer from the top of the tree down, each under its source."""
    names = {row.id: row.text for row in item.rows}
    source = {row: cells["from"] for row, cells in value.items()}
    return [Link(one, names[one], source[one], names.get(source[one], "nobody"),
                 value[one].get("link", ""), depth) for depth, one in lineage.tree(source)]


def alt(tree: Sequence[Link], whose: str = "Your") -> str:
    """Say in words who had it from whom, and how many had it from nobody."""
    roots = lineage.roots({one.id: one.source for one in tree})
    said = "; ".join(f"{one.name} from {one.giver}{f' ({one.sure})' if one.sure else ''}"
                     for one in tree)
    return (f"{whose} family tree: {len(tree)} retellings, {len(roots)} with no source above them. "
            f"{said}.")


def data(tree: Sequence[Link], ours: Sequence[Link]) -> pd.DataFrame:
    """Return the links of both trees under names in plain words."""
    import pandas as pd

    other = {one.id: one for one in ours}
    return pd.DataFrame(
        [(one.name, one.giver, one.sure, other[one.id].giver, other[one.id].sure) for one in tree],
        columns=["Retelling", "You: got it from", "Link", "We: got it from", "Link (ours)"])


def draw(tree: Sequence[Link], ours: Sequence[Link]) -> Axes:
    """Draw the student's tree beside ours, each under the number of its roots in large letters.

    A box a retelling, joined to its source by a line that says how sure the link is; links that
    the trees do not share are thick.
    """
    import matplotlib.pyplot as plt

    differ = {one.id for one in tree for other in ours
              if one.id == other.id and one.source != other.source}
    with plt.style.context(STYLE):
        _, both = plt.subplots(1, 2, figsize=(WIDTH, min(HEIGHT, 0.42 * len(tree) + 1.2)))
        for ax, whose, one in zip(both, ("You", "We"), (tree, ours), strict=True):
            _one(ax, one, differ)
            roots = len(lineage.roots({link.id: link.source for link in one}))
            ax.set_title(f"{whose}: {len(one)} tellings, {roots} "
                         f"{'root' if roots == 1 else 'roots'}", loc="left", fontsize=19,
                         weight="bold")
    last: Axes = both[1]
    return last


def _one(ax: Axes, tree: Sequence[Link], differ: set[str]) -> None:
    place = {one.id: (one.depth, -number) for number, one in enumerate(tree)}
    for one in tree:
        if one.source in place:
            (x, y), (to_x, to_y) = place[one.source], place[one.id]
            ax.plot([x, x, to_x], [y, to_y, to_y], color=RED if one.id in differ else INK,
                    linewidth=3.5 if one.id in differ else 1.4,
                    linestyle=LINES.get(one.sure, "dotted"))
    for one in tree:
        other = one.id in differ
        ax.annotate(one.name, place[one.id], va="center", weight="bold" if other else "normal",
                    bbox={"boxstyle": "round", "facecolor": PAPER,
                          "edgecolor": RED if other else LINE, "linewidth": 2.5 if other else 1})
    ax.set_xlim(-0.2, max(one.depth for one in tree) + 2.2)
    ax.set_ylim(-len(tree) + 0.3, 0.7)
    ax.axis("off")
