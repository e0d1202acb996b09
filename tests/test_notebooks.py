"""The notebooks as files: safe cells, short code, every exercise once, outputs that keep."""

from __future__ import annotations

import json
import re
from html import escape
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from helpers.desk import tidy
from helpers.work import library

ROOT = Path(__file__).resolve().parent.parent
PATHS = sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))
ADDRESS = re.compile(r'helpers\.exercise\("([^"]+)"\)')
each = pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _cells(path: Path, kind: str) -> list[dict[str, Any]]:
    cells = [c for c in _read(path)["cells"] if c["cell_type"] == kind]
    assert cells
    return cells


def _source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def _code(path: Path) -> list[str]:
    return [_source(c) for c in _cells(path, "code")]


def _headings(path: Path) -> list[int]:
    text = "\n".join(_source(c) for c in _cells(path, "markdown"))
    return [len(hashes) for hashes in re.findall(r"^(#+) ", text, re.MULTILINE)]


def test_every_lesson_has_its_notebook() -> None:
    assert [p.stem for p in PATHS] == [library.lesson(k).slug for k in library.lesson_files()] != []


@each
def test_the_notebook_names_its_lesson(path: Path) -> None:
    assert _read(path)["metadata"]["lesson"] == {"id": path.stem[:2]}


# -- cells ------------------------------------------------------------------------------------


@each
def test_no_key_press_can_delete_a_cell(path: Path) -> None:
    assert [c["id"] for c in _read(path)["cells"] if c["metadata"].get("deletable") is not False] \
        == []


@each
def test_exercise_cells_cannot_be_edited_and_are_folded(path: Path) -> None:
    cells = [c for c in _cells(path, "code") if "helpers." in _source(c)]
    assert cells
    for cell in cells:
        assert cell["metadata"]["editable"] is False
        assert cell["metadata"]["jupyter"] == {"source_hidden": True}


@each
def test_what_a_student_types_into_a_cell_may_fail_and_the_lesson_goes_on(path: Path) -> None:
    cells = [c for c in _cells(path, "code") if c["metadata"].get("editable") is not False]
    assert [c["id"] for c in cells if "raises-exception" not in c["metadata"].get("tags", ())] == []


@each
def test_a_folded_cell_begins_with_a_comment_for_the_reader(path: Path) -> None:
    for cell in _cells(path, "code"):
        if cell["metadata"].get("jupyter", {}).get("source_hidden"):
            assert re.match(r"# \S.* press Shift\+Enter\n", _source(cell))


@each
def test_the_bar_of_an_exercise_bears_its_number_and_title(path: Path) -> None:
    for source in _code(path):
        for address in ADDRESS.findall(source):
            exercise = library.exercise(address)
            assert source.startswith(f"# Exercise {exercise.number} · {exercise.title}")


@each
def test_every_cell_that_shows_an_exercise_stands_alone(path: Path) -> None:
    for source in _code(path):
        if ADDRESS.search(source):
            assert re.fullmatch(r'# .*\nimport helpers; helpers\.exercise\("[^"]+"\)', source)


@each
def test_every_exercise_of_the_lesson_appears_once_and_in_order(path: Path) -> None:
    lesson = library.lesson(path.stem[:2])
    assert ADDRESS.findall("\n".join(_code(path))) == [e.address for e in lesson.exercises]


@each
def test_every_note_of_the_lesson_appears_once(path: Path) -> None:
    shown = re.findall(r'helpers\.note\("([^"]+)"\)', "\n".join(_code(path)))
    lesson = library.lesson(path.stem[:2])
    assert sorted(shown) == sorted(f"{lesson.id}/{note}" for note in lesson.notes)


@each
def test_every_lab_of_the_lesson_has_a_cell_that_checks_its_value(path: Path) -> None:
    labs = [e.address for e in library.lesson(path.stem[:2]).exercises
            if "result" in {item.kind for _, item in e.items()}]
    assert re.findall(r'\bcheck\("([^"]+)"', "\n".join(_code(path))) == labs


# -- headings and code ------------------------------------------------------------------------


@each
def test_there_is_one_title_and_no_level_is_skipped(path: Path) -> None:
    levels = _headings(path)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@each
def test_code_is_short(path: Path) -> None:
    lengths = [len(source.splitlines()) for source in _code(path)]
    assert median(lengths) <= 3
    assert max(lengths) <= 12


@each
@pytest.mark.parametrize("pattern", [
    r"(^|\n)\s*[%!]", r"\bpip\b", r"\bconda\b", r"https?://", r"\burllib\b", r"\brequests\b",
    r"[\"']/(?!\s)", r"[A-Z]:\\", r"sys\.path", r"\bos\.", r"\bopen\(",
])
def test_code_installs_nothing_and_reaches_for_no_net_and_no_path(path: Path, pattern: str) -> None:
    assert [source for source in _code(path) if re.search(pattern, source)] == []


# -- stored outputs ---------------------------------------------------------------------------


@each
def test_no_widget_and_no_timing_is_stored(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for word in ("widget-view", "model_id", "iopub", "shell.execute_reply", '"widgets"'):
        assert word not in text


@each
def test_every_code_cell_has_a_stored_output_and_no_error(path: Path) -> None:
    for cell in _cells(path, "code"):
        assert cell["outputs"], cell["id"]
        assert {o["output_type"] for o in cell["outputs"]} <= {"execute_result", "display_data"}


@each
def test_nobody_s_answers_and_no_path_of_a_machine_are_stored(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for word in ("/home/", "/Users/", "/work/", "/tmp/", "my-work", "amber-heron"):
        assert word not in text


@each
def test_a_stored_twin_holds_no_key_and_no_locked_text(path: Path) -> None:
    lesson = library.lesson(path.stem[:2])
    stored = {c["id"]: "".join("".join(o["data"]["text/html"]) for o in c["outputs"])
              for c in _cells(path, "code") if ADDRESS.search(_source(c))}
    assert len(stored) == len(lesson.exercises)
    whole = "".join(stored.values())
    for exercise in lesson.exercises:
        for _, item in exercise.items():
            said = [*(o.because for o in item.options), item.model]
            assert not [text for text in said if text and escape(library.cite(text)) in whole]
    for document in {i for e in lesson.exercises for i in e.shows}:
        assert not [p for p in library.document(document).text if escape(p[:60]) in whole]


@each
def test_saving_it_again_changes_no_byte(path: Path) -> None:
    assert tidy.as_json(tidy.tidied(_read(path))).encode() == path.read_bytes()
