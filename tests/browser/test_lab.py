"""A data lab in JupyterLab: what a student types by mistake does not stop the lesson."""

from __future__ import annotations

import json

from lesson import Lesson
from playwright.sync_api import expect

SOURCES = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .map(cell => [cell.model.id, cell.model.type, cell.model.sharedModel.source])"""


def test_a_half_typed_line_is_explained_and_every_cell_below_it_runs(opened: Lesson) -> None:
    opened.set_source("lab-seated", 'day = "1922-12-24"\nseated = politburo[(')
    opened.command("notebook:run-all-cells")
    for exercise in opened.record.exercises:
        opened.exercise(exercise.id).and_(opened.page.locator("[data-synced]")).wait_for()
    outputs = opened.cell("lab-seated").locator(".jp-OutputArea-output")
    expect(outputs).to_contain_text("SyntaxError in line 2")
    expect(outputs).to_contain_text("opened and not closed")
    expect(outputs).not_to_contain_text("Traceback")
    opened.save()
    opened.open()  # and so it is with the notebook that was saved like this
    assert "politburo[(" in json.dumps(opened.page.evaluate(SOURCES))
    opened.run("lab-seated")
    expect(outputs).to_contain_text("opened and not closed")


def test_no_key_of_command_mode_turns_a_text_into_code_or_a_lab_into_text(opened: Lesson) -> None:
    opened.run("ex-first-thought")
    opened.exercise("first-thought").and_(opened.page.locator("[data-synced]")).wait_for()
    before = opened.page.evaluate(SOURCES)
    for cell in ("lab", "lab-seated", "ex-first-thought"):
        for key in ("y", "m", "r", "1", "6", "Shift+M"):
            opened.page.evaluate(
                "id => { const notebook = window.jupyterapp.shell.currentWidget.content;"
                "notebook.activeCellIndex = notebook.widgets.findIndex(c => c.model.id === id);"
                "notebook.mode = 'command'; notebook.activate(); }", cell)
            opened.page.keyboard.press(key)
    opened.page.keyboard.press("b")  # the keys that only add a cell still do
    after = opened.page.evaluate(SOURCES)
    assert [one for one in after if one in before] == before
    assert len(after) == len(before) + 1
    expect(opened.page.locator(".jp-Dialog")).to_have_count(0)
