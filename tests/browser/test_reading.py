"""A source stays in sight beside its questions on a school laptop, and above them on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lesson import Lesson
from playwright.sync_api import expect

from helpers.case.records import Exercise

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


def with_sources(lesson: Lesson) -> list[Exercise]:
    found = [exercise for exercise in lesson.record.exercises if exercise.shows]
    assert len(found) > 5
    return found


@pytest.fixture(scope="module")
def read(opened: Lesson) -> Iterator[Lesson]:
    """A lesson with all that shows a source, in the window of a school laptop."""
    for exercise in with_sources(opened):
        opened.run(opened.cell_that_says(f'exercise("{exercise.address}")'))
        opened.exercise(exercise.id).and_(opened.page.locator("[data-synced]")).wait_for()
    opened.page.set_viewport_size(LAPTOP)
    opened.page.evaluate("() => window.jupyterapp.shell.collapseLeft?.()")
    yield opened
    opened.page.set_viewport_size({"width": 1200, "height": 900})


def test_no_question_about_a_source_needs_scrolling_to_see_both(read: Lesson) -> None:
    asked = [(e, item) for e in with_sources(read) for item in e.steps[0].items
             if read.item(e, item).count()]  # others were answered by a test before
    assert len(asked) > 10
    for exercise, item in asked:
        question, source, beside = read.page.evaluate(SEEN, [exercise.address, item.id])
        assert beside, item.id
        assert question > 100, item.id
        assert source > 300, item.id


def test_the_source_of_a_column_comes_to_the_front_of_the_tabs(read: Lesson) -> None:
    box = read.exercise("quarrel")
    front = box.get_by_role("tab", selected=True)
    box.get_by_label("Stalin insulted Krupskaya: Stalin, 7 March").focus()
    expect(front).to_contain_text("Stalin's answer to Lenin")
    front.press("ArrowLeft")
    expect(front).to_have_text("Lenin to Stalin, 5 March 1923")
    expect(front).to_be_focused()

