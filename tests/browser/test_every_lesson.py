"""Every lesson in the browser: read before and after answering, answered, saved unchanged."""

from __future__ import annotations

from collections.abc import Callable

import keyboard
import pytest
from axe import ON_SCREEN, THEMES, violations
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
    lesson.page.add_style_tag(content=ON_SCREEN)
    lesson.page.evaluate(THEMES["dark"])
    lesson.run_all()
    assert violations(lesson, ".jp-OutputArea-output") == []
    assert lesson.cut_off() == []

    # What asks nothing that is not asked elsewhere was answered on another day.
    typed = [*by_keyboard(lesson.record), *by_mouse(lesson.record)]
    before = [e for e in exercises if e not in typed]
    lesson.write(act for e in before for s in e.steps for act in acts_of(e, s))
    lesson.run_all()
    for exercise in before:
        expect(lesson.exercise(exercise.id).locator(".course-done")).to_be_visible()
    lesson.save()
    assert lesson.notebook.read_bytes() == original

    lesson.page.keyboard.press("Escape")
    for exercise in by_keyboard(lesson.record):
        keyboard.answer(lesson, exercise)
    for exercise in by_mouse(lesson.record):
        lesson.answer(exercise)
    assert set(lesson.commits()) == {(e.id, s.id) for e in exercises for s in e.steps}
    expect(lesson.page.locator(".course-done")).to_have_count(len(exercises))
    lesson.page.evaluate(THEMES["light"])
    assert violations(lesson, ".jp-OutputArea-output") == []
    assert lesson.cut_off() == []


@pytest.mark.long
@every_lesson
def test_every_exercise_of_a_lesson_is_answered_by_mouse(lesson: Lesson) -> None:
    lesson.open()
    lesson.run_all()
    for exercise in lesson.record.exercises:
        lesson.answer(exercise)
    assert set(lesson.commits()) == {
        (e.id, s.id) for e in lesson.record.exercises for s in e.steps}


def test_no_kind_of_question_is_left_out() -> None:
    lessons = [library.lesson(one) for one in library.lesson_files()]
    asked = {i.kind for one in lessons for e in one.exercises for _, i in e.items()}
    for done in (by_keyboard, by_mouse):
        assert {i.kind for one in lessons for e in done(one) for _, i in e.items()} == asked, done
