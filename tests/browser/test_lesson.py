"""The lesson as a student meets it."""

from __future__ import annotations

from lesson import Lesson
from playwright.sync_api import expect


def test_the_further_path_is_done_by_mouse_exported_wiped_and_restored(lesson: Lesson) -> None:
    # The core path is done by keyboard, in test_access.
    lesson.open()
    lesson.run_all()
    further = [e for e in lesson.record.exercises if e.path == "further"]
    for exercise in further:
        lesson.answer(exercise)
    expected = {(e.id, s.id) for e in further for s in e.steps}
    assert set(lesson.commits()) == expected
    before = lesson.commits()

    lesson.bar.get_by_text("Your answers: export").click()
    with lesson.page.expect_download() as download:
        lesson.bar.get_by_role("button", name="Export my answers").click()
    exported = lesson.course / "exported.html"
    download.value.save_as(exported)
    for folder in (lesson.course / "notebooks" / "my-work").iterdir():
        (folder / "02.jsonl").unlink()
    lesson.run_all()
    assert lesson.commits() == {}
    expect(lesson.page.locator(".course-done")).to_have_count(0)

    lesson.bar.get_by_label("Restore from an exported file").set_input_files(exported)
    expect(lesson.bar.get_by_role("status")).to_contain_text("Restored")
    expect(lesson.page.locator(".course-done")).to_have_count(len(further))
    assert lesson.commits() == before
