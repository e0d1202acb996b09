"""How sure a student is of each sentence of a page, beside what the sentence stands on.

matplotlib and pandas are imported when the picture is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..case.errors import CourseError
from ..case.records import SURE
from ..judge import rebuilt
from ..judge.values import committed
from ..paper.markup import Html, sentence, told
from ..work import journal, library
from ..work.elsewhere import around
from .figure import AMBER, INK, LINE, NAVY, STYLE, figure

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


ROOTS = ("no card", "1 root", "2 roots", "3 or more")
Point = tuple[int, str, int, str]  # line number, how sure, roots, the sentence


@told
def calibration(address: str) -> Html:
    """Draw the committed page of an exercise with the rule ``page``, by its address.

    Before the commit one sentence says what to do. Raises nothing: a wrong address is told too.
    """
    exercise = library.exercise(address)
    pages = [item for _, item in exercise.items() if item.rule == "page"]
    if not pages:
        raise CourseError(f"Exercise '{address}' has no page; it needs the rule 'page'.")
    text = committed(pages[0].id, exercise, journal.state(exercise))
    if not isinstance(text, str):
        return sentence(f"Commit exercise {exercise.number} first, then press Shift+Enter here: "
                        "the picture is drawn from your page.")
    found = points(text, rebuilt.shelf(pages[0], around(exercise).documents))
    if not found:
        return sentence("No sentence of your page says how sure you are, so there is nothing to "
                        "draw.")
    return figure(draw(found), alt(found), data(found),
                  "Each dot is a sentence of your page: how sure you said you are, and how many "
                  "roots its cards have. In the shaded corners words and evidence part.",
                  "sentences that are surer than what they stand on.")


def points(text: str, shelf: rebuilt.Shelf) -> list[Point]:
    """Return a point for each sentence that says how sure its writer is."""
    return [(line.number, line.sure, min(3, rebuilt.roots(line, shelf)), line.text)
            for line in rebuilt.read(text) if line.sure]


def draw(found: Sequence[Point]) -> Axes:
    """Draw the dots, those of one place beside each other, each with the number of its line."""
    import matplotlib.pyplot as plt

    with plt.style.context(STYLE):
        _, ax = plt.subplots()
        ax.axhspan(2.5, 3.5, 0, 0.5, color=AMBER, alpha=0.25)  # sure, and on one root or none
        ax.axhspan(-0.5, 0.5, 0.5, 1, color=NAVY, alpha=0.12)  # a guess, and on two roots
        seen: dict[tuple[str, int], int] = {}
        for number, sure, roots, _ in found:
            place = seen.setdefault((sure, roots), 0)
            seen[sure, roots] += 1
            at = (roots - 0.36 + 0.16 * (place % 5), SURE.index(sure) - 0.15 * (place // 5))
            ax.plot(*at, "o", markersize=17, color="white", markeredgecolor=INK)
            ax.text(*at, str(number), ha="center", va="center", fontsize=9)
        ax.set_xticks(range(len(ROOTS)), ROOTS)
        ax.set_yticks(range(len(SURE)), SURE)
        ax.set_xlim(-0.5, len(ROOTS) - 0.5)
        ax.set_ylim(-0.5, len(SURE) - 0.5)
        ax.grid(color=LINE)
        ax.set_xlabel("what the sentence stands on")
    return ax


def alt(found: Sequence[Point]) -> str:
    """Say in words which sentences are surer than their roots, and which less."""
    bold = [str(number) for number, sure, roots, _ in found if sure == SURE[-1] and roots < 2]
    shy = [str(number) for number, sure, roots, _ in found if sure == SURE[0] and roots > 1]
    count = "1 sentence" if len(found) == 1 else f"{len(found)} sentences"
    return (f"{count}. “{SURE[-1].capitalize()}” on one root or none: "
            f"{', '.join(bold) or 'none'}. “{SURE[0].capitalize()}” on two roots or more: "
            f"{', '.join(shy) or 'none'}.")


def data(found: Sequence[Point]) -> pd.DataFrame:
    """Return the sentences as a table."""
    import pandas as pd

    return pd.DataFrame([(number, text, sure, ROOTS[roots]) for number, sure, roots, text in found],
                        columns=["Line", "Sentence", "How sure", "Stands on"])
