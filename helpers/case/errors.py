"""The course's own errors, told in one sentence: what the rest of the code raises and collects."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class CourseError(Exception):
    """A mistake in a data file, or in a call from a notebook, told in one sentence."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]  # what IPython prints instead of a traceback


@dataclass(frozen=True)
class Problem:
    """One mistake: where it is and what to do about it.

    ``whole``: the file cannot be read, so whatever else seems wrong with it comes from this.
    """

    file: str
    line: int
    field: str
    message: str
    whole: bool = dataclasses.field(default=False, compare=False)

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}"
        return f"{place}, field '{self.field}': {self.message}" if self.field else (
            f"{place}: {self.message}"
        )


def causes(problems: Iterable[Problem]) -> list[Problem]:
    """Return each mistake once; of a file that cannot be read only what says so."""
    found = list(dict.fromkeys(problems))
    unread = {problem.file for problem in found if problem.whole}
    return [problem for problem in found if problem.whole or problem.file not in unread]


def first(problems: Sequence[Problem]) -> CourseError:
    """Return the first mistake as an error, with the number of the others."""
    more = f" ({len(problems) - 1} more: python -m helpers check)" if problems[1:] else ""
    return CourseError(f"{problems[0]}{more}")
