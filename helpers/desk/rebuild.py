"""Runs a lesson's notebook and stores its outputs anew; where that fails, nothing is changed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from ..case.errors import CourseError, first
from ..work import library, notebook
from .tidy import as_json, failed, tidied


def rebuild(lesson_id: str) -> Path:
    """Run a lesson's notebook in a clean kernel and store its outputs; return its path.

    The learner is a new one in a temporary folder, so that no answer gets into the file. Raises
    ``CourseError`` where there is no sound notebook, a cell fails or the kernel dies.
    """
    import nbformat

    slug = library.lesson(lesson_id).slug
    path = library.root() / "notebooks" / f"{slug}.ipynb"
    if not path.exists():
        raise CourseError(f"Lesson {lesson_id} has no notebook yet. Make one in JupyterLab and "
                          f"save it as notebooks/{path.name}.")
    problems = notebook.problems(slug)
    if problems:
        raise first(problems)
    found = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    found["metadata"]["lesson"] = {"id": lesson_id}  # a notebook made by hand has none
    _run(found, path)
    path.write_text(as_json(tidied(found)), encoding="utf-8", newline="\n")
    return path


def _run(found: Any, path: Path) -> None:
    """Run all cells, which then hold their outputs."""
    from jupyter_client.kernelspec import NoSuchKernel
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    begun: list[Any] = []
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(
            found, kernel_name="python3", record_timing=False, store_widget_state=False,
            resources={"metadata": {"path": str(path.parent)}},
            on_cell_execute=lambda cell, cell_index: begun.append(cell))
        try:
            client.execute(env={**os.environ, "COURSE": str(library.root()), "MY_WORK": folder,
                                "LEARNER": "amber-heron-42"})
        except NoSuchKernel:
            raise CourseError("There is no kernel 'python3' here. Install it with: uv sync, or: "
                              "pip install ipykernel") from None
        except (CellExecutionError, RuntimeError) as error:  # RuntimeError: the kernel died
            if not any(map(failed, begun)):
                raise _stopped(path, begun, str(error)) from None
    for place, cell in enumerate(begun, start=1):
        if failed(cell):  # also one that may fail while students work in it
            output = next(one for one in cell["outputs"] if one["output_type"] == "error")
            raise _stopped(path, begun[:place], f"{output['ename']}: {output['evalue']}")


def _stopped(path: Path, begun: list[Any], why: str) -> CourseError:
    """Return the sentence on the last cell that was begun."""
    title = begun[-1]["source"].split("\n")[0] if begun else ""
    return CourseError(f"notebooks/{path.name}, code cell {len(begun)} ({title}): "
                       f"{why.strip().splitlines()[0]}. Nothing was changed; correct the cell and "
                       "run rebuild again.")
