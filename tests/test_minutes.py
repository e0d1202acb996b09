"""The minutes of a lesson are a sum over its file."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from toy_case import TOY

from helpers.case.records import Lesson
from helpers.judge.kinds import KINDS
from helpers.work import library, minutes

LESSONS = [library.lesson(one) for one in library.lesson_files()]
ONE_PERIOD, TWO_PERIODS = 40, 80


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_a_short_path_fits_one_period_and_a_core_path_two(lesson: Lesson) -> None:
    spent = minutes.of_lesson(lesson)
    assert minutes.notebook_words(lesson.slug) > 0
    assert 10 <= spent["short"].minutes() <= ONE_PERIOD
    assert spent["short"].minutes() <= spent["core"].minutes() <= TWO_PERIODS


@pytest.mark.parametrize("lesson", LESSONS[1:], ids=lambda lesson: lesson.id)
def test_a_short_path_has_a_question_a_lock_two_sources_an_answer_and_an_exit(
        lesson: Lesson) -> None:
    path = [one for one in lesson.exercises if one.path == "short"]
    steps = [step for one in path for step in one.steps]
    assert (path[0].number, path[0].type) == (1, "E1")
    assert path[-1].id == "exit"
    assert lesson.id == "01" or any(step.opens for step in steps)  # 01 is about a page in sight
    assert {one.type for one in path} & {"E9", "E10"}
    written = [item for step in steps for item in step.items if item.sentences > 2]
    assert [item for item in written if item.id == "answer"]
    assert lesson.end
    assert lesson.end.firm


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_the_readme_states_the_minutes_of_every_path(lesson: Lesson) -> None:
    readme = (library.root() / "README.md").read_text(encoding="utf-8")
    row = next(line for line in readme.splitlines() if line.startswith(f"| {lesson.id} |"))
    assert [cell.strip() for cell in row.split("|")[3:-1]] == [
        spent.said for spent in minutes.of_lesson(lesson).values()]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_the_teacher_s_plan_holds_the_whole_core_path(lesson: Lesson) -> None:
    parts = minutes.parts(lesson, "core")
    planned = minutes.planned(lesson.teaching.plan, parts)
    left = parts[""] + minutes.total(
        parts[name] for name, note in lesson.notes.items()
        if name in parts and name not in {one for work, _, _ in lesson.teaching.plan
                                          for one in work})
    assert minutes.total([*planned, left]) == minutes.total(parts.values())
    assert left.minutes() < 8  # what stands between the exercises, and the replica


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_the_plan_for_one_period_fits_a_lesson_of_fifty_minutes_talk_included(
        lesson: Lesson) -> None:
    plan = lesson.teaching.one_period
    if lesson.id == "00":  # its two paths are one
        assert not plan
        return
    assert {one for work, _, _ in plan for one in work} >= {
        one.id for one in lesson.exercises if one.path == "short"}
    work = minutes.of_lesson(lesson)["short"].minutes()
    assert work + sum(int(talk or 0) for _, talk, _ in plan) <= 50


def test_the_stopping_point_is_near_the_middle_of_a_core_path() -> None:
    for lesson in LESSONS[1:]:
        parts, stop = minutes.parts(lesson, "core"), minutes.stopping_point(lesson)
        ids = [one.id for one in lesson.exercises if one.id in parts]
        before = minutes.total(parts[one] for one in ids[:ids.index(stop) + 1]).minutes()
        assert 0.3 < before / minutes.total(parts[one] for one in ids).minutes() < 0.7


def test_a_core_path_that_is_the_short_one_has_no_stopping_point() -> None:
    assert minutes.stopping_point(LESSONS[0]) == ""


@pytest.mark.parametrize(("words", "seconds", "said"), [
    (0, 60, "1"), (300, 0, "2"), (3000, 0, "15-20"), (0, 61, "2"), (30, 60, "2")])
def test_minutes_are_said_from_fast_to_slow_readers(words: int, seconds: int, said: str) -> None:
    assert minutes.Spent(words, seconds).said == said


def _write_notebook(course: Path, *markdown: str) -> None:
    cells = [{"cell_type": "markdown", "source": markdown},
             {"cell_type": "code", "source": ["four = 4"], "outputs": []}]
    (course / "notebooks").mkdir()
    (course / "notebooks/01-toy.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")


def test_every_kind_of_item_has_its_time() -> None:
    items = [item for exercise in TOY.exercises for _, item in exercise.items()]
    assert {item.kind for item in items if KINDS[item.kind].seconds(item) == 0} == {"recall"}


def test_the_sum_is_one_that_can_be_done_by_hand(toy: Path) -> None:
    # Items: 3 choices, 2 prose, 4 fields, 1 mark, 1 result. Further: 5 choices, 4 prose,
    # 2 orders, 1 mark, a recall, and grids of 4, 2, 2, 6, 9 and 2 cells at 15 seconds.
    spent = minutes.of_lesson(library.lesson("01"))
    steps = sum(len(one.steps) for one in library.lesson("01").exercises if one.path != "further")
    seconds = 3 * 20 + 2 * 75 + 4 * 40 + 60 + 480 + steps * 5
    assert spent["core"].seconds == seconds
    assert 200 < spent["core"].words < 700
    more = sum(len(one.steps) for one in library.lesson("01").exercises) - steps
    seconds += 5 * 20 + 4 * 75 + 2 * 60 + 60 + 25 * 15 + more * 5
    assert spent["further"].seconds == seconds


def test_the_words_of_the_notebook_count(toy: Path) -> None:
    lesson = library.lesson("01")
    without = minutes.of_lesson(lesson)
    _write_notebook(toy, "word " * 100)
    assert minutes.of_lesson(lesson) == {
        path: minutes.Spent(spent.words + 100, spent.seconds) for path, spent in without.items()}


def test_a_document_shown_twice_is_read_once(toy: Path) -> None:
    path = toy / "data/documents/toy-letter.md"
    before = minutes.of_lesson(library.lesson("01"))["core"].words
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Nobody else", "word " * 150 + "Nobody else"), encoding="utf-8")
    assert minutes.of_lesson(library.lesson("01"))["core"].words == before + 150


def test_equal_reasons_are_read_once() -> None:
    item = TOY.exercise("scales").item("weights")
    again = replace(item, cells=(*item.cells, *(replace(one, row="*") for one in item.cells)))
    assert minutes._item_words(again) == minutes._item_words(item)


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
