"""What a lesson lives through: a killed kernel, a notebook that was saved after it ran."""

from __future__ import annotations

from lesson import Lesson
from playwright.sync_api import expect


def test_a_killed_kernel_loses_no_answer_and_unsaved_text_is_brought_back(lesson: Lesson) -> None:
    lesson.open()
    lesson.run_all()
    first, second = lesson.record.exercises[0], lesson.record.exercise("letter")
    lesson.answer(first)
    worth = lesson.item(second, second.item("worth")).get_by_role("textbox")
    worth.fill("Saved while the kernel lived.")
    expect(lesson.exercise(second.id).get_by_role("status")).to_contain_text("Saved")
    before = lesson.journal()

    lesson.kill_kernel()
    worth.fill("Written after the kernel died.")
    expect(lesson.exercise(second.id).get_by_role("status")).to_contain_text("Not saved")

    lesson.open()
    lesson.run_all()
    expect(lesson.exercise(first.id).locator(".course-done")).to_be_visible()
    expect(lesson.item(second, second.item("worth")).get_by_role("textbox")).to_have_value(
        "Written after the kernel died.")
    expect(lesson.exercise(second.id).get_by_role("status")).to_contain_text("Saved")
    after = lesson.journal()
    assert after[: len(before)] == before
    assert after[-1]["answers"]["worth"] == "Written after the kernel died."


def test_a_lesson_that_was_run_and_saved_stays_the_same_file_twice_over(lesson: Lesson) -> None:
    original = lesson.notebook.read_bytes()
    for _ in range(2):
        lesson.open()
        lesson.run_all()
        if not lesson.commits():
            lesson.answer(lesson.record.exercises[0])
        lesson.save()
        assert lesson.notebook.read_bytes() == original
        lesson.shut_down()
    lesson.open()
    page = lesson.page.locator(".jp-Notebook")
    expect(page).to_contain_text("This is the paper version")
    expect(page).not_to_contain_text("Error displaying widget")
