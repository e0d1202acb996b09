"""The rooms of the house: who may import whom, and what each may load."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HELPERS = ROOT / "helpers"
# The rooms in the order of the README's line; those of one floor do not know each other.
FLOORS = (("case",), ("judge",), ("work",), ("paper",), ("screen", "desk"), ("figures",),
          ("__init__", "__main__"))
FLOOR = {room: n for n, rooms in enumerate(FLOORS) for room in rooms}
MODULES = sorted(HELPERS.rglob("*.py"))


def _name(path: Path) -> tuple[str, ...]:
    parts = path.relative_to(HELPERS).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts


NAMES = {_name(path) for path in MODULES}


def imports(path: Path) -> Iterator[tuple[str, ...]]:
    """Go through the modules of the course that a file imports, wherever in it."""
    own = path.relative_to(HELPERS).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert not any(a.name.split(".")[0] == "helpers" for a in node.names), path
        if isinstance(node, ast.ImportFrom) and node.level:
            base = (*own[: len(own) - node.level + 1], *(node.module or "").split("."))
            base = tuple(filter(None, base))
            for alias in node.names:
                yield (*base, alias.name) if (*base, alias.name) in NAMES else base


def _room(module: tuple[str, ...]) -> str:
    return module[0] if module else "__init__"


def test_every_module_stands_in_a_room() -> None:
    assert {_room(name) for name in NAMES} == set(FLOOR)


def test_imports_go_down_only() -> None:
    up = [f"{path.relative_to(HELPERS)} -> {'.'.join(module)}" for path in MODULES
          for module in imports(path) if _room(module) != _room(_name(path))
          and FLOOR[_room(module)] >= FLOOR[_room(_name(path))]]
    assert up == []


def test_no_module_imports_itself_by_a_detour() -> None:
    arrows = {_name(path): set(imports(path)) - {_name(path)} for path in MODULES}

    def reached(start: tuple[str, ...]) -> set[tuple[str, ...]]:
        seen: set[tuple[str, ...]] = set()
        waiting = [start]
        while waiting:
            for module in arrows.get(waiting.pop(), set()) - seen:
                seen.add(module)
                waiting.append(module)
        return seen

    assert [".".join(name) for name in arrows if name in reached(name)] == []


def test_the_readme_states_the_direction_in_one_line() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    said = " <- ".join(rooms[0] if len(rooms) == 1 else "{" + ", ".join(rooms) + "}"
                       for rooms in FLOORS[:-1])
    assert said in readme


def _loaded_by(room: str) -> set[str]:
    """Return the packages that a fresh Python has loaded after every module of a room."""
    modules = [f"helpers.{'.'.join(name)}" for name in sorted(NAMES) if name[0] == room]
    code = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          cwd=ROOT)
    return {name.partition(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize("room", ["case", "judge", "work", "paper", "figures"])
def test_what_stands_below_the_screen_loads_no_widget(room: str) -> None:
    assert _loaded_by(room) & {"anywidget", "ipywidgets", "IPython", "pandas", "matplotlib",
                               "numpy", "citeproc", "lxml"} == set()


@pytest.mark.parametrize("room", ["screen", "desk"])
def test_no_room_waits_for_tables_and_plots(room: str) -> None:
    loaded = _loaded_by(room)
    assert "helpers" in loaded
    assert loaded & {"pandas", "matplotlib", "numpy", "citeproc", "lxml"} == set()
