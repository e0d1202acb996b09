"""A saved lesson is a clean lesson."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from helpers.desk import tidy

WIDGET = "application/vnd.jupyter.widget-view+json"


def _cell(ident: str = "one", source: str = "1 + 1", **data: str) -> dict[str, Any]:
    return {
        "id": ident, "cell_type": "code", "source": source, "execution_count": 7,
        "metadata": {"deletable": False, "collapsed": True,
                     "execution": {"iopub.execute_input": "2026-11-21T09:30"}},
        "outputs": [{"output_type": "execute_result", "execution_count": 7, "metadata": {},
                     "data": {"text/plain": "2", **data}}],
    }


def _notebook(*cells: dict[str, Any]) -> dict[str, Any]:
    return {"cells": list(cells), "nbformat": 4, "nbformat_minor": 4,
            "metadata": {"lesson": {"id": "02"}, "widgets": {"state": {}},
                         "kernelspec": {"name": "other"}}}


def test_live_widgets_are_dropped_and_their_printed_twin_stays() -> None:
    cell = tidy.tidied(_notebook(_cell(**{WIDGET: "x", "text/html": "<p>2</p>"})))["cells"][0]
    assert cell["outputs"][0]["data"] == {"text/plain": "2", "text/html": "<p>2</p>"}


def test_timings_and_view_settings_are_dropped() -> None:
    assert tidy.tidied(_notebook(_cell()))["cells"][0]["metadata"] == {"deletable": False}


def test_counts_go_from_one_on() -> None:
    cells = tidy.tidied(_notebook(_cell("a"), _cell("b")))["cells"]
    assert [c["execution_count"] for c in cells] == [1, 2]
    assert [c["outputs"][0]["execution_count"] for c in cells] == [1, 2]


def test_the_notebook_keeps_its_lesson_and_no_widget_state() -> None:
    metadata = tidy.tidied(_notebook(_cell()))["metadata"]
    assert metadata["lesson"] == {"id": "02"}
    assert set(metadata) == {"kernelspec", "language_info", "lesson"}


def test_a_cell_that_did_not_change_keeps_the_outputs_on_disk() -> None:
    on_disk = tidy.tidied(_notebook(_cell(**{"image/png": "made here"})))
    saved = tidy.tidied(_notebook(_cell(**{"image/png": "made there"})), copy.deepcopy(on_disk))
    assert saved["cells"][0]["outputs"] == on_disk["cells"][0]["outputs"]


def test_a_cell_that_changed_takes_its_new_outputs() -> None:
    on_disk = tidy.tidied(_notebook(_cell()))
    changed = _cell(source="1 + 2")
    changed["outputs"][0]["data"] = {"text/plain": "3"}
    saved = tidy.tidied(_notebook(changed), on_disk)
    assert saved["cells"][0]["outputs"][0]["data"] == {"text/plain": "3"}


def test_tidying_twice_changes_nothing_more() -> None:
    once = tidy.tidied(_notebook(_cell(), {"id": "m", "cell_type": "markdown", "source": "x",
                                           "metadata": {"tags": ["a"]}}))
    assert tidy.tidied(copy.deepcopy(once)) == once


# -- the save hook ----------------------------------------------------------------------------


def _save(folder: Path, content: object, kind: str = "notebook") -> dict[str, Any]:
    model: dict[str, Any] = {"type": kind, "content": content}
    tidy._before_save(model, "/x.ipynb", SimpleNamespace(root_dir=str(folder)))
    return model


def test_only_lessons_are_touched(tmp_path: Path) -> None:
    foreign = _notebook(_cell(**{WIDGET: "x"}))
    del foreign["metadata"]["lesson"]
    assert _save(tmp_path, copy.deepcopy(foreign))["content"] == foreign


@pytest.mark.parametrize(("content", "kind"), [("text", "file"), (None, "notebook"), ({}, "file")])
def test_other_files_are_left_alone(tmp_path: Path, content: object, kind: str) -> None:
    assert _save(tmp_path, content, kind)["content"] == content


@pytest.mark.parametrize("on_disk", [None, "not JSON", "{}"])
def test_a_lesson_is_tidied_whatever_stands_on_disk(tmp_path: Path, on_disk: str | None) -> None:
    if on_disk is not None:
        (tmp_path / "x.ipynb").write_text(on_disk, encoding="utf-8")
    saved = _save(tmp_path, _notebook(_cell(**{WIDGET: "x"})))["content"]
    assert WIDGET not in json.dumps(saved)


def test_saving_a_lesson_that_was_only_run_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    before = tidy.tidied(_notebook(_cell(**{"text/html": "twin"})))
    (tmp_path / "x.ipynb").write_text(json.dumps(before), encoding="utf-8")
    ran = _notebook(_cell(**{"text/html": "twin", WIDGET: "live"}))
    assert _save(tmp_path, ran)["content"] == before


def test_the_server_finds_the_extension() -> None:
    hooks: list[Any] = []
    manager = SimpleNamespace(register_pre_save_hook=hooks.append)
    tidy._load_jupyter_server_extension(SimpleNamespace(contents_manager=manager))
    assert hooks == [tidy._before_save]
    assert tidy._jupyter_server_extension_points() == [{"module": "helpers.desk.tidy"}]
