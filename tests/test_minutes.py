"""The minutes of a lesson are a sum over its file."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from toy_case import TOY

from helpers.judge.kinds import KINDS
from helpers.work import library, minutes


@pytest.mark.parametrize("lesson_id", list(library.lesson_files()))
def test_the_core_path_of_a_lesson_takes_at_most_45_minutes(lesson_id: str) -> None:
    lesson = library.lesson(lesson_id)
    assert minutes.notebook_words(lesson.slug) > 0
    least, most = (5, 10) if lesson_id == "00" else (20, 45)  # 00 only shows how it all works
    assert least <= minutes.of_lesson(lesson)["core"] <= most


@pytest.mark.parametrize("lesson_id", list(library.lesson_files()))
def test_the_readme_states_the_minutes_of_the_core_path(lesson_id: str) -> None:
    readme = (library.root() / "README.md").read_text(encoding="utf-8")
    row = next(line for line in readme.splitlines() if line.startswith(f"| {lesson_id} |"))
    spent = minutes.of_lesson(library.lesson(lesson_id))["core"]
    assert re.search(rf"\b{spent} minutes\b", row)


@pytest.mark.parametrize("lesson_id", list(library.lesson_files()))
def test_the_teacher_s_plan_adds_up_to_the_lesson(lesson_id: str) -> None:
    lesson = library.lesson(lesson_id)
    planned = sum(int(work) for work, _, _ in lesson.teaching.plan)
    assert planned == minutes.of_lesson(lesson)["core"]


def _write_notebook(course: Path, *markdown: str) -> None:
    cells = [{"cell_type": "markdown", "source": markdown},
             {"cell_type": "code", "source": ["four = 4"], "outputs": []}]
    (course / "notebooks").mkdir()
    (course / "notebooks/01-toy.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")


def test_every_kind_of_item_has_its_time() -> None:
    items = [item for exercise in TOY.exercises for _, item in exercise.items()]
    assert {item.kind for item in items if KINDS[item.kind].seconds(item) == 0} == {"recall"}


def test_the_sum_is_one_that_can_be_done_by_hand(toy: Path) -> None:
    # Items: 3 choices, 2 prose, 4 fields, 1 mark, 1 result. Further: 5 choices, 2 prose, 2 pages,
    # 2 orders, 1 mark, a recall, and grids of 4, 2, 6, 9 and 2 cells at 15 seconds.
    seconds = 3 * 20 + 2 * 120 + 4 * 40 + 60 + 480
    spent = minutes.of_lesson(library.lesson("01"))
    words = (spent["core"] * 60 - seconds) * minutes.WORDS_A_MINUTE / 60
    assert 100 < words < 450  # the rest is reading, rounded up to a whole minute
    seconds = 5 * 20 + 2 * 120 + 2 * 480 + 2 * 60 + 60 + 23 * 15
    words = (spent["further"] * 60 - seconds) * minutes.WORDS_A_MINUTE / 60
    assert 300 < words < 900


def test_the_words_of_the_notebook_count(toy: Path) -> None:
    lesson = library.lesson("01")
    without = minutes.of_lesson(lesson)
    _write_notebook(toy, "word " * 10 * minutes.WORDS_A_MINUTE)
    with_words = minutes.of_lesson(lesson)
    assert with_words == {"core": without["core"] + 10, "further": without["further"]}


def test_a_document_shown_twice_is_read_once(toy: Path) -> None:
    path = toy / "data/documents/toy-letter.md"
    before = minutes.of_lesson(library.lesson("01"))["core"]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Nobody else", "word " * 150 + "Nobody else"), encoding="utf-8")
    assert minutes.of_lesson(library.lesson("01"))["core"] == before + 1


def test_citations_are_not_read_aloud() -> None:
    assert minutes._words("It is so. [@pss-45, 344-346; @other, 7]") == 3


def test_only_markdown_counts_in_a_notebook(toy: Path) -> None:
    _write_notebook(toy, "One two\n", "three")
    assert minutes.notebook_words("01-toy") == 3


@pytest.mark.parametrize("content", [None, "no JSON", "{}"])
def test_a_notebook_that_cannot_be_read_has_no_words(toy: Path, content: str | None) -> None:
    if content is not None:
        (toy / "notebooks").mkdir()
        (toy / "notebooks/01-toy.ipynb").write_text(content, encoding="utf-8")
    assert minutes.notebook_words("01-toy") == 0


def test_a_course_that_is_data_only_takes_as_long_as_with_its_notebooks(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {one: minutes.of_lesson(library.lesson(one)) for one in library.lesson_files()}
    shutil.copytree(library.root() / "data", tmp_path / "data")
    monkeypatch.setenv("COURSE", str(tmp_path))
    assert {one: minutes.of_lesson(library.lesson(one)) for one in library.lesson_files()} == before


def test_another_course_of_the_same_name_lends_no_notebook(toy: Path) -> None:
    assert minutes.notebook_words("00-start-here") == 0
