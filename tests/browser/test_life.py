"""What a lesson lives through: a killed kernel, a closed tab, a second window, hostile text."""

from __future__ import annotations

import os
import signal

import psutil
from axe import ON_SCREEN, violations
from lesson import Lesson
from playwright.sync_api import expect


def test_a_killed_kernel_loses_no_answer_and_unsaved_text_is_brought_back(lesson: Lesson) -> None:
    lesson.open()
    lesson.run_all()
    first, second = lesson.record.exercises[:2]
    lesson.answer(first)
    why = lesson.item(second, second.item("why")).get_by_role("textbox")
    why.fill("Saved while the kernel lived.")
    expect(lesson.exercise(second.id).get_by_role("status")).to_contain_text("Saved")
    before = lesson.journal()

    for process in kernel_processes(lesson):
        os.kill(process, signal.SIGKILL)
    why.fill("Written after the kernel died.")
    expect(lesson.exercise(second.id).get_by_role("status")).to_contain_text("Not saved")

    lesson.open()
    lesson.run_all()
    expect(lesson.exercise(first.id).locator(".course-done")).to_be_visible()
    expect(lesson.item(second, second.item("why")).get_by_role("textbox")).to_have_value(
        "Written after the kernel died.")
    expect(lesson.exercise(second.id).get_by_role("status")).to_contain_text("Saved")
    after = lesson.journal()
    assert after[: len(before)] == before
    assert after[-1]["answers"]["why"] == "Written after the kernel died."


def kernel_processes(lesson: Lesson) -> list[int]:
    """Return the processes of this lesson's kernel (their command line names its id)."""
    kernel = str(lesson.kernel()["id"])
    return [p.pid for p in psutil.process_iter(["cmdline"])
            if any(kernel in part for part in p.info["cmdline"] or [])]


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


def test_after_run_all_the_lesson_stands_at_the_first_unfinished_exercise(lesson: Lesson) -> None:
    lesson.open()
    lesson.run_all()
    lesson.answer(lesson.record.exercises[0])
    lesson.open()
    lesson.run_all()
    heading = lesson.exercise(lesson.record.exercises[1].id).get_by_role("heading").first
    expect(heading).to_be_in_viewport()


def second_window(lesson: Lesson) -> Lesson:
    """Return a second notebook file on the same lesson, with a kernel of its own."""
    other = Lesson(lesson.page.context.new_page(), lesson.address, lesson.course.parent,
                   lesson.course, lesson.notebook.stem)
    twin = lesson.notebook.with_name("copy.ipynb")
    twin.write_bytes(lesson.notebook.read_bytes())
    other.path = lesson.path.replace(lesson.notebook.name, twin.name)
    other.open()
    return other


def test_after_another_window_answered_a_step_this_one_goes_on_and_its_words_are_shown(
        lesson: Lesson) -> None:
    lesson.open()
    lesson.run("ex-masthead")
    exercise = lesson.record.exercise("masthead")
    step, later = exercise.steps[:2]
    box = lesson.exercise(exercise.id)
    box.and_(lesson.page.locator("[data-synced]")).wait_for()
    other = second_window(lesson)
    other.run("ex-masthead")
    other.answer_step(exercise, step)
    other.shut_down()

    words = "Written in the window that was slower."
    lesson.item(exercise, exercise.item("why")).get_by_role("textbox").fill(words)
    left = box.get_by_role("group", name="Not committed")
    expect(left).to_contain_text(words)
    lesson.page.add_style_tag(content=ON_SCREEN)
    assert violations(lesson, ".course-exercise") == []
    expect(box.get_by_role("status")).to_contain_text("another window")
    lesson.answer_step(exercise, later)  # the slower window takes answers as before
    assert (exercise.id, later.id) in lesson.commits()

    lesson.run("ex-masthead")
    expect(left).to_contain_text(words)
    left.get_by_role("button", name="Remove").click()
    expect(left).to_have_count(0)
    assert words not in str(lesson.commits())


def test_in_two_windows_the_first_commit_wins_and_the_other_window_says_so(lesson: Lesson) -> None:
    lesson.open()
    lesson.run("ex-first-thought")
    first = lesson.record.exercises[0]
    lesson.fill(first, first.item("verdict"))
    other = second_window(lesson)
    other.run("ex-first-thought")
    other.answer(first)
    box = lesson.exercise(first.id)
    box.get_by_role("button", name="Commit my answer").click()
    expect(box.get_by_role("status")).to_contain_text("another window")
    expect(box.locator(".course-done")).to_be_visible()
    other.shut_down()
    assert len([a for a in lesson.journal() if a["do"] == "commit"]) == 1
