"""Every lesson, done whole by mouse; those that test_access does by keyboard stand there."""

from __future__ import annotations

import pytest
from axe import ON_SCREEN, THEMES, violations
from lesson import BY_MOUSE, Lesson


@pytest.mark.parametrize("lesson", BY_MOUSE, indirect=True)
def test_a_lesson_is_done_whole_and_stays_clean_readable_and_narrow_enough(lesson: Lesson) -> None:
    original = lesson.notebook.read_bytes()
    lesson.open()
    lesson.page.add_style_tag(content=ON_SCREEN)
    lesson.page.evaluate(THEMES["dark"])
    lesson.run_all()
    assert violations(lesson, ".jp-OutputArea-output") == []
    assert lesson.cut_off() == []
    first, *others = lesson.record.exercises
    lesson.answer(first)
    lesson.save()
    assert lesson.notebook.read_bytes() == original

    for exercise in others:
        lesson.answer(exercise)
    assert set(lesson.commits()) == {(e.id, s.id) for e in (first, *others) for s in e.steps}
    lesson.page.evaluate(THEMES["light"])
    assert violations(lesson, ".jp-OutputArea-output") == []
    assert lesson.cut_off() == []
