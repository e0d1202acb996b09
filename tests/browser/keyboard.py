"""Answers by the keyboard alone: Tab to a control, then the keys it takes."""

from __future__ import annotations

from lesson import Lesson, cells_of, moves, picked, prose_for, solved, words_of
from playwright.sync_api import Locator, expect

from helpers.case.records import Exercise, Item, Step
from helpers.judge.kinds import mark


def answer(lesson: Lesson, exercise: Exercise) -> None:
    for step in exercise.steps:
        for item in step.items:
            fill(lesson, exercise, item)
        commit(lesson, exercise, step)
    expect(lesson.exercise(exercise.id).locator(".course-done")).to_be_visible()


def commit(lesson: Lesson, exercise: Exercise, step: Step) -> None:
    box = lesson.exercise(exercise.id)
    tab_to(lesson, box.get_by_role("button", name="Commit my answer"))
    lesson.page.keyboard.press("Enter")
    if not lesson.is_asked(exercise, step):
        return
    lesson.page.keyboard.press("Tab")  # from the button to keep editing
    expect(box.get_by_role("button", name="Commit", exact=True)).to_be_focused()
    lesson.page.keyboard.press("Enter")
    lesson.wait_for_feedback(exercise, step)


def tab_to(lesson: Lesson, target: Locator) -> None:
    """Press Tab until the target has the focus; fail where Tab never gets there."""
    # Going back is allowed too: cards are put in order with buttons above and below.
    for key, most in (("Tab", 60), ("Shift+Tab", 120), ("Tab", 250)):
        element = target.element_handle()  # found once: to look for it takes longer than a Tab
        for _ in range(most):
            if element.evaluate("e => e === document.activeElement"):
                return
            lesson.page.keyboard.press(key)
    raise AssertionError(f"Tab does not reach {target}")


def fill(lesson: Lesson, exercise: Exercise, item: Item) -> None:
    keys = lesson.page.keyboard
    box = lesson.item(exercise, item)
    if item.kind == "choice":
        for text in picked(item):
            choose(lesson, box, text, radio=item.pick == "1")
        if item.sure:
            choose(lesson, box, "leaning", radio=True)
    elif item.kind == "field" and item.form == "date":
        year, month, day = item.keys[0].value.split("-")
        tab_to(lesson, box.get_by_label("Day"))
        keys.type(str(int(day)))
        tab_to(lesson, box.get_by_label("Month"))
        for _ in range(int(month)):
            keys.press("ArrowDown")
        tab_to(lesson, box.get_by_label("Year"))
        keys.type(year)
    elif item.kind == "field":
        tab_to(lesson, box.get_by_role("textbox"))
        keys.type(item.keys[0].value)
    elif item.kind == "prose":
        tab_to(lesson, box.get_by_role("textbox"))
        keys.press("Control+A")
        keys.type(prose_for(item)[:20])
        keys.insert_text(prose_for(item)[20:])
    elif item.kind == "mark":
        mark_words(lesson, box, item)
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
        lesson.run(lesson.lab_cell(exercise))
        lesson.command("notebook:enter-edit-mode")
        keys.press("Control+A")
        keys.insert_text(solved(exercise, item))
        keys.press("Control+Enter")
        expect(box).to_contain_text(f"The last value you checked: {item.keys[0].value}")
        keys.press("Escape")
    else:
        assert item.kind == "recall", f"say here how '{item.kind}' is answered by keyboard"


def choose(lesson: Lesson, box: Locator, text: str, radio: bool) -> None:
    option = box.get_by_label(text, exact=True)
    if not radio:
        tab_to(lesson, option)
        lesson.page.keyboard.press("Space")
    else:  # one tab stop for the group, the one that is picked; arrows inside it
        group = option.locator("xpath=ancestor::fieldset[1]").get_by_role("radio")
        picked = group.and_(box.locator(":checked"))
        tab_to(lesson, picked if picked.count() else group.first)
        lesson.page.keyboard.press("Space")
        for _ in range(group.count()):
            if option.is_checked():
                break
            lesson.page.keyboard.press("ArrowDown")
    expect(option).to_be_checked()


def mark_words(lesson: Lesson, box: Locator, item: Item) -> None:
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
