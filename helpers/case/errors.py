"""The course's own errors, told in one sentence: what the rest of the code raises and collects."""

from __future__ import annotations

from dataclasses import dataclass


class CourseError(Exception):
    """A mistake in a data file, or in a call from a notebook, told in one sentence."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]  # what IPython prints instead of a traceback


@dataclass(frozen=True)
class Problem:
    """One mistake: where it is and what to do about it."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}"
        return f"{place}, field '{self.field}': {self.message}" if self.field else (
            f"{place}: {self.message}"
        )
