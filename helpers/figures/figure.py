"""A figure a reader can use without seeing it: picture, alt text, caption and the data as a table.

Beside this file stands one file a figure: ``draw``, ``alt`` and ``data`` make picture, words and
table of the same rows; one function under ``@picture("votes")`` joins them. matplotlib is imported
when the first figure is drawn.
"""

from __future__ import annotations

import base64
import functools
import io
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from ..case.errors import CourseError
from ..paper.frames import table_html
from ..paper.markup import Html, told
from ..work.tables import table

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ..screen.steps import Step, StepFigure


STYLE = Path(__file__).parent / "course.mplstyle"
# One palette for all figures, told apart by readers who see colours differently; what a colour
# says is said by a word, a letter, a shape or a pattern too.
INK, LINE, PAPER, STONE = "#2b2620", "#8a7f6c", "#fbf7ec", "#b7ab94"
RED, SAND, AMBER, BLUE, NAVY, PLUM = (
    "#8c2f1b", "#d8cdb8", "#e0a030", "#3c86b4", "#1d4e89", "#4b3869")
P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


def needs(*columns: str) -> Callable[
        [Callable[Concatenate[pd.DataFrame, P], R]], Callable[Concatenate[pd.DataFrame, P], R]]:
    """Make a function of a table say in one sentence why the table cannot be drawn.

    Raises ``CourseError`` where a column is missing or a value is not what it should be.
    """

    def around(
        made: Callable[Concatenate[pd.DataFrame, P], R]
    ) -> Callable[Concatenate[pd.DataFrame, P], R]:
        @functools.wraps(made)
        def tried(rows: pd.DataFrame, /, *rest: P.args, **named: P.kwargs) -> R:
            try:
                for column in columns:
                    if column not in rows.columns:
                        raise LookupError(f"it has no column {column}")
                return made(rows, *rest, **named)
            except (ValueError, LookupError, AttributeError, TypeError) as error:
                raise CourseError(f"This table cannot be drawn ({error}).") from error
        return tried

    return around


def picture(*tables: str) -> Callable[[Callable[..., T]], Callable[..., T | Html]]:
    """Make a function the figure of these tables of ``data``, which are opened and handed to it.

    Called with rows it draws those instead; options are named. What keeps it from being drawn is
    shown as one sentence. ``paper.notes`` reads the names here, so that their sources are listed.
    """

    def around(make: Callable[..., T]) -> Callable[..., T | Html]:
        @functools.wraps(make)
        def shown(*rows: Any, **options: Any) -> T:
            try:
                return make(*(rows or map(table, tables)), **options)
            except (ValueError, LookupError, AttributeError, TypeError) as error:
                if rows:
                    raise CourseError(f"This table cannot be drawn ({error}).") from error
                files = ", ".join(f"data/{name}.csv" for name in tables)
                raise CourseError(f"This figure cannot be drawn from {files} ({error}): "
                                  "python -m helpers check names the mistake.") from error

        return told(shown)

    return around


def legend(ax: Axes, **place: Any) -> None:
    """Draw the legend with every kind once, in the order of drawing."""
    handles, labels = ax.get_legend_handles_labels()
    kinds = dict(zip(labels, handles, strict=True))
    ax.legend(kinds.values(), kinds.keys(), frameon=False, **place)


# A picture of this size fills the column of a laptop and is never taller than it shows at once.
WIDTH, HEIGHT, DPI = 11.2, 4.6, 110  # inches, inches, pixels an inch
# In the dark theme the style of the widgets turns the picture's colours round; on a narrow page it
# scrolls in a region of its own before its letters grow too small.
_FRAME = ('<div style="overflow-x:auto" role="region" tabindex="0" aria-label="Picture: {name}">'
          '<img style="width:100%;min-width:52em;max-width:{width}px" alt="{alt}" '
          'src="data:image/png;base64,{code}"></div>')


class Figure(Html):
    """A finished figure: the picture, and the words, data and caption beside it.

    ``look`` is one line on what to look for; ``told`` are the lines that stand under the picture,
    where it cannot say them itself.
    """

    def __init__(self, code: str, alt: str, data: pd.DataFrame, caption: str,
                 look: str = "", told: Sequence[str] = ()) -> None:
        self.code, self.alt, self.data, self.caption, self.look = code, alt, data, caption, look
        name = escape((caption or alt).partition(".")[0], quote=True)  # regions need other names
        image = _FRAME.format(width=round(WIDTH * DPI), alt=escape(alt, quote=True), code=code,
                              name=name)
        told_first = f"<p><strong>Look for:</strong> {escape(look)}</p>" if look else ""
        super().__init__(
            f'<figure class="course-figure" style="margin:0">{told_first}{image}'
            f"<figcaption>{escape(caption)}</figcaption>{_lines(told)}</figure>"
            "<details><summary>The data of this figure as a table</summary>"
            f"{table_html(data)}</details>", f"Figure: {alt}")


def _lines(told: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in told)}</ul>" if told else ""


@told
def figure(drawn: Axes | Html, alt: str = "", data: pd.DataFrame | None = None,
           caption: str = "", look: str = "") -> Html:
    """Return a drawn plot as a figure with its alt text, caption and data table.

    ``alt`` says in words what the plot shows; ``data`` holds the numbers it was drawn from;
    ``look`` says in one line what to look for. A figure of the course, such as ``known(rows)``,
    has its own and keeps what is not given here; a sentence that says why nothing was drawn stays
    one, and one comes where the alt text or the data of a plot are missing.
    """
    drawn = getattr(drawn, "whole", drawn)  # of a figure in steps
    if isinstance(drawn, Figure):
        return Figure(drawn.code, alt.strip() or drawn.alt, drawn.data if data is None else data,
                      caption or drawn.caption, look or drawn.look)
    if isinstance(drawn, Html):
        return drawn
    if not hasattr(drawn, "get_figure"):
        raise CourseError("helpers.figure takes a plot, and this is none.")
    if not alt.strip():
        raise CourseError("helpers.figure needs alt text that says what the plot shows.")
    if data is None:
        raise CourseError("helpers.figure needs the data that the plot was drawn from.")
    return Figure(png(drawn), alt, data, caption, look)


def in_steps(address: str, whole: Html, steps: Sequence[Step], **how: Any) -> Html | StepFigure:
    """Return a finished figure as one that opens in steps, or the sentence that stands for it.

    ``how`` is what ``StepFigure`` takes besides. Marks on a picture are told in words on paper too.
    """
    if not isinstance(whole, Figure):
        return whole
    if how.get("way") == "over":
        whole = Figure(whole.code, whole.alt, whole.data, whole.caption, whole.look,
                       [f"{name}: {said}" for name, _, said in steps])
    from ..screen.steps import StepFigure  # other figures wait for no widget

    return StepFigure(address, whole, steps, **how)


def png(ax: Axes) -> str:
    """Return a drawn plot as PNG in base64."""
    import matplotlib.pyplot as plt

    file = io.BytesIO()
    # No software name in the file: the same drawing gives the same bytes.
    drawing = ax.get_figure(root=True)
    assert drawing is not None
    drawing.savefig(file, format="png", dpi=DPI, metadata={"Software": None})
    plt.close(drawing)  # else IPython shows it a second time
    return base64.b64encode(file.getvalue()).decode()
