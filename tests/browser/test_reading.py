"""A source stays in sight beside its questions on a school laptop, and above them on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe import violations
from lesson import LESSONS, READY, Lesson
from playwright.sync_api import expect

from helpers.case.read import is_on
from helpers.case.records import Act, Exercise, Step

LAPTOP = {"width": 1366, "height": 650}  # 1366 x 768 less the browser's own bars
# Of a question and of the source in front: how many pixels are seen at once, and do they stand
# side by side.
SEEN = """([exercise, id]) => {
  const box = document.querySelector(`[data-exercise="${exercise}"]`);
  const item = box.querySelector(`[data-item="${id}"]`);
  item.scrollIntoView({ block: 'center' });
  const frame = document.querySelector('.jp-WindowedPanel-outer').getBoundingClientRect();
  const seen = (e) => {
    const { top, bottom } = e.getBoundingClientRect();
    return Math.min(bottom, frame.bottom) - Math.max(top, frame.top);
  };
  const pane = box.querySelector('.course-sources');
  return [seen(item), seen(pane),
    pane.getBoundingClientRect().right <= item.getBoundingClientRect().left];
}"""

FIRST_CELL = """() => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  notebook.activeCellIndex = 0;
  notebook.activate();
}"""
# The cell that Shift+Enter would run next, whether it is shown, and how far the page is scrolled.
ACTIVE = """() => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  return [notebook.activeCellIndex, notebook.activeCell.node.clientHeight > 0,
    document.querySelector(".jp-WindowedPanel-outer").scrollTop];
}"""


def with_sources(lesson: Lesson) -> list[Exercise]:
    found = [exercise for exercise in lesson.record.exercises if exercise.shows]
    assert len(found) > 5
    return found


@pytest.fixture(scope="module")
def read(opened: Lesson) -> Iterator[Lesson]:
    """A lesson with all that shows a source, in the window of a school laptop."""
    opened.take_time()
    for exercise in with_sources(opened):
        opened.run(opened.cell_that_says(f'exercise("{exercise.address}")'))
        opened.exercise(exercise.id).and_(opened.page.locator("[data-synced]")).wait_for()
    opened.page.set_viewport_size(LAPTOP)
    opened.page.evaluate("() => window.jupyterapp.shell.collapseLeft?.()")
    yield opened
    opened.page.set_viewport_size({"width": 1200, "height": 900})


@pytest.mark.parametrize("lesson", LESSONS, indirect=True)
def test_no_question_about_a_source_needs_scrolling_to_see_both(
        lesson: Lesson, acts_of: Callable[[Exercise, Step], list[Act]]) -> None:
    lesson.open()
    lesson.page.set_viewport_size(LAPTOP)
    lesson.page.evaluate("() => window.jupyterapp.shell.collapseLeft?.()")
    exercises = [one for one in lesson.record.exercises
                 if one.shows and is_on(one.path, "core")]
    measured = 0
    lesson.run("bar")
    lesson.bar.and_(lesson.page.locator("[data-synced]")).wait_for()
    for place in range(max((len(one.steps) for one in exercises), default=0)):
        for exercise in exercises:
            if place < len(exercise.steps):
                lesson.run(lesson.cell_that_says(f'exercise("{exercise.address}")'))
                lesson.exercise(exercise.id).locator(
                    f"[data-step='{exercise.steps[place].id}'] .course-main").wait_for()
                for item in exercise.steps[place].items:
                    question, source, beside = lesson.page.evaluate(
                        SEEN, [exercise.address, item.id])
                    assert beside, item.id
                    assert question > 100, item.id
                    assert source > 300, item.id
                    measured += 1
        lesson.write(act for one in exercises for step in one.steps[place:place + 1]
                     for act in acts_of(one, step))
    assert measured == sum(len(step.items) for one in exercises for step in one.steps)


def test_the_source_of_a_column_comes_to_the_front_of_the_tabs(read: Lesson) -> None:
    box = read.exercise("quarrel")
    front = box.get_by_role("tab", selected=True)
    box.get_by_label("Stalin insulted Krupskaya: Stalin, 7 March").focus()
    expect(front).to_contain_text("Stalin's answer to Lenin")
    front.press("ArrowLeft")
    expect(front).to_have_text("Lenin to Stalin, 5 March 1923")
    expect(front).to_be_focused()


def test_the_last_page_opens_the_next_lesson_in_the_window_that_is_there(lesson: Lesson) -> None:
    lesson.open()
    lesson.run("last-page")
    page = lesson.page.locator(".course-last")
    page.and_(lesson.page.locator("[data-synced]")).wait_for()
    assert violations(lesson, ".course-last") == []
    pages = len(lesson.page.context.pages)
    page.get_by_role("link").click()
    lesson.page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.context.path.includes('/01-')")
    assert len(lesson.page.context.pages) == pages


def test_the_time_chosen_folds_the_rest_to_one_line_that_opens(lesson: Lesson) -> None:
    lesson.time = "core"
    lesson.open()
    lesson.run_all()
    extra = lesson.exercise("scales")
    expect(extra).to_contain_text("Not on your path: Exercise")
    assert extra.evaluate("e => e.clientHeight") < 60
    lesson.bar.get_by_label("Everything").check()
    expect(extra.get_by_role("button", name="Commit my answer")).to_be_visible()
    lesson.bar.get_by_label("One period").check()
    expect(extra.get_by_role("button", name="Commit my answer")).to_have_count(0)
    extra.get_by_role("button", name="Not on your path").press("Enter")
    expect(extra.get_by_role("button", name="Commit my answer")).to_be_visible()
    assert violations(lesson, ".course-exercise") == []


@pytest.mark.parametrize("lesson", [LESSONS[3], LESSONS[6]], indirect=True)
def test_shift_enter_leads_through_one_period_past_what_is_hidden_and_ends_at_the_first_question(
        lesson: Lesson) -> None:
    lesson.time = "short"
    lesson.open()
    lesson.page.evaluate(FIRST_CELL)
    exercises = lesson.page.locator(".course-exercise")
    stops = [0]
    while exercises.count() < len(lesson.record.exercises):
        lesson.page.keyboard.press("Shift+Enter")
        lesson.page.wait_for_function(READY)
        lesson.page.wait_for_timeout(400)  # a cell that is hidden is left after 50 to 300 ms
        place, is_shown, scrolled = lesson.page.evaluate(ACTIVE)
        assert is_shown
        assert scrolled > 0 or place < 4, "the page jumped to its top"
        assert place > stops[-1]
        stops.append(place)
    assert len(stops) < stops[-1], "nothing was hidden, so nothing was tried"
    asked = [one for one in lesson.record.exercises if is_on(one.path, "short")]
    for exercise in asked:
        expect(lesson.exercise(exercise.id)).to_contain_text(exercise.title)
    expect(lesson.exercise(asked[0].id)).to_be_focused()


@pytest.mark.parametrize("lesson", LESSONS[4:5], indirect=True)
def test_the_paths_of_the_longest_lesson_are_so_many_laptop_screens_when_answered(
        lesson: Lesson, acts_of: Callable[[Exercise, Step], list[Act]]) -> None:
    lesson.time = "short"
    lesson.open()
    lesson.page.set_viewport_size(LAPTOP)
    lesson.page.evaluate("() => window.jupyterapp.shell.collapseLeft?.()")
    lesson.run("bar")
    lesson.bar.and_(lesson.page.locator("[data-synced]")).wait_for()
    lesson.write(act for one in lesson.record.exercises for step in one.steps
                 for act in acts_of(one, step))
    lesson.run_all()
    # What is out of sight is not laid out otherwise.
    lesson.page.add_style_tag(content=".jp-Cell { content-visibility: visible !important }")
    for time, screens in (("One period", 15.5), ("Two periods", 35)):
        lesson.bar.get_by_label(time).check()
        lesson.page.wait_for_timeout(500)
        height = lesson.page.evaluate("""() => {
          const [first, last] = ['.jp-Cell', '.jp-Cell:has(.course-last)'].map(
            one => document.querySelector(`.jp-NotebookPanel ${one}`).getBoundingClientRect());
          return last.bottom - first.top;
        }""")
        assert height / LAPTOP["height"] <= screens, time
