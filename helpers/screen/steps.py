"""A figure in steps: what lies ahead stays under a cover, or off the map, until one goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, NotRequired, Protocol, TypedDict

from ..case.errors import CourseError
from ..work import learners, library
from .widget import CourseWidget, copy_name

if TYPE_CHECKING:
    import pandas as pd


class Mark(TypedDict):
    """A sign that a step lays on the picture; all numbers are shares of its width or height."""

    shape: Literal["disc", "line"]
    x: float  # of the width: the middle, or where a line begins
    y: float  # of the height, from the top
    size: float  # of the width: across, or along
    angle: NotRequired[float]  # of a line, in degrees clockwise
    label: NotRequired[str]
    side: NotRequired[str]  # where the label stands: above, below, left, right


class Whole(Protocol):
    """What is used of a finished figure here."""

    code: str  # the picture, a PNG in base64
    alt: str
    look: str
    caption: str
    data: pd.DataFrame
    text: str
    html: str


Step = tuple[str, "float | list[Mark]", str]


class StepFigure(CourseWidget):
    """A finished figure that opens in steps.

    ``steps`` are (name, what opens, what is said of it), in their order. What opens is the share of
    the picture up to a cover that moves to the right or down (``edges``: the shares of its height
    above and below the cover); or, ``way`` "over", the marks that come to lie on ``picture``, a
    PNG in base64. ``whole`` is the figure with everything in it, for paper; ``begin`` is the step
    that is open at first.
    """

    def __init__(self, address: str, whole: Whole, steps: Sequence[Step], begin: int = 0,
                 edges: tuple[float, float] = (0, 0),
                 way: Literal["right", "down", "over"] = "right", picture: str = "") -> None:
        rows = whole.data.astype(str)
        self._shown = {
            "picture": picture or whole.code, "alt": whole.alt, "look": whole.look,
            "caption": whole.caption, "head": list(rows.columns),
            "rows": [list(map(library.cite, row)) for row in rows.itertuples(index=False)],
            "steps": [list(step) for step in steps], "begin": begin, "way": way,
            "edges": list(edges)}
        self.whole, self.text, self.html = whole, whole.text, whole.html
        super().__init__(address, "steps")

    def seen(self) -> dict[str, Any]:
        """Return picture, words, table and steps."""
        try:
            me = learners.learner()
        except CourseError:  # several learners: a picture is for everybody
            me = ""
        return {"kind": "steps", **self._shown, "learner": me,
                "course": library.course(), "copy": copy_name()}

    def take(self, message: Any) -> dict[str, Any]:
        """Refuse: nothing is answered here."""
        raise CourseError("The page is older than the course. Run this cell again.")

    def printed(self) -> tuple[str, str]:
        """Return the whole figure for paper."""
        return self.text, self.html
