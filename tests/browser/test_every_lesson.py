"""Every lesson in the browser: read before and after answering, answered, saved unchanged."""

from __future__ import annotations

from collections.abc import Callable

import keyboard
import pytest
from axe import THEMES, violations
from lesson import LESSONS, Lesson, by_keyboard, by_mouse
from playwright.sync_api import expect

from helpers.case.records import Act, Exercise, Step
from helpers.work import library

every_lesson = pytest.mark.parametrize("lesson", LESSONS, indirect=True)


@every_lesson
def test_a_lesson_is_answered_and_stays_readable_narrow_enough_and_the_same_file(
        lesson: Lesson, acts_of: Callable[[Exercise, Step], list[Act]]) -> None:
    original = lesson.notebook.read_bytes()
    exercises = lesson.record.exercises
    lesson.open()
    lesson.page.evaluate(THEMES["dark"])
    lesson.run_all()
    expect(lesson.exercise(exercises[0].id).get_by_role("heading").first).to_be_in_viewport()
    assert violations(lesson, ".jp-OutputArea-output") == []
    assert lesson.cut_off() == []
    lesson.save()
    assert lesson.notebook.read_bytes() == original

    # What asks in no way that was not tried elsewhere was answered on another day; the last
    # exercise is answered now in any case, and shows what stands on disk in all of them.
    typed = [e for e in exercises if e in by_keyboard() or e in by_mouse() or e is exercises[-1]]
    lesson.write(act for e in exercises if e not in typed for s in e.steps for act in acts_of(e, s))
    lesson.page.keyboard.press("Escape")
    for exercise in typed:
        answer = keyboard.answer if exercise in by_keyboard() else Lesson.answer
        answer(lesson, exercise)
    assert set(lesson.commits()) == {(e.id, s.id) for e in exercises for s in e.steps}
    expect(lesson.page.locator(".course-done")).to_have_count(len(exercises))
    lesson.page.evaluate(THEMES["light"])
    assert violations(lesson, ".jp-OutputArea-output") == []
    assert lesson.cut_off() == []


@pytest.mark.long
@pytest.mark.parametrize("answer", [keyboard.answer, Lesson.answer], ids=["keyboard", "mouse"])
@every_lesson
def test_every_exercise_of_a_lesson_is_answered(
        lesson: Lesson, answer: Callable[[Lesson, Exercise], None]) -> None:
    lesson.open()
    lesson.run_all()
    for exercise in lesson.record.exercises:
        answer(lesson, exercise)
    assert set(lesson.commits()) == {
        (e.id, s.id) for e in lesson.record.exercises for s in e.steps}


def test_no_kind_of_question_is_left_out() -> None:
    lessons = [library.lesson(one) for one in library.lesson_files()]
    asked = {i.kind for one in lessons for e in one.exercises for _, i in e.items()}
    kinds = {done: {i.kind for e in done() for _, i in e.items()}
             for done in (by_keyboard, by_mouse)}
    assert kinds[by_keyboard] == asked
    assert kinds[by_mouse] >= asked - {"field"}  # a field is typed whoever answers
