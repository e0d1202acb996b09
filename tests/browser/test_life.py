"""What a lesson lives through: saved after it ran, its kernel killed, opened again."""

from __future__ import annotations

from lesson import Lesson
from playwright.sync_api import expect


def test_after_the_kernel_was_killed_no_answer_is_lost_and_the_saved_lesson_is_the_same_file(
        lesson: Lesson) -> None:
    original = lesson.notebook.read_bytes()
    lesson.open()
    lesson.run_all()
    first, second = lesson.record.exercises[0], lesson.record.exercise("letter")
    lesson.answer(first)
    worth = lesson.item(second, second.item("worth")).get_by_role("textbox")
    worth.fill("Saved while the kernel lived.")
    expect(lesson.exercise(second.id).get_by_role("status")).to_contain_text("Saved")
    before = lesson.journal()
    lesson.save()
    assert lesson.notebook.read_bytes() == original

    lesson.kill_kernel()
    worth.fill("Written after the kernel died.")
    expect(lesson.exercise(second.id).get_by_role("status")).to_contain_text("Not saved")

    lesson.shut_down()
    lesson.open()
    page = lesson.page.locator(".jp-Notebook")
    expect(page).to_contain_text("This is the paper version")  # until its cells are run
    expect(page).not_to_contain_text("Error displaying widget")
    lesson.run_all()
    expect(lesson.exercise(first.id).locator(".course-done")).to_be_visible()
    unfinished = lesson.exercise(second.id)
    expect(unfinished.get_by_role("heading").first).to_be_in_viewport()
    expect(worth).to_have_value("Written after the kernel died.")
    expect(unfinished.get_by_role("status")).to_contain_text("Saved")
    after = lesson.journal()
    assert after[: len(before)] == before
    assert after[-1]["answers"]["worth"] == "Written after the kernel died."
    lesson.save()
    assert lesson.notebook.read_bytes() == original
