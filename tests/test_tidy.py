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


def test_what_an_author_wrote_into_the_metadata_stays() -> None:
    on_disk = tidy.tidied(_notebook(_cell()))
    cell = _cell()
    cell["metadata"] |= {"tags": ["raises-exception"], "slideshow": {"slide_type": "slide"}}
    notebook = _notebook(cell)
    notebook["metadata"]["authors"] = [{"name": "A. Teacher"}]
    saved = tidy.tidied(notebook, on_disk)
    assert saved["metadata"]["authors"] == [{"name": "A. Teacher"}]
    assert saved["cells"][0]["metadata"] == {
        "deletable": False, "tags": ["raises-exception"], "slideshow": {"slide_type": "slide"}}


def test_a_bar_that_was_clicked_open_is_no_change() -> None:
    cell = _cell()
    cell["metadata"]["jupyter"] = {"source_hidden": True}
    on_disk = tidy.tidied(_notebook(cell))
    clicked = _cell()
    clicked["metadata"]["jupyter"] = {"source_hidden": False, "outputs_hidden": True}
    assert tidy.tidied(_notebook(clicked), copy.deepcopy(on_disk)) == on_disk


def test_an_error_on_disk_gives_way_to_what_the_cell_says_now() -> None:
    failed = _cell()
    failed["outputs"] = [{"output_type": "error", "ename": "NameError", "evalue": "x",
                          "traceback": []}]
    saved = tidy.tidied(_notebook(_cell()), tidy.tidied(_notebook(failed)))
    assert saved["cells"][0]["outputs"][0]["data"] == {"text/plain": "2"}


# -- the save hook ----------------------------------------------------------------------------

OURS = "notebooks/02-a-lesson.ipynb"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return a folder with one lesson."""
    for folder in ("data/lessons", "notebooks"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "data/lessons/02-a-lesson.yaml").touch()
    return tmp_path


def _save(folder: Path, content: object, kind: str = "notebook", path: str = OURS
          ) -> dict[str, Any]:
    model: dict[str, Any] = {"type": kind, "content": content}
    tidy._before_save(model, f"/{path}", SimpleNamespace(root_dir=str(folder)))
    return model


FOREIGN: list[tuple[str, object]] = [
    ("notebooks/02-a-lesson.ipynb", None), ("notebooks/02-a-lesson.ipynb", "02"),
    ("notebooks/02-a-lesson.ipynb", {"id": "07"}), ("notebooks/x.ipynb", {"id": "*"}),
    ("notebooks/x.ipynb", {"id": ["02"]}), ("notebooks/x.ipynb", {"title": "Cells"}),
    ("x.ipynb", {"id": "02"}), ("biology/x.ipynb", {"id": "02"}),
    ("biology/notebooks/x.ipynb", {"id": "02"}),
]


@pytest.mark.parametrize(("path", "lesson"), FOREIGN)
def test_a_notebook_that_is_no_lesson_of_this_course_is_saved_as_it_is(
        course: Path, path: str, lesson: object) -> None:
    foreign = _notebook(_cell(**{WIDGET: "x"}))
    foreign["metadata"]["lesson"] = lesson
    assert _save(course, copy.deepcopy(foreign), path=path)["content"] == foreign


@pytest.mark.parametrize("path", [OURS, "notebooks/02-copy.ipynb", "notebooks/class/02.ipynb"])
def test_a_copy_of_a_lesson_in_its_course_is_tidied_too(course: Path, path: str) -> None:
    saved = _save(course, _notebook(_cell(**{WIDGET: "x"})), path=path)["content"]
    assert WIDGET not in json.dumps(saved)


@pytest.mark.parametrize(("content", "kind"), [("text", "file"), (None, "notebook"), ({}, "file"),
                                               ([], "notebook"), ({}, "notebook")])
def test_other_files_are_left_alone(course: Path, content: object, kind: str) -> None:
    assert _save(course, content, kind)["content"] == content


@pytest.mark.parametrize("on_disk", [
    None, b"not JSON", b"{}", b"[]", b"null", b'{"cells": null}', b'{"cells": [null, 1, "x", {}]}',
    b'{"cells": [{"id": "one", "metadata": null, "source": "1 + 1"}]}',
    b'{"cells": [{"id": "one", "metadata": {}, "source": "1 + 1", "outputs": [1]}]}',
    b'{"cells": [{"id": ["one"], "metadata": {}, "source": null, "outputs": {}}]}',
    b"\xff\xfe", b"[" * 100_000])
def test_a_lesson_is_tidied_whatever_stands_on_disk(course: Path, on_disk: bytes | None) -> None:
    if on_disk is not None:
        (course / OURS).write_bytes(on_disk)
    saved = _save(course, _notebook(_cell(**{WIDGET: "x"})))["content"]
    assert WIDGET not in json.dumps(saved)
    assert saved["cells"][0]["execution_count"] == 1


@pytest.mark.parametrize("cells", [None, [None], [{"id": "one"}], [_cell() | {"outputs": None}]])
def test_a_notebook_that_cannot_be_tidied_is_saved_as_it_is(course: Path, cells: object) -> None:
    odd = {**_notebook(), "cells": cells}
    assert _save(course, copy.deepcopy(odd))["content"] == odd


def test_saving_a_lesson_that_was_only_run_leaves_the_file_as_it_was(course: Path) -> None:
    before = tidy.tidied(_notebook(_cell(**{"text/html": "twin"})))
    (course / OURS).write_text(json.dumps(before), encoding="utf-8")
    ran = _notebook(_cell(**{"text/html": "twin", WIDGET: "live"}))
    assert _save(course, ran)["content"] == before


def test_the_server_finds_the_extension() -> None:
    hooks: list[Any] = []
    manager = SimpleNamespace(register_pre_save_hook=hooks.append)
    tidy._load_jupyter_server_extension(SimpleNamespace(contents_manager=manager))
    assert hooks == [tidy._before_save]
    assert tidy._jupyter_server_extension_points() == [{"module": "helpers.desk.tidy"}]
