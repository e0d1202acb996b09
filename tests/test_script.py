"""The scripts of the widgets: their types, their style, what they decide, and how they are sent.

Needs node and ``npm install``; where they are missing that is a clear skip, and a failure where
REQUIRE_BROWSER=1 (as in CI).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.case.errors import CourseError
from helpers.case.records import Act, Exercise, Step
from helpers.judge.kinds import KINDS
from helpers.screen import background, bar, form, index, last
from helpers.screen.widget import script
from helpers.work import journal, learners, library

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "helpers" / "screen" / "static"
MODULES = ROOT / "node_modules"
TYPES = MODULES / "typescript" / "bin" / "tsc"


@pytest.fixture(scope="module", autouse=True)
def _tools() -> None:
    missing = "node" if not shutil.which("node") else "node_modules (npm install)" if not (
        MODULES / "jsdom").is_dir() else ""
    if missing and os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(f"{missing} is missing: the scripts cannot be checked")
    if missing:
        pytest.skip(f"{missing} is missing: install it to check the scripts")


def _wrong(*arguments: str | Path) -> str:
    """Run node; return what it says where it ends in failure, else nothing."""
    done = subprocess.run(["node", *map(str, arguments)], cwd=ROOT, capture_output=True,
                          encoding="utf-8", check=False)
    return (done.stdout + done.stderr or "failed") if done.returncode else ""


def test_the_types_agree() -> None:
    assert _wrong(TYPES) == ""


def test_the_style_is_kept() -> None:
    assert _wrong(MODULES / "eslint" / "bin" / "eslint.js") == ""


def test_what_decides_which_answers_come_back_does_as_its_tests_say() -> None:
    # All in one process: the page without a browser takes a second to load.
    files = sorted((ROOT / "tests" / "script").glob("*.test.js"))
    assert files
    code = "\n".join(f'import "./tests/script/{path.name}";' for path in files)
    assert _wrong("--input-type=module", "--eval", code) == ""


def test_a_script_means_the_same_without_its_comments_and_blanks(tmp_path: Path) -> None:
    pairs: list[Path] = []
    for path in sorted(STATIC.glob("*.js")):
        sent = tmp_path / path.name
        sent.write_text(script(path.stem), encoding="utf-8")
        pairs += [path, sent]
    assert _wrong(ROOT / "tests" / "script" / "meaning.js", *pairs) == ""


def test_no_comment_is_sent() -> None:
    lines = [line for path in STATIC.glob("*.js") for line in script(path.stem).splitlines()]
    assert [line for line in lines if line.startswith(("//", "/*", "*")) or "@type" in line] == []


# -- what Python sends is what the scripts expect ----------------------------------------------

Acts = Callable[[Exercise, Step], list[Act]]


def _views(lesson_id: str, acts_of: Acts) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name of a type, and a view that must have it, at every stage of a lesson."""
    yield "BarView", bar.LessonBar(lesson_id).view
    yield "IndexView", index.CourseIndex().view
    yield "NoteView", background.BackgroundNote(f"{lesson_id}/background").view
    yield "LastView", last.LastPage(f"{lesson_id}/end").view
    for exercise in library.lesson(lesson_id).exercises:
        widget = form.ExerciseForm(exercise.address)
        yield "ExerciseView", widget.view
        for step in exercise.steps:
            journal.union(lesson_id, acts_of(exercise, step))
            widget.refresh()
            yield "ExerciseView", widget.view


@pytest.mark.usefixtures("toy")
def test_a_view_has_the_fields_that_its_type_has_and_no_other(
        tmp_path: Path, acts_of: Acts, monkeypatch: pytest.MonkeyPatch) -> None:
    views = list(_views("01", acts_of))
    monkeypatch.delenv("LEARNER")
    monkeypatch.setattr(learners, "learner", _nobody)
    views.append(("BarView", bar.LessonBar("01").view))
    assert {item["kind"] for kind, view in views if kind == "ExerciseView"
            for step in view["steps"] for item in step["items"]} == set(KINDS)
    file = tmp_path / "views.ts"
    file.write_text("\n".join(f"const view{n}: {kind} = {json.dumps(view)};"
                              for n, (kind, view) in enumerate(views)), encoding="utf-8")
    assert _wrong(TYPES, "--noEmit", "--strict", "--ignoreConfig", "--types", "",
                  STATIC / "types.d.ts", file) == ""


def _nobody() -> str:
    raise CourseError("Who are you?")
