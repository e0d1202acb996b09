"""What a lesson's notebook holds on disk: its cells and their stored outputs."""

from __future__ import annotations

import json
from typing import Any

from ..case.errors import Problem
from ..case.yamlfile import parse_json, read_text
from .library import notebook_file, root


def _notebook(slug: str) -> list[dict[str, Any]] | None:
    """Return the stored cells of a lesson's notebook; None where it has none that can be read."""
    path = notebook_file(slug)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sound = isinstance(found, list) and all(
            isinstance(cell["cell_type"], str) and _is_text(cell["source"])
            and (cell["cell_type"] != "code" or all(
                isinstance(one.get("data", {}), dict)
                and _is_text(one.get("data", {}).get("text/html", "")) for one in cell["outputs"]))
            for cell in found)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return found if sound else None


def _is_text(source: object) -> bool:
    lines = source if isinstance(source, list) else [source]
    return all(isinstance(line, str) for line in lines)


def problems(slug: str) -> list[Problem]:
    """Return why a lesson's notebook cannot be read as one: a list of cells with their sources."""
    found: list[Problem] = []
    if _notebook(slug) is None:
        name = f"notebooks/{slug}.ipynb"
        text = read_text(root() / name, name, found)
        parse_json(text, name, found, dict)
        if not found:
            found.append(Problem(name, 1, "", "cannot be read as a notebook; take it from the "
                                              "repository again", whole=True))
    return found


def cells(slug: str) -> list[tuple[str, str]]:
    """Return (kind, source) of every cell of a lesson's notebook; none where it has no notebook."""
    return [(cell["cell_type"], "".join(cell["source"])) for cell in _notebook(slug) or ()]


def outputs(slug: str) -> list[tuple[str, str, str]]:
    """Return (kind, source, stored HTML) of every cell of a lesson's notebook."""
    return [(cell["cell_type"], "".join(cell["source"]), "".join(
        "".join(one.get("data", {}).get("text/html", "")) for one in cell.get("outputs", ())))
        for cell in _notebook(slug) or ()]
