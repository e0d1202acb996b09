"""Accessibility: axe that looks, keyboard shortcuts that do no harm."""

from __future__ import annotations

import pytest
from axe import violations
from lesson import Lesson

CELLS = {"ex-masthead": "masthead", "ex-krupskaya": "krupskaya-card", "ex-postscript": "postscript",
         "ex-quarrel": "quarrel"}


@pytest.fixture
def ready(opened: Lesson) -> Lesson:
    """An open lesson with every kind of control on it, for tests that look and do not answer."""
    for cell, exercise in CELLS.items():
        opened.run(cell)
        opened.exercise(exercise).and_(opened.page.locator("[data-synced]")).wait_for()
    return opened


def test_axe_does_look_at_contrast_and_target_size_here(ready: Lesson) -> None:
    lesson = ready
    lesson.page.evaluate("""() => {
      const bad = document.createElement('div');
      bad.id = 'canary';
      bad.innerHTML = '<p style="color:#888;background:#fff">pale</p>' +
        '<button style="width:9px;height:9px;padding:0">a</button>' +
        '<button style="width:9px;height:9px;padding:0">b</button>';
      [...document.querySelectorAll('.course-exercise')].at(-1).append(bad);
      document.querySelector('.course-exercise').scrollIntoView();  // far above
    }""")
    found = " ".join(violations(lesson, "#canary"))
    lesson.page.evaluate("() => document.querySelector('#canary').remove()")
    assert "color-contrast" in found
    assert "target-size" in found


def test_no_key_deletes_a_cell_wherever_the_focus_is(ready: Lesson) -> None:
    lesson = ready
    before = lesson.cells()
    page = lesson.page
    controls = page.locator(".course-exercise :is(input, button, select, textarea, summary, "
                            "[tabindex='0'])").filter(visible=True)
    kinds = controls.evaluate_all(
        "all => [...new Map(all.map((e, i) => [e.tagName + e.type + e.role, i])).values()]")
    assert len(kinds) >= 6
    texts = [page.locator(".course-card dd").first, page.locator(".course-exercise h3").first,
             page.locator(".course-row span").first, page.locator(".course-words").first]
    markdown = page.locator(".jp-MarkdownCell").nth(2)
    for place in [*(controls.nth(i) for i in kinds), *texts, markdown]:
        place.scroll_into_view_if_needed()
        if place in texts or place is markdown:
            place.click(position={"x": 3, "y": 3})
        else:
            place.focus()
        for key in ("x", "d", "d"):
            page.keyboard.press(key)
        page.keyboard.press("Escape")
        assert lesson.cells() == before, place
