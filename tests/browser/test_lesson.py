"""The lesson as a student meets it."""

from __future__ import annotations

from collections.abc import Callable

from lesson import Lesson
from playwright.sync_api import expect

from helpers.case.records import Act, Exercise, Step


def test_the_answers_of_a_lesson_are_exported_wiped_and_restored(
        lesson: Lesson, acts_of: Callable[[Exercise, Step], list[Act]]) -> None:
    lesson.open()
    lesson.run_all()
    first, *others = lesson.record.exercises
    lesson.answer(first)
    lesson.write(act for e in others for s in e.steps for act in acts_of(e, s))
    before = lesson.commits()
    assert set(before) == {(e.id, s.id) for e in (first, *others) for s in e.steps}

    lesson.bar.get_by_text("Your answers: export").click()
    with lesson.page.expect_download() as download:
        lesson.bar.get_by_role("button", name="Export my answers").click()
    exported = lesson.course / "exported.html"
    download.value.save_as(exported)
    for folder in (lesson.course / "notebooks" / "my-work").iterdir():
        (folder / f"{lesson.record.id}.jsonl").unlink()
    lesson.run_all()
    assert lesson.commits() == {}
    expect(lesson.page.locator(".course-done")).to_have_count(0)

    lesson.bar.get_by_label("Restore from an exported file").set_input_files(exported)
    expect(lesson.bar.get_by_role("status")).to_contain_text("Restored")
    expect(lesson.page.locator(".course-done")).to_have_count(len(lesson.record.exercises))
    assert lesson.commits() == before
