"""Who informed on, guarded and recruited whom: ``network.csv``.

networkx places the names in columns; what is an intention, a claim of one author or disputed is
drawn dashed, and the same can be left out. matplotlib and networkx are imported when the figure is
drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..paper.markup import Html
from .figure import INK, LINE, NAVY, PAPER, RED, STYLE, figure, needs, picture

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


FIRST = "Moscow"  # the name on the left; everybody else stands by the way to it
SHOWN = "shown"  # an edge that is drawn solid


@needs("source", "target", "relation", "basis", "weight", "verdict")
def ties(rows: pd.DataFrame, only_shown: bool = False) -> pd.DataFrame:
    """Return the ties, all or only those that are shown, not merely claimed.

    Raises ``CourseError`` where none is left, or where a tie joins a name with itself.
    """
    kept = rows[rows["weight"] == SHOWN] if only_shown else rows
    if not len(kept):
        raise ValueError("it has no ties")
    loops = kept[kept["source"] == kept["target"]]["source"]
    if len(loops):
        raise ValueError(f"a tie joins {loops.iloc[0]} with itself")
    return kept


def columns(edges: pd.DataFrame) -> dict[str, int]:
    """Return the column of every name: 0 for who only acts, then by the longest chain of ties."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(zip(edges["source"], edges["target"], strict=True))
    found: dict[str, int] = {}
    start = FIRST if FIRST in graph else min(graph)
    for name, steps in nx.single_source_shortest_path_length(graph, start).items():
        found[name] = steps
    for name in sorted(graph):  # whoever has no tie to the first name
        found.setdefault(name, max(found.values()))
    return found


def draw(edges: pd.DataFrame) -> Axes:
    """Draw the names in columns and a line a tie: solid where shown, dashed where open."""
    import matplotlib.pyplot as plt
    import networkx as nx
    from matplotlib.lines import Line2D

    column = columns(edges)
    graph: nx.Graph[str] = nx.Graph()
    for name in sorted(column, key=lambda one: (column[one], one)):
        graph.add_node(name, layer=column[name])
    where = nx.multipartite_layout(graph, subset_key="layer")
    with plt.style.context([STYLE, {"figure.constrained_layout.use": False}]):
        drawing, ax = plt.subplots()
        drawing.subplots_adjust(left=0.02, right=0.98, bottom=0.03, top=0.93)
        for row in edges.to_dict("records"):
            (x0, y0), (x1, y1) = where[row["source"]], where[row["target"]]
            solid = row["weight"] == SHOWN
            ax.annotate("", (x1, y1), (x0, y0), arrowprops={
                "arrowstyle": "-|>", "color": NAVY if solid else RED, "alpha": 0.75,
                "linestyle": "solid" if solid else "dashed", "shrinkA": 26, "shrinkB": 26,
                "connectionstyle": "arc3,rad=0.12"})
        for name, (x, y) in where.items():
            ax.text(x, y, name.replace(" ", "\n", 1), ha="center", va="center", color=INK,
                    bbox={"boxstyle": "round", "facecolor": PAPER, "edgecolor": LINE})
        places = list(where.values())
        for axis, ends in ((ax.set_xlim, [x for x, _ in places]),
                           (ax.set_ylim, [y for _, y in places])):
            room = 0.08 * (max(ends) - min(ends))
            axis(min(ends) - room, max(ends) + room)
        ax.axis("off")
        ax.legend(handles=[Line2D([], [], color=NAVY, label="shown"),
                           Line2D([], [], color=RED, linestyle="dashed",
                                  label="an intention, one author's claim, or disputed")],
                  loc="upper center", bbox_to_anchor=(0.5, 1.08), ncols=2, frameon=False)
    return ax


def alt(edges: pd.DataFrame) -> str:
    """Say in words what the figure shows: every tie, and whether it is shown or open."""
    said = [f"{row['source']}: {row['relation']} {row['target']}"
            + ("" if row["weight"] == SHOWN else ", open") for row in edges.to_dict("records")]
    opened = int((edges["weight"] != SHOWN).sum())
    return f"{len(edges)} ties, {opened} of them open. {'; '.join(said)}."


def data(edges: pd.DataFrame) -> pd.DataFrame:
    """Return the ties under names in plain words."""
    return edges[["source", "relation", "target", "basis", "weight", "verdict"]].rename(columns={
        "source": "Who", "relation": "Tie", "target": "On whom", "basis": "Rests on",
        "weight": "Shown or open", "verdict": "Verdict"})


@picture("network")
def network(rows: pd.DataFrame, only_shown: bool = False) -> Html:
    """Show the ties round Trotsky's son in Paris; ``only_shown`` leaves the open ones out."""
    edges = ties(rows, only_shown)
    return figure(draw(edges), alt(edges), data(edges),
                  "Who informed on, guarded and recruited whom, 1929 to 1938. Arrows run from who "
                  "acts. Dashed: an intention, one author's claim, or disputed.",
                  "which dashed arrows are murders, and whom the solid ones meet.")
