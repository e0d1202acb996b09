"""The other item kinds on the toy course in JupyterLab: by keyboard, saved, there after a crash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import THEMES, violations
from copies import toy_lesson
from lesson import Lesson
from playwright.sync_api import BrowserContext, expect

EXERCISES = ("compare", "tree", "scales", "altered", "sprint", "weak", "rebuild")
ORDER = ["crash", "letter", "diary"]


@pytest.fixture(scope="module")
def workbench(browser: BrowserContext, server: tuple[str, Path], request: pytest.FixtureRequest
              ) -> Iterator[Lesson]:
    """One open toy lesson for all tests that each answer another exercise."""
    yield from _toy(browser, server, "workbench")


@pytest.fixture
def doomed(browser: BrowserContext, server: tuple[str, Path]) -> Iterator[Lesson]:
    """A toy lesson whose kernel may be killed."""
    yield from _toy(browser, server, "doomed")


def _toy(browser: BrowserContext, server: tuple[str, Path], name: str) -> Iterator[Lesson]:
    calls = {one: f'helpers.exercise("01/{one}")' for one in EXERCISES}
    for lesson in toy_lesson(browser, server, name, calls):
        for one in EXERCISES:
            lesson.run(one)
            lesson.exercise(one).and_(lesson.page.locator("[data-synced]")).wait_for()
        yield lesson


def _commit(lesson: Lesson, name: str, step: str) -> None:
    """Commit with the keyboard, from wherever the focus is."""
    keys = lesson.page.keyboard
    lesson.exercise(name).get_by_role("button", name="Commit my answer").focus()
    keys.press("Enter")
    exercise = lesson.record.exercise(name)
    if lesson.is_asked(exercise, next(one for one in exercise.steps if one.id == step)):
        expect(lesson.exercise(name).get_by_role("button", name="Keep editing")).to_be_focused()
        keys.press("Tab")  # the safe button has the focus; the next one commits
        keys.press("Enter")
    expect(lesson.exercise(name).locator(f"[data-step='{step}'] .course-feedback")).to_be_focused()


def test_a_half_filled_grid_is_refused_at_its_first_empty_cell(workbench: Lesson) -> None:
    box = workbench.exercise("compare")
    box.get_by_label("The jug fell on Monday: Anna").select_option("supports")
    box.get_by_role("button", name="Commit my answer").click()
    expect(box.get_by_role("alert")).to_contain_text("“The jug fell on Monday”, The cook")
    expect(box.get_by_label("The jug fell on Monday: The cook")).to_be_focused()


def test_a_grid_is_filled_by_keyboard_and_every_cell_is_explained(workbench: Lesson) -> None:
    box, keys = workbench.exercise("compare"), workbench.page.keyboard
    box.get_by_label("The jug fell on Monday: Anna").focus()
    for choice in ("supports", "contradicts", "supports", "contradicts"):
        keys.type(choice[:3])
        expect(workbench.page.locator(":focus")).to_have_value(choice)
        keys.press("Tab")
    _commit(workbench, "compare", "grid")
    assert workbench.commits()["compare", "grid"] == {"cells": {
        "fell": {"anna": "supports", "cook": "contradicts"},
        "cat": {"anna": "supports", "cook": "contradicts"}}}
    expect(box).to_contain_text("We chose “supports”. She heard it.")
    expect(box).to_contain_text("Silence taken as contradiction")


def test_cards_are_put_in_order_by_keyboard(workbench: Lesson) -> None:
    box, keys = workbench.exercise("scales"), workbench.page.keyboard
    for select in box.get_by_role("combobox").all():
        select.select_option("1")
    _commit(workbench, "scales", "weigh")
    expect(box).to_contain_text("If it fits every story, does it decide anything?")
    cards = box.locator("[data-item='order']")
    shown = [move[:-2] for move in cards.locator("[data-move$='-1']").evaluate_all(
        "all => all.map(button => button.dataset.move)")]
    for place, one in enumerate(ORDER):
        box.locator(f"[data-move='{one}-1']").focus()
        for _ in range(shown.index(one) - place):
            keys.press("Enter")
            expect(box.locator(f"[data-move='{one}-1']")).to_be_focused()
        shown.remove(one)
        shown.insert(place, one)
    expect(box.locator("[aria-live]").filter(has_text="now")).to_have_count(1)
    box.locator("[data-item='ranking'] [data-move$='1']").nth(1).focus()
    keys.press("Enter")
    _commit(workbench, "scales", "when")
    assert workbench.commits()["scales", "when"]["order"] == ORDER
    expect(box).to_contain_text("It follows your own weights.")
    expect(box).to_contain_text("3 of 3 pairs stand in the right order")


def test_the_words_in_which_two_texts_differ_are_said_and_shown(workbench: Lesson) -> None:
    box = workbench.exercise("altered")
    box.get_by_label("Changed").focus()
    workbench.page.keyboard.press("Space")
    _commit(workbench, "altered", "expect")
    expect(box.locator(".course-diff")).to_contain_text("1 word added, 1 word taken away.")
    expect(box.locator("ins")).to_have_text("[added: lively]")
    expect(box.locator("del")).to_have_text("[taken away: careless]")


def test_what_stands_behind_a_result_is_shown_once_it_is_chosen(workbench: Lesson) -> None:
    box, keys = workbench.exercise("sprint"), workbench.page.keyboard
    assert "Jug Trade Ltd" not in box.text_content()
    for option in ("Jug facts", "Who owns"):
        box.get_by_label(option).focus()
        keys.press("Space")
    _commit(workbench, "sprint", "open")
    expect(box).to_contain_text("Owned by Jug Trade Ltd since 1999.")
    expect(box).to_contain_text("You opened the result at the top first.")
    assert "Nobody answered." not in box.text_content()


def test_words_of_a_weak_answer_are_marked_by_keyboard(workbench: Lesson) -> None:
    box, keys = workbench.exercise("weak"), workbench.page.keyboard
    box.get_by_label("Level 1, names").focus()
    keys.press("Space")
    box.get_by_role("listbox").focus()
    for key in (*["ArrowRight"] * 7, "Shift+ArrowRight", "Enter"):
        keys.press(key)
    _commit(workbench, "weak", "mark")
    expect(box).to_contain_text("✓ Right: “not objective” (a stock phrase)")


def test_a_page_is_rebuilt_checked_mended_and_published_by_keyboard(workbench: Lesson) -> None:
    box, page = workbench.exercise("rebuild"), workbench.page
    text, keys = box.get_by_role("textbox"), page.keyboard
    text.focus()
    keys.type("The cat did it.")
    for name in ("Add the card", "Add the tag"):
        box.get_by_role("button", name=name).focus()
        keys.press("Enter")
    expect(text).to_have_value("The cat did it. [anna] {fact, guess}")
    box.get_by_role("button", name="Check my page").focus()
    keys.press("Enter")
    expect(box.get_by_role("heading", name="What the rules ask (check 1)")).to_be_focused()
    expect(box).to_contain_text("(Rule: unused card.)")
    text.focus()
    keys.press("Control+End")
    keys.type("\nIt broke.")
    box.get_by_role("button", name="Check my page").focus()
    keys.press("Enter")
    box.get_by_role("button", name="Go to line 2").first.focus()
    keys.press("Enter")
    expect(text).to_be_focused()
    keys.type("Perhaps it fell: ")
    _commit(workbench, "rebuild", "write")
    with page.expect_download() as download:
        box.get_by_role("button", name="Publish my page").focus()
        keys.press("Enter")
    html = download.value.path().read_text(encoding="utf-8")
    assert "Perhaps it fell: It broke." in html
    assert html.count("Checked 20") == 2
    assert [act["do"] for act in workbench.journal()
            if act["exercise"] == "rebuild" and act["do"] != "draft"] == [
        "check", "check", "commit"]


def test_no_notebook_key_does_harm_in_a_grid_or_an_order(workbench: Lesson) -> None:
    cells = workbench.cells()
    for place in (workbench.exercise("tree").get_by_role("combobox").first,
                  workbench.exercise("tree").get_by_role("region"),
                  workbench.exercise("tree").get_by_role("rowheader").first):
        place.focus() if place.get_attribute("tabindex") or place.evaluate(
            "e => e.matches('select')") else place.click()
        for key in ("x", "d", "d", "a", "b"):
            workbench.page.keyboard.press(key)
    assert workbench.cells() == cells


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_what_is_open_or_answered(workbench: Lesson, theme: str) -> None:
    workbench.page.evaluate(THEMES[theme])
    assert violations(workbench, ".jp-OutputArea-output") == []


def test_a_half_filled_tree_is_there_after_the_kernel_died(doomed: Lesson) -> None:
    box = doomed.exercise("tree")
    box.get_by_label("Karl's diary: Got it from").select_option("anna")
    expect(box.get_by_role("status")).to_contain_text("Saved")
    doomed.kill_kernel()
    doomed.shut_down()
    doomed.open()
    doomed.run("tree")
    box.and_(doomed.page.locator("[data-synced]")).wait_for()
    expect(box.get_by_label("Karl's diary: Got it from")).to_have_value("anna")


SCRIPT = "<img src=x onerror='window.canary=1'><script>window.canary=1</script>"
SHOWN = {"bar": 'helpers.lesson("01")', "note": 'helpers.note("01/background")',
         "predict": 'helpers.exercise("01/predict")', "altered": 'helpers.exercise("01/altered")',
         "table": 'helpers.show(helpers.table("people"))', "words": 'helpers.words("01")',
         "sources": 'helpers.sources("01")', "index": "helpers.course()"}


def test_a_script_in_a_document_a_lesson_or_a_table_never_runs(
        browser: BrowserContext, server: tuple[str, Path]) -> None:
    for lesson in toy_lesson(browser, server, "hostile", SHOWN):
        for file, words in (("documents/toy-letter.md", "The jug fell"), ("people.csv", "Anna"),
                            ("documents/toy-letter-printed.md", "a lively animal"),
                            ("lessons/01-toy.yaml", "The cat"), ("glossary.csv", "pot"),
                            ("lessons/01-toy.yaml", "stood on the table"),
                            ("lessons/01-toy.yaml", "Who broke the jug?")):
            path = lesson.course / "data" / file
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(words, f"{words} {SCRIPT}"), encoding="utf-8")
        for cell in SHOWN:
            lesson.run(cell)
        for name in ("predict", "altered"):
            lesson.exercise(name).and_(lesson.page.locator("[data-synced]")).wait_for()
        box = lesson.exercise("altered")
        box.get_by_label("Changed").check()
        _commit(lesson, "altered", "expect")
        expect(box.locator(".course-diff")).to_contain_text("<script>")
        expect(lesson.page.locator(".jp-Notebook")).to_contain_text("onerror", timeout=5000)
        assert lesson.page.evaluate("() => window.canary") is None
        assert lesson.page.locator("[onerror]").count() == 0
