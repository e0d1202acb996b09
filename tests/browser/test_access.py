"""Accessibility: axe in both themes, narrow screens, keyboard shortcuts, the keyboard alone."""

from __future__ import annotations

import pytest
from axe import ON_SCREEN, THEMES, violations
from lesson import BY_KEYBOARD, Lesson, cells_of, moves, picked, prose_for, words_of
from playwright.sync_api import Locator, expect

from helpers.case.records import Exercise, Item, Step
from helpers.judge.kinds import mark


@pytest.mark.parametrize("lesson", BY_KEYBOARD, indirect=True)
def test_a_lesson_is_done_by_keyboard_alone_and_axe_finds_nothing_before_or_after(
        lesson: Lesson) -> None:
    # The workbench's tests show every kind of item to axe in both themes.
    lesson.open()
    lesson.page.add_style_tag(content=ON_SCREEN)
    lesson.page.evaluate(THEMES["dark"])
    lesson.run_all()
    assert violations(lesson, ".jp-OutputArea-output") == []
    assert lesson.cut_off() == []
    lesson.page.keyboard.press("Escape")
    path = [e for e in lesson.record.exercises if e.path == "core" or lesson.record.id == "00"]
    for exercise in path:
        for step in exercise.steps:
            for item in step.items:
                fill_by_keyboard(lesson, exercise, item)
            commit_by_keyboard(lesson, exercise, step)
    assert set(lesson.commits()) == {(e.id, s.id) for e in path for s in e.steps}
    lesson.page.evaluate(THEMES["light"])
    assert violations(lesson, ".jp-OutputArea-output") == []
    assert lesson.cut_off() == []


@pytest.fixture(scope="module")
def ready(opened: Lesson) -> Lesson:
    """Lesson 02 with all its cells run, for tests that look and do not answer."""
    opened.run_all()
    return opened


def test_axe_does_look_at_contrast_and_target_size_here(ready: Lesson) -> None:
    lesson = ready
    lesson.page.add_style_tag(content=ON_SCREEN)
    lesson.page.evaluate("""() => {
      const bad = document.createElement('div');
      bad.id = 'canary';
      bad.innerHTML = '<p style="color:#888;background:#fff">pale</p>' +
        '<button style="width:9px;height:9px;padding:0">a</button>' +
        '<button style="width:9px;height:9px;padding:0">b</button>';
      document.querySelector('.course-exercise').append(bad);
      bad.scrollIntoView();
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
                            "[tabindex='0'])")
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


def test_nothing_is_cut_off_on_a_screen_320_pixels_wide(ready: Lesson) -> None:
    ready.answer(ready.record.exercises[1])
    assert ready.cut_off() == []


def commit_by_keyboard(lesson: Lesson, exercise: Exercise, step: Step) -> None:
    box = lesson.exercise(exercise.id)
    tab_to(lesson, box.get_by_role("button", name="Commit my answer"))
    lesson.page.keyboard.press("Enter")
    expect(box.get_by_role("button", name="Keep editing")).to_be_focused()
    lesson.page.keyboard.press("Tab")
    expect(box.get_by_role("button", name="Commit", exact=True)).to_be_focused()
    lesson.page.keyboard.press("Enter")
    expect(box.locator(f"[data-step='{step.id}'] .course-feedback")).to_be_focused()


def focused(target: Locator) -> bool:
    return bool(target.evaluate("e => e === document.activeElement"))


def tab_to(lesson: Lesson, target: Locator) -> None:
    """Press Tab until the target has the focus; fail where Tab never gets there."""
    target.wait_for()
    # Going back is allowed too: cards are put in order with buttons above and below.
    for key, most in (("Tab", 60), ("Shift+Tab", 120), ("Tab", 250)):
        for _ in range(most):
            if focused(target):
                return
            lesson.page.keyboard.press(key)
    raise AssertionError(f"Tab does not reach {target}")


def fill_by_keyboard(lesson: Lesson, exercise: Exercise, item: Item) -> None:
    keys = lesson.page.keyboard
    box = lesson.item(exercise, item)
    if item.kind == "choice":
        for text in picked(item):
            choose_by_keyboard(lesson, box, text, radio=item.pick == "1")
        if item.sure:
            choose_by_keyboard(lesson, box, "leaning", radio=True)
    elif item.kind == "field" and item.form == "date":
        year, month, day = item.keys[0].value.split("-")
        for label, value in (("Day", int(day)), ("Month", int(month))):
            tab_to(lesson, box.get_by_label(label))
            for _ in range(value):
                keys.press("ArrowDown")
        tab_to(lesson, box.get_by_label("Year"))
        keys.type(year)
    elif item.kind == "field":
        tab_to(lesson, box.get_by_role("textbox"))
        keys.type(item.keys[0].value)
    elif item.kind == "prose":
        tab_to(lesson, box.get_by_role("textbox"))
        keys.press("Control+A")
        keys.type(prose_for(item))
    elif item.kind == "mark":
        mark_by_keyboard(lesson, box, item)
    elif item.kind == "grid":
        for (row, column), choice in cells_of(item).items():
            cell = box.get_by_label(f"{row}: {column}", exact=True)
            tab_to(lesson, cell)
            keys.type(choice)
            expect(cell.locator("option:checked")).to_have_text(choice)
    elif item.kind == "order":
        for card, steps in moves(item):
            for _ in range(steps):
                tab_to(lesson, box.locator(f"[data-move='{card}-1']"))
                keys.press("Enter")
    elif item.kind == "result":
        lesson.run("lab-answer")
        lesson.command("notebook:enter-edit-mode")
        keys.press("Control+A")
        keys.type('n = len(silent) - 1\ncheck("02/missing-names", n)')
        keys.press("Control+Enter")
        expect(box).to_contain_text("The last value you checked: 2")
        keys.press("Escape")


def choose_by_keyboard(lesson: Lesson, box: Locator, text: str, radio: bool) -> None:
    option = box.get_by_label(text, exact=True)
    if not radio:
        tab_to(lesson, option)
        lesson.page.keyboard.press("Space")
    else:  # one tab stop for the group, arrows inside it
        group = option.locator("xpath=ancestor::fieldset[1]").get_by_role("radio")
        tab_to(lesson, group.first)
        lesson.page.keyboard.press("Space")
        for _ in range(group.count()):
            if option.is_checked():
                break
            lesson.page.keyboard.press("ArrowDown")
    expect(option).to_be_checked()


def mark_by_keyboard(lesson: Lesson, box: Locator, item: Item) -> None:
    keys = lesson.page.keyboard
    tokens = words_of(item)
    tab_to(lesson, box.get_by_role("listbox"))
    # The first ones of the text: an arrow key takes a reader from word to word.
    places = sorted(((mark.find_words(one.words, tokens)[0], one) for one in item.spans),
                    key=lambda found: found[0][0])[:2]
    for place, span in places:
        keys.press("Home")
        for _ in range(place[0]):
            keys.press("ArrowRight")
        for _ in range(len(place) - 1):
            keys.press("Shift+ArrowRight")
        label = [name for name, _ in item.labels].index(span.label) + 1
        keys.press(str(label))
    expect(box.locator(".course-marks li")).to_have_count(len(places))
