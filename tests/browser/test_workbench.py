"""Grids and orders of the toy course in JupyterLab: by keyboard, saved, and there after a crash."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from conftest import REPOSITORY
from lesson import Lesson
from playwright.sync_api import Browser, expect
from test_access import DARK, ON_SCREEN, violations
from test_life import kernel_processes

EXERCISES = ("compare", "tree", "scales")
ORDER = ["crash", "letter", "diary"]


@pytest.fixture
def workbench(browser: Browser, server: tuple[str, Path], request: pytest.FixtureRequest,
              monkeypatch: pytest.MonkeyPatch) -> Iterator[Lesson]:
    """The toy lesson in a course of its own, open, its exercises run."""
    address, root = server
    course = root / request.node.name
    shutil.copytree(REPOSITORY / "tests" / "toy", course)
    cells = [nbformat.v4.new_code_cell(f'import helpers; helpers.exercise("01/{name}")', id=name)
             for name in EXERCISES]
    (course / "notebooks").mkdir()
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, course / "notebooks" / "01-toy.ipynb")
    monkeypatch.setenv("COURSE", str(course))
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    lesson = Lesson(context.new_page(), address, root, course, "01-toy")
    lesson.open()
    for name in EXERCISES:
        lesson.run(name)
        lesson.exercise(name).and_(lesson.page.locator("[data-synced]")).wait_for()
    yield lesson
    lesson.shut_down()
    context.close()
    assert lesson.page_errors == []


def _commit(lesson: Lesson, name: str, step: str) -> None:
    """Commit with the keyboard, from wherever the focus is."""
    keys = lesson.page.keyboard
    lesson.exercise(name).get_by_role("button", name="Commit my answer").focus()
    keys.press("Enter")
    keys.press("Tab")  # the safe button has the focus; the next one commits
    keys.press("Enter")
    expect(lesson.exercise(name).locator(f"[data-step='{step}'] .course-feedback")).to_be_focused()


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


def test_a_half_filled_grid_is_refused_at_its_first_empty_cell(workbench: Lesson) -> None:
    box = workbench.exercise("compare")
    box.get_by_label("The jug fell on Monday: Anna").select_option("supports")
    box.get_by_role("button", name="Commit my answer").click()
    box.get_by_role("button", name="Commit", exact=True).click()
    expect(box.get_by_role("alert")).to_contain_text("“The jug fell on Monday”, The cook")
    expect(box.get_by_label("The jug fell on Monday: The cook")).to_be_focused()


def test_cards_are_put_in_order_by_keyboard(workbench: Lesson) -> None:
    box, keys = workbench.exercise("scales"), workbench.page.keyboard
    for select in box.get_by_role("combobox").all():
        select.select_option("1")
    _commit(workbench, "scales", "weigh")
    expect(box).to_contain_text("If it fits every story, does it decide anything?")
    shown = [move[:-2] for move in box.locator("[data-move$='-1']").evaluate_all(
        "all => all.map(button => button.dataset.move)")]
    for place, one in enumerate(ORDER):
        box.locator(f"[data-move='{one}-1']").focus()
        for _ in range(shown.index(one) - place):
            keys.press("Enter")
            expect(box.locator(f"[data-move='{one}-1']")).to_be_focused()
        shown.remove(one)
        shown.insert(place, one)
    expect(box.locator("[aria-live]").filter(has_text="now")).to_have_count(1)
    _commit(workbench, "scales", "when")
    assert workbench.commits()["scales", "when"] == {"order": ORDER}
    expect(box).to_contain_text("3 of 3 pairs stand in the right order")


def test_a_half_filled_tree_is_there_after_the_kernel_died(workbench: Lesson) -> None:
    box = workbench.exercise("tree")
    box.get_by_label("Karl's diary: Got it from").select_option("anna")
    expect(box.get_by_role("status")).to_contain_text("Saved")
    for process in kernel_processes(workbench):
        os.kill(process, signal.SIGKILL)
    workbench.open()
    workbench.run("tree")
    box.and_(workbench.page.locator("[data-synced]")).wait_for()
    expect(box.get_by_label("Karl's diary: Got it from")).to_have_value("anna")


def test_no_notebook_key_does_harm_in_a_grid_or_an_order(workbench: Lesson) -> None:
    cells = workbench.cells()
    for place in (workbench.exercise("tree").get_by_role("combobox").first,
                  workbench.exercise("tree").get_by_role("region"),
                  workbench.exercise("compare").get_by_role("rowheader").first):
        place.focus() if place.get_attribute("tabindex") or place.evaluate(
            "e => e.matches('select')") else place.click()
        for key in ("x", "d", "d", "a", "b"):
            workbench.page.keyboard.press(key)
    assert workbench.cells() == cells


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_a_grid_a_tree_or_an_order(workbench: Lesson, theme: str) -> None:
    if theme == "dark":
        workbench.page.evaluate(f"() => {DARK}")
    workbench.page.add_style_tag(content=ON_SCREEN)
    assert violations(workbench, ".jp-OutputArea-output") == []
    for select in workbench.exercise("scales").get_by_role("combobox").all():
        select.select_option("1")
    _commit(workbench, "scales", "weigh")
    assert violations(workbench, ".jp-OutputArea-output") == []
