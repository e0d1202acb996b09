"""Keeps saved lessons clean, so that running and saving one changes nothing in the repository.

A Jupyter server extension: before a lesson is saved it drops live widgets and timings, and keeps
the outputs on disk of every cell whose source did not change (fonts differ between systems).
Only the lessons of a course are touched, and what is not known here stays as it is.
"""

from __future__ import annotations

import copy
import json
import logging
import re
from pathlib import Path
from typing import Any

_WIDGET = "application/vnd.jupyter.widget-view+json"
_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
# What running or looking at a cell leaves in its metadata.
_VOLATILE = {"collapsed", "execution", "ExecuteTime", "scrolled", "trusted"}


def tidied(notebook: dict[str, Any], on_disk: object = None) -> dict[str, Any]:
    """Return a lesson as it is to be saved; ``on_disk`` is the file as it stands now, if sound."""
    before, count = _cells(on_disk), 0
    for cell in notebook["cells"]:
        metadata = cell["metadata"] = {
            key: value for key, value in cell.get("metadata", {}).items() if key not in _VOLATILE}
        old = before.get(cell.get("id"), {})
        same = bool(old) and _source(old) == _source(cell)
        if same:  # a bar that was clicked open is no change
            metadata.pop("jupyter", None)
            metadata |= {key: value for key, value in old["metadata"].items() if key == "jupyter"}
        if cell["cell_type"] != "code":
            continue
        count += 1
        cell["execution_count"] = count
        if same and old.get("outputs") and not failed(old):
            cell["outputs"] = old["outputs"]
        for output in cell["outputs"]:
            output.get("data", {}).pop(_WIDGET, None)
            if output.get("output_type") == "execute_result":
                output["execution_count"] = count
    metadata = {key: one for key, one in notebook["metadata"].items() if key != "widgets"}
    notebook["metadata"] = {**metadata, **_METADATA}
    notebook["nbformat"], notebook["nbformat_minor"] = 4, 5
    return notebook


def failed(cell: dict[str, Any]) -> bool:
    """Tell whether a cell's stored outputs hold an error."""
    return any(output.get("output_type") == "error" for output in cell.get("outputs", ()))


def _cells(notebook: object) -> dict[object, dict[str, Any]]:
    """Return the sound cells of a file by id; none of what is no notebook."""
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    return {cell["id"]: cell for cell in (cells if isinstance(cells, list) else ())
            if isinstance(cell, dict) and isinstance(cell.get("id"), str)
            and isinstance(cell.get("metadata"), dict)
            and isinstance(cell.get("outputs", []), list)
            and all(isinstance(one, dict) and isinstance(one.get("data", {}), dict)
                    for one in cell.get("outputs", []))}


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return "".join(source) if isinstance(source, list) else str(source)


def as_json(notebook: dict[str, Any]) -> str:
    """Return a notebook as Jupyter writes it, so that saving again gives the same bytes."""
    import nbformat

    return str(nbformat.writes(nbformat.from_dict(notebook))) + "\n"


def is_lesson(notebook: dict[str, Any], path: Path) -> bool:
    """Tell whether a notebook at ``path`` is a lesson of the course in whose folder it lies."""
    lesson = notebook.get("metadata", {}).get("lesson")
    number = str(lesson.get("id")) if isinstance(lesson, dict) else ""
    return bool(re.fullmatch("[0-9]{2}", number)) and any(
        folder.name == "notebooks"
        and any((folder.parent / "data" / "lessons").glob(f"{number}-*.yaml"))
        for folder in path.parents)


def _before_save(model: dict[str, Any], path: str, contents_manager: Any, **_: Any) -> None:
    """Tidy a lesson that is about to be saved; an error here would keep Jupyter from saving it."""
    notebook = model.get("content")
    if model.get("type") != "notebook" or not isinstance(notebook, dict):
        return
    try:
        file = Path(contents_manager.root_dir, path.lstrip("/"))
        if is_lesson(notebook, file):
            model["content"] = tidied(copy.deepcopy(notebook), _on_disk(file))
    except Exception:
        logging.getLogger(__name__).exception("%s is saved as it is", path)


def _on_disk(file: Path) -> object:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "helpers.desk.tidy"}]


def _load_jupyter_server_extension(app: Any) -> None:
    app.contents_manager.register_pre_save_hook(_before_save)
