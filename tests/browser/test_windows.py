"""Two windows on one lesson, each with a kernel of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import violations
from copies import fresh
from lesson import LESSONS, Lesson
from playwright.sync_api import BrowserContext, expect


@pytest.fixture(scope="module")
def windows(browser: BrowserContext, server: tuple[str, Path]) -> Iterator[tuple[Lesson, Lesson]]:
    """A lesson, and a second notebook file on the same lesson."""
    for one in fresh(browser, server, "windows", LESSONS[0]):
        one.open()
        twin = one.notebook.with_name("copy.ipynb")
        twin.write_bytes(one.notebook.read_bytes())
        other = Lesson(browser.new_page(), one.address, one.course.parent, one.course,
                       one.notebook.stem)
        other.path = one.path.replace(one.notebook.name, twin.name)
        other.open()
        yield one, other
        other.shut_down()


def test_in_two_windows_the_first_commit_wins_and_the_other_window_says_so(
        windows: tuple[Lesson, Lesson]) -> None:
    lesson, other = windows
    first = lesson.record.exercise("first-thought")
    for one in windows:
        one.run("ex-first-thought")
    lesson.fill(first, first.item("verdict"))
    box = lesson.exercise(first.id)
    expect(box.get_by_role("status")).to_contain_text("Saved")  # a draft sent later would be told
    other.answer(first)
    box.get_by_role("button", name="Commit my answer").click()
    expect(box.get_by_role("status")).to_contain_text("another window")
    expect(box.locator(".course-done")).to_be_visible()
    assert [a["do"] for a in lesson.journal() if a["exercise"] == first.id].count("commit") == 1


def test_after_another_window_answered_a_step_this_one_goes_on_and_its_words_are_shown(
        windows: tuple[Lesson, Lesson]) -> None:
    lesson, other = windows
    exercise = lesson.record.exercise("letter")
    step, later = exercise.steps[:2]
    box = lesson.exercise(exercise.id)
    for one in windows:
        one.run("ex-letter")
    box.and_(lesson.page.locator("[data-synced]")).wait_for()
    other.answer_step(exercise, step)

    words = "Written in the window that was slower."
    lesson.item(exercise, exercise.item("worth")).get_by_role("textbox").fill(words)
    left = box.get_by_role("group", name="Not committed")
    expect(left).to_contain_text(words)
    assert violations(lesson, ".course-exercise") == []
    expect(box.get_by_role("status")).to_contain_text("another window")
    lesson.answer_step(exercise, later)  # the slower window takes answers as before
    assert (exercise.id, later.id) in lesson.commits()

    lesson.run("ex-letter")
    expect(left).to_contain_text(words)
    left.get_by_role("button", name="Remove").click()
    expect(left).to_have_count(0)
    assert words not in str(lesson.commits())
