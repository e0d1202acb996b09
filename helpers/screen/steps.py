"""A figure uncovered step by step: what lies ahead stays under a cover until one goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from ..case.errors import CourseError
from ..paper.markup import Html
from ..work import learners, library
from .widget import CourseWidget, copy_name


class StepFigure(CourseWidget):
    """A finished figure under a cover that moves to the right, or down.

    ``steps`` are (name, share of the picture that is open, what is said of it), in the order in
    which they open; ``edges`` are the shares of its height above and below the cover, ``whole`` is
    the figure without a cover, for paper.
    """

    def __init__(self, address: str, picture: dict[str, Any],
                 steps: Sequence[tuple[str, float, str]], begin: int, whole: Html,
                 edges: tuple[float, float], way: Literal["right", "down"] = "right") -> None:
        self._picture, self._steps, self._begin = picture, steps, begin
        self._cover = {"way": way, "edges": list(edges)}
        self.whole, self.text, self.html = whole, whole.text, whole.html
        super().__init__(address, "steps")

    def seen(self) -> dict[str, Any]:
        """Return picture, words, table and steps."""
        try:
            me = learners.learner()
        except CourseError:  # several learners: a picture is for everybody
            me = ""
        return {"kind": "steps", **self._picture, **self._cover, "begin": self._begin,
                "steps": [list(step) for step in self._steps],
                "learner": me, "course": library.course(), "copy": copy_name()}

    def take(self, message: Any) -> dict[str, Any]:
        """Refuse: nothing is answered here."""
        raise CourseError("The page is older than the course. Run this cell again.")

    def printed(self) -> tuple[str, str]:
        """Return the whole figure for paper."""
        return self.text, self.html
