"""Keeps saved lessons clean, so that running and saving one changes nothing in the repository.

A Jupyter server extension: before a lesson is saved it drops live widgets and timings, and keeps
the outputs on disk of every cell whose source did not change (fonts differ between systems).
Only notebooks with ``lesson`` metadata are touched.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..case.errors import CourseError
from ..work import library

_WIDGET = "application/vnd.jupyter.widget-view+json"
_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def tidied(notebook: dict[str, Any], on_disk: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return a lesson as it is to be saved; ``on_disk`` is the file as it stands now."""
    before = {cell.get("id"): cell for cell in (on_disk or {}).get("cells", [])}
    count = 0
    for cell in notebook["cells"]:
        cell["metadata"] = {
            key: value for key, value in cell.get("metadata", {}).items()
            if key in ("deletable", "editable", "jupyter", "tags")
        }
        old = before.get(cell.get("id"))
        if old and _source(old) == _source(cell):  # a bar that was clicked open is no change
            cell["metadata"] = old.get("metadata", {})
        if cell["cell_type"] != "code":
            continue
        count += 1
        cell["execution_count"] = count
        if old and old.get("outputs") and _source(old) == _source(cell):
            cell["outputs"] = old["outputs"]
        for output in cell["outputs"]:
            output.get("data", {}).pop(_WIDGET, None)
            if output.get("output_type") == "execute_result":
                output["execution_count"] = count
    notebook["metadata"] = {**_METADATA, "lesson": notebook["metadata"]["lesson"]}
    notebook["nbformat"], notebook["nbformat_minor"] = 4, 5
    return notebook


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def rebuild(lesson_id: str) -> Path:
    """Run a lesson's notebook in a clean kernel and store its outputs; return its path.

    The learner is a new one in a temporary folder, so that no answer gets into the file.
    """
    import os
    import tempfile

    import nbformat
    from nbclient import NotebookClient

    path = library.root() / "notebooks" / f"{library.lesson(lesson_id).slug}.ipynb"
    if not path.exists():
        raise CourseError(f"Lesson {lesson_id} has no notebook yet. Make one in JupyterLab and "
                          f"save it as notebooks/{path.name}.")
    notebook = nbformat.read(path, as_version=4)
    notebook["metadata"]["lesson"] = {"id": lesson_id}  # a notebook made by hand has none
    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(
            notebook, kernel_name="python3", record_timing=False, store_widget_state=False,
            resources={"metadata": {"path": str(path.parent)}},
        ).execute(env={**os.environ, "COURSE": str(library.root()), "MY_WORK": folder,
                        "LEARNER": "amber-heron-42"})
    path.write_text(as_json(tidied(notebook)), encoding="utf-8", newline="\n")
    return path


def as_json(notebook: dict[str, Any]) -> str:
    """Return a notebook as Jupyter writes it, so that saving again gives the same bytes."""
    import nbformat

    return str(nbformat.writes(nbformat.from_dict(notebook))) + "\n"


def _before_save(model: dict[str, Any], path: str, contents_manager: Any, **_: Any) -> None:
    notebook = model.get("content")
    if model.get("type") != "notebook" or not isinstance(notebook, dict):
        return
    if "lesson" not in notebook.get("metadata", {}):
        return
    try:
        on_disk = json.loads(
            Path(contents_manager.root_dir, path.lstrip("/")).read_text(encoding="utf-8")
        )
    except (OSError, ValueError):
        on_disk = None
    tidied(notebook, on_disk)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "helpers.desk.tidy"}]


def _load_jupyter_server_extension(app: Any) -> None:
    app.contents_manager.register_pre_save_hook(_before_save)
