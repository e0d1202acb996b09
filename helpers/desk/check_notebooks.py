"""What ``check`` says of the notebooks: cells that ask for what is not there, files in the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..case.errors import Problem
from ..case.records import Lesson
from ..case.yamlfile import read_text
from ..paper import notes
from ..work import library, notebook
from . import check_tables


def problems(lesson: Lesson) -> Iterator[Problem]:
    """Say where the notebook is missing, or does not show what the lesson file has."""
    file = f"notebooks/{lesson.slug}.ipynb"
    if not (library.root() / file).exists():
        if (library.root() / "notebooks").exists():
            yield Problem(file, 1, "", f"is missing; make a notebook with a cell helpers.lesson("
                                       f"\"{lesson.id}\") and save it under this name")
        return
    unread = notebook.problems(lesson.slug)
    if unread:
        yield from unread
        return
    shown = "\n".join(source for _, source in notebook.cells(lesson.slug))
    for n, exercise in enumerate(lesson.exercises):
        if f'helpers.exercise("{exercise.address}")' not in shown:
            yield Problem(lesson.file, lesson.lines.get(f"exercises/{n}", 1), "exercises",
                          f"no cell of {lesson.slug}.ipynb shows it; add helpers.exercise"
                          f"(\"{exercise.address}\")")
    for name, message in _unknown(lesson, shown):
        for line in _lines(file, name):
            yield Problem(file, line, "cell", message)


def _unknown(lesson: Lesson, shown: str) -> Iterator[tuple[str, str]]:
    """Go through what the cells name and nobody has, with the sentence for it."""
    shows = {e.address for e in lesson.exercises} | {f"{lesson.id}/{name}" for name in lesson.notes}
    named = re.findall(r'helpers\.(?:exercise|note|family_tree)\("([^"]*)"\)', shown)
    for address in dict.fromkeys(named):
        if address not in shows:
            yield address, (f"lesson {lesson.id} has no '{address}'; correct the cell or the "
                            "lesson file")
    for call, what, there in (
        ("lesson|last_page|words|sources", "lesson", set(library.lesson_files())),
        ("replica", "replica", {notes.REPLICA}), ("table", "table", check_tables.names()),
    ):
        for name in dict.fromkeys(re.findall(rf'\b(?:{call})\("([^"]*)"\)', shown)):
            if there is not None and name not in there:
                known = ", ".join(sorted(there)) or "none"
                yield name, f"there is no {what} '{name}'; there is: {known}"


def _lines(file: str, name: str) -> list[int]:
    """Return the lines of a notebook's file on which a cell names this; its cells have none."""
    rows = read_text(library.root() / file, file, []).split("\n")
    return [n for n, row in enumerate(rows, start=1) if f'(\\"{name}\\")' in row] or [1]


def strangers() -> Iterator[Problem]:
    """Name the notebooks without a lesson, and what Python would take for the course's helpers."""
    for path in sorted((library.root() / "notebooks").glob("[0-9][0-9]-*.ipynb")):
        if path.stem[:2] not in library.lesson_files():
            yield Problem(f"notebooks/{path.name}", 1, "", "has no lesson: there is no file "
                          f"data/lessons/{path.stem}.yaml; add it, or rename the notebook")
    for name in ("helpers.py", "helpers/__init__.py"):
        if (library.root() / "notebooks" / name).exists():
            yield Problem(f"notebooks/{name}", 1, "", "hides the course's own helpers from the "
                          "notebooks, for Python looks beside them first; rename it")
