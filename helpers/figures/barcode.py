"""The two pages as a barcode: one bar a line, arcs between lines that are word for word the same.

The arcs are those of an arc diagram, a usual way to show what repeats in a sequence. matplotlib is
imported when the figure is drawn.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ..paper.markup import Html
from .figure import NAVY, RED, STONE, STYLE, figure, needs, picture

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


PLAIN, REPEATED, ANSWERS = STONE, RED, NAVY
_ROOM = {"A": (1.0, 1.45), "B": (0.0, 0.45)}  # bottom and top of each page's bars
_GAP = 4  # words of white between two bars


@needs("sentence_id", "page", "sha1_10")
def repeats(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences that stand more than once: first line, times on A and B, all lines.

    ``lines`` is the table ``page_sentences``; the rows come in the order of their first line.
    """
    import pandas as pd

    rows = []
    for _, group in lines.groupby("sha1_10", sort=False):
        if len(group) > 1:
            pages = list(group["page"])
            rows.append({"first": group["sentence_id"].iloc[0], "times on A": pages.count("A"),
                         "times on B": pages.count("B"),
                         "lines": ", ".join(group["sentence_id"])})
    return pd.DataFrame(rows, columns=["first", "times on A", "times on B", "lines"])


def places(lines: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Return where each line's bar begins and ends on its page, counted in words."""
    found: dict[str, tuple[float, float]] = {}
    for _, group in lines.groupby("page"):
        at = 0
        for name, words in zip(group["sentence_id"], group["n_words"], strict=True):
            found[str(name)] = (at, at + int(words))
            at += int(words) + _GAP
    return found


@picture("page_sentences")
def barcode(lines: pd.DataFrame) -> Html:
    """Show the lines of two pages as a barcode, its words and the sentences that repeat."""
    return figure(draw(lines), alt(lines), data(lines),
                  "A bar a line, as wide as it has words; arcs and lines join what repeats.",
                  look="how few bars carry a triangle.")


@needs("sentence_id", "page", "sha1_10", "n_words", "answers_title")
def draw(lines: pd.DataFrame) -> Axes:
    """Draw a bar a line, as wide as it has words, and arcs for repeats.

    Repeated lines are tall and dark, lines that answer the title carry a triangle, so that
    nothing is told by colour alone. Raises ``CourseError`` where the table cannot be drawn.
    """
    import matplotlib.pyplot as plt
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    where = places(lines)
    middle = {name: (start + end) / 2 for name, (start, end) in where.items()}
    again = {name for row in repeats(lines)["lines"] for name in row.split(", ")}
    with plt.style.context(STYLE):
        _, ax = plt.subplots()
        for name, page, answer in zip(lines["sentence_id"], lines["page"],
                                      lines["answers_title"], strict=True):
            low, high = _ROOM[page]
            start, end = where[name]
            tall = name in again
            ax.bar(start, (high - low) * (1 if tall else 0.7), width=end - start, align="edge",
                   bottom=low if tall else low + 0.15 * (high - low),
                   color=REPEATED if tall else PLAIN, linewidth=0)
            if answer == "yes":
                ax.plot(middle[name], low - 0.07, marker="^", markersize=9, color=ANSWERS,
                        linestyle="none")
                ax.annotate(name, (middle[name], low - 0.13), ha="center", va="top",
                            color=ANSWERS, bbox={"facecolor": "white", "edgecolor": "none",
                                                 "pad": 0.6}, zorder=9)
        for row in repeats(lines)["lines"]:
            _arcs(ax, row.split(", "), middle)
        ax.set_yticks([1.22, 0.22], ["Page A", "Page B"])
        ax.set_xticks([])
        ax.set_xlim(-30, max(end for _, end in where.values()) + 30)
        ax.set_ylim(-0.65, 2.1)
        for side in ax.spines.values():
            side.set_visible(False)
        ax.tick_params(length=0)
        kinds = [Patch(color=REPEATED, label="a line that stands more than once"),
                 Patch(color=PLAIN, label="a line that stands once"),
                 Line2D([], [], marker="^", markersize=9, color=ANSWERS, linestyle="none",
                        label="a line that answers the title")]
        ax.legend(handles=kinds, loc="upper center", ncols=3, frameon=False,
                  bbox_to_anchor=(0.5, 1.1))
    return ax


@needs("sentence_id", "page", "sha1_10", "answers_title")
def alt(lines: pd.DataFrame) -> str:
    """Say in words what the barcode shows, with its numbers."""
    pages = " and ".join(f"{count} for page {page}" for page, count in
                         lines["page"].value_counts().sort_index().items())
    again = repeats(lines).sort_values(["times on A", "times on B"], ascending=False, kind="stable")
    groups: dict[tuple[int, int], list[str]] = {}
    for row in again.to_dict("records"):
        groups.setdefault((row["times on A"], row["times on B"]), []).append(row["lines"])
    said = "; ".join(f"{len(names)} {'stand' if len(names) > 1 else 'stands'} {on_a} times on A "
                     f"and {on_b} on B ({' and '.join(names)})" if on_a + on_b > 2 else
                     f"{len(names)} {'stand' if len(names) > 1 else 'stands'} twice"
                     for (on_a, on_b), names in groups.items())
    answers = " and ".join(lines[lines["answers_title"] == "yes"]["sentence_id"])
    return (f"Two rows of bars, {pages}. Arcs and lines join {len(again)} sentences that stand "
            f"more than once: {said}. Marks show the lines that answer the title: "
            f"{answers or 'none'}.")


data, barcode_alt = repeats, alt  # a notebook says ``repeats`` and ``barcode_alt``


def _arcs(ax: Axes, names: list[str], middle: dict[str, float]) -> None:
    """Join the places of a sentence: arcs over page A and under B, from A to B one line."""
    from matplotlib.patches import Arc

    for page, up in (("A", True), ("B", False)):
        low, high = _ROOM[page]
        for one, two in pairwise([name for name in names if name.startswith(page)]):
            ax.add_patch(Arc(((middle[one] + middle[two]) / 2, high if up else low),
                             abs(middle[two] - middle[one]), 0.9, linewidth=1.5, color=REPEATED,
                             theta1=0 if up else 180, theta2=180 if up else 360))
    first = {page: next((n for n in names if n.startswith(page)), "") for page in "AB"}
    if all(first.values()):  # one line is enough; it is as thick as it joins places
        ax.plot([middle[first["A"]], middle[first["B"]]], [_ROOM["A"][0], _ROOM["B"][1]],
                color=REPEATED, linewidth=0.4 * len(names))
