"""Drives a lesson in JupyterLab as a student does: by mouse or by keyboard."""

from __future__ import annotations

import contextlib
import functools
import json
import urllib.request
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Locator, Page, TimeoutError, expect

from helpers.case.records import Act, Exercise, Item, Step
from helpers.judge.kinds import mark, order
from helpers.work import journal, library

# The notebook is ready when its kernel object says so; signs in the page come too early.
READY = """() => {
  const context = window.jupyterapp?.shell.currentWidget?.context;
  const session = context?.sessionContext?.session;
  return context?.isReady && session?.kernel?.connectionStatus === 'connected'
    && session.kernel.status === 'idle';
}"""
LESSONS = [path.stem for path in library.lesson_files().values()]
PROSE = "I expect a warning, because a sick leader speaks to a congress he cannot attend."


class Lesson:
    """One lesson, open in a browser window."""

    def __init__(self, page: Page, address: str, root: Path, course: Path, slug: str) -> None:
        self.page, self.address, self.course = page, address, course
        self.notebook = course / "notebooks" / f"{slug}.ipynb"
        self.path = self.notebook.relative_to(root).as_posix()
        self.record = library.lesson(slug[:2])
        self.time = "further"  # which path is open: whatever is on it is tried
        self.page_errors: list[str] = []
        page.on("pageerror", self._note_error)
        page.set_default_timeout(20_000)

    def _note_error(self, error: Any) -> None:
        # A page that is opened anew asks the kernel for the widgets of the page before; a cell
        # that runs meanwhile closes them, and anywidget says so. A kernel that is restarted leaves
        # a request of JupyterLab's unanswered. Nothing is lost.
        told = ("Failed to initialize model", "Canceled future")
        if not any(one in str(error) for one in told):
            self.page_errors.append(str(error))

    # ------------------------------------------------------------ the notebook

    def open(self) -> None:
        """Open the notebook in a page of its own, and wait for its kernel."""
        for _ in "ab":  # once in some hundred times JupyterLab never hears that its kernel is idle
            # Opened by its address a notebook would wait a second longer, for nothing.
            self.page.goto(f"{self.address}/doc?token=test&reset")
            self.page.wait_for_function("() => window.jupyterapp?.restored")
            with contextlib.suppress(TimeoutError):
                self.open_here()
                return
            self.shut_down()
        raise AssertionError("the notebook's kernel is not ready")

    def open_here(self) -> None:
        """Open the notebook in the page that is there, in which it may be open from before."""
        self.take_time()
        self.page.evaluate("""async path => {
          await window.jupyterapp.restored;
          window.jupyterapp.shell.currentWidget?.dispose();
          // What the scripts of the course remember as long as a page lives.
          for (const key of Object.keys(window)) if (key.startsWith('course')) delete window[key];
          await window.jupyterapp.commands.execute('docmanager:open', {path, factory: 'Notebook'});
        }""", self.path)
        self.page.wait_for_function(READY, timeout=30_000)

    def take_time(self) -> None:
        """Choose how much time there is, as the bar does; a new window forgets it for all."""
        self.page.evaluate("([key, time]) => localStorage.setItem(key, time)", [
            f"course-path:{library.course()}:{self.record.id}", self.time])

    def command(self, name: str) -> Any:
        return self.page.evaluate(f"() => window.jupyterapp.commands.execute('{name}')")

    def run_all(self) -> None:
        assert self.command("notebook:run-all-cells"), "a cell raised"
        for exercise in self.record.exercises:
            self.exercise(exercise.id).and_(self.page.locator("[data-synced]")).wait_for()
        self.bar.and_(self.page.locator("[data-synced]")).wait_for()

    def save(self) -> None:
        self.command("docmanager:save")

    def kernel(self) -> dict[str, Any]:
        """Return the server's record of this notebook's kernel."""
        with urllib.request.urlopen(f"{self.address}/api/sessions?token=test") as answer:
            sessions = json.load(answer)
        return next(s["kernel"] for s in sessions if s["path"] == self.path)

    def kill_kernel(self) -> None:
        """Kill this notebook's kernel without a warning, as a crash would."""
        kernel = str(self.kernel()["id"])  # the command line of its processes names it
        for process in psutil.process_iter(["cmdline"]):
            if any(kernel in part for part in process.info["cmdline"] or []):
                process.kill()

    def shut_down(self) -> None:
        request = urllib.request.Request(
            f"{self.address}/api/sessions?token=test", method="GET")
        with urllib.request.urlopen(request) as answer:
            sessions = [s for s in json.load(answer) if s["path"] == self.path]
        for session in sessions:
            urllib.request.urlopen(urllib.request.Request(
                f"{self.address}/api/sessions/{session['id']}?token=test", method="DELETE"
            )).close()

    def cells(self) -> int:
        return int(self.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.content.widgets.length"))

    def cell(self, cell_id: str) -> Locator:
        index = self.page.evaluate(
            "id => window.jupyterapp.shell.currentWidget.content.widgets"
            ".findIndex(cell => cell.model.id === id)", cell_id)
        return self.page.locator(".jp-Notebook-cell").nth(index)

    def set_source(self, cell_id: str, source: str) -> None:
        self.page.evaluate(
            "([id, text]) => window.jupyterapp.shell.currentWidget.content.widgets"
            ".find(cell => cell.model.id === id).model.sharedModel.setSource(text)",
            [cell_id, source])

    def run(self, cell_id: str) -> None:
        self.page.evaluate(
            "id => { const notebook = window.jupyterapp.shell.currentWidget.content;"
            "notebook.activeCellIndex = notebook.widgets.findIndex(c => c.model.id === id); }",
            cell_id)
        self.command("notebook:run-cell")

    @property
    def bar(self) -> Locator:
        return self.page.locator(".course-bar")

    def write(self, acts: Iterable[Act]) -> None:
        """Write acts to the disk as this learner's, as if they had been made on another day."""
        code = self.bar.locator("strong").text_content()
        file = self.course / "notebooks" / "my-work" / code / f"{self.record.id}.jsonl"
        journal.write_lines(file, [journal.line(replace(act, learner=code,
                                                        id=f"{act.exercise}-{act.id}"))
                                   for act in acts])

    # ------------------------------------------------------------ the exercises

    def exercise(self, exercise_id: str) -> Locator:
        address = f"{self.record.id}/{exercise_id}"
        return self.page.locator(f".course-exercise[data-exercise='{address}']")

    def item(self, exercise: Exercise, item: Item) -> Locator:
        return self.exercise(exercise.id).locator(f"[data-item='{item.id}']")

    def journal(self) -> list[dict[str, Any]]:
        """Return the lines on disk, in the order written."""
        files = list((self.course / "notebooks" / "my-work").glob(f"*/{self.record.id}.jsonl"))
        lines = files[0].read_text(encoding="utf-8").splitlines() if files else []
        return [json.loads(line) for line in lines]

    def commits(self) -> dict[tuple[str, str], dict[str, Any]]:
        return {(a["exercise"], a["step"]): a["answers"]
                for a in self.journal() if a["do"] == "commit"}

    def answer_step(self, exercise: Exercise, step: Step) -> None:
        """Fill in and commit one step by mouse."""
        for item in step.items:
            self.fill(exercise, item)
        box = self.exercise(exercise.id)
        box.get_by_role("button", name="Commit my answer").click()
        if self.is_asked(exercise, step):
            box.get_by_role("button", name="Commit", exact=True).click()
            self.wait_for_feedback(exercise, step)

    def is_asked(self, exercise: Exercise, step: Step) -> bool:
        """Wait for what follows the button: a question (then true), or the feedback."""
        feedback = f"[data-exercise='{exercise.address}'] [data-step='{step.id}'] .course-feedback"
        found = self.page.wait_for_function("""feedback => {
          const now = document.activeElement;
          if (now?.matches('.course-commit :not(.course-main)')) return 'asked';
          return now?.matches(feedback) ? 'done' : '';
        }""", arg=feedback)
        return bool(found.json_value() == "asked")

    def wait_for_feedback(self, exercise: Exercise, step: Step) -> None:
        self.wait_for_focus(f"[data-exercise='{exercise.address}'] [data-step='{step.id}'] "
                            ".course-feedback")

    def wait_for_focus(self, selector: str) -> None:
        # Looks at every frame; "expect" would look at longer and longer intervals.
        self.page.wait_for_function(
            "selector => document.activeElement?.matches(selector)", arg=selector)

    def answer(self, exercise: Exercise) -> None:
        for step in exercise.steps:
            self.answer_step(exercise, step)
        expect(self.exercise(exercise.id).locator(".course-done")).to_be_visible()

    def fill(self, exercise: Exercise, item: Item) -> None:
        box = self.item(exercise, item)
        if item.kind == "choice":
            for option in picked(item):
                box.get_by_label(option, exact=True).check()
            if item.sure:
                box.get_by_label("leaning", exact=True).check()
        elif item.kind == "field" and item.form == "date":
            year, month, day = item.keys[0].value.split("-")
            box.get_by_label("Day").fill(str(int(day)))
            box.get_by_label("Month").select_option(month)
            box.get_by_label("Year").fill(year)
        elif item.kind == "field":
            box.get_by_role("textbox").fill(item.keys[0].value)
        elif item.kind == "prose":
            box.get_by_role("textbox").fill(prose_for(item))
        elif item.kind == "mark":
            self.mark(box, item)
        elif item.kind == "grid":
            for (row, column), choice in cells_of(item).items():
                box.get_by_label(f"{row}: {column}", exact=True).select_option(label=choice)
        elif item.kind == "order":
            for card, steps in moves(item):
                for _ in range(steps):
                    box.locator(f"[data-move='{card}-1']").click()
        elif item.kind == "result":
            cell = self.lab_cell(exercise)
            self.set_source(cell, solved(exercise, item))
            self.run(cell)
            expect(box).to_contain_text(f"The last value you checked: {item.keys[0].value}")
        else:
            assert item.kind == "recall", f"say here how '{item.kind}' is answered by mouse"

    def lab_cell(self, exercise: Exercise) -> str:
        """Return the id of the cell in which a student's value is checked."""
        return self.cell_that_says(f'check("{exercise.address}"')

    def cell_that_says(self, words: str) -> str:
        """Return the id of the first cell that has these words in its code."""
        cells = json.loads(self.notebook.read_text(encoding="utf-8"))["cells"]
        return str(next(cell["id"] for cell in cells if words in "".join(cell["source"])))

    def cut_off(self) -> list[str]:
        """Return what is cut off or too wide on a screen 320 pixels wide."""
        self.page.set_viewport_size({"width": 320, "height": 700})
        chrome = self.page.add_style_tag(content=".jp-SideBar, .jp-InputPrompt, .jp-OutputPrompt "
                                                 "{ display: none }")
        self.page.wait_for_function("() => document.querySelector('.jp-NotebookPanel')"
                                    ".getBoundingClientRect().right <= innerWidth")
        found: list[str] = self.page.evaluate("""() => {
          const told = (e) => e.tagName + '.' + e.className + ': ' + e.textContent.slice(0, 40);
          const cut = [...document.querySelectorAll('.course, .course *')]
            .filter(e => e.scrollWidth > e.clientWidth + 1
              && getComputedStyle(e).display !== 'inline'
              && !e.matches('input, select, option, .course-hidden')
              && !e.closest('.course-wide'));  // a wide table scrolls in its own region
          const wide = [...document.querySelectorAll('.course')]
            .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1);
          const whole = [...document.querySelectorAll('.jp-OutputArea-output')]
            .filter(e => e.scrollWidth > e.clientWidth + 1);  // no output scrolls as a whole
          return [...cut, ...wide, ...whole].map(told);
        }""")
        chrome.evaluate("style => style.remove()")
        self.page.set_viewport_size({"width": 1200, "height": 900})
        return found

    def mark(self, box: Locator, item: Item) -> None:
        words = box.get_by_role("option")
        tokens = words_of(item)
        for span in item.spans[:2]:
            place = mark.find_words(span.words, tokens)[0]
            box.get_by_label(dict(item.labels)[span.label]).first.check()
            words.nth(place[0]).hover()
            self.page.mouse.down()
            words.nth(place[-1]).hover()
            self.page.mouse.up()


def ways(exercise: Exercise) -> set[tuple[str, str, str]]:
    """Return the ways in which an exercise asks: the kind, rule and form of its items."""
    return {(item.kind, item.rule, item.form) for _, item in exercise.items()}


def places(exercise: Exercise) -> int:
    """Return how many places an exercise has to fill in."""
    return sum(len(item.rows) * len(item.columns) or 1 for _, item in exercise.items())


def first_to_ask(exercises: Iterable[Exercise]) -> list[Exercise]:
    """Return the exercises that ask in some way in which none before them asked, short ones first.

    A short one takes less typing than a long one and tries its way of asking just as well.
    """
    seen: set[tuple[str, str, str]] = set()
    found = []
    for exercise in sorted(exercises, key=places):
        if not ways(exercise) <= seen:
            found.append(exercise)
        seen |= ways(exercise)
    return found


@functools.cache
def by_keyboard() -> list[Exercise]:
    """Return the exercises of the course that are answered by keyboard alone."""
    lessons = map(library.lesson, library.lesson_files())
    return first_to_ask(one for lesson in lessons for one in lesson.exercises)


@functools.cache
def by_mouse() -> list[Exercise]:
    """Return the exercises of the course that are answered by mouse, others than by keyboard."""
    lessons = map(library.lesson, library.lesson_files())
    return first_to_ask(one for lesson in lessons for one in lesson.exercises
                        if one not in by_keyboard())


def solved(exercise: Exercise, item: Item) -> str:
    """Return the code that checks the right value, whatever was run before."""
    return (f'from helpers import check, table\nt = table("{item.table}")\n{item.solution}\n'
            f'check("{exercise.address}", n)')


def prose_for(item: Item) -> str:
    """Return an answer in words; a page to rebuild gets a sentence with a card and a tag."""
    card = item.rows[0].id if item.rule == "page" else ""
    return f"The bell may have rung. [{card}] {{inference, leaning}}" if card else PROSE


def cells_of(item: Item) -> dict[tuple[str, str], str]:
    """Return the text to choose in each cell of a grid: the right one, else the second choice."""
    right = {(c.row, c.column): c.value for c in item.cells if c.mark == "right"}
    return {(row.text, column.text):
            dict(column.choices)[right.get((row.id, column.id), column.choices[1][0])]
            for row in item.rows for column in item.columns}


def moves(item: Item) -> list[tuple[str, int]]:
    """Return how many steps up each card takes until all stand in the order of the file."""
    shown = [row.id for row in order.mixed(item.rows)]
    found = []
    for place, row in enumerate(item.rows):
        found.append((row.id, shown.index(row.id) - place))
        shown.remove(row.id)
        shown.insert(place, row.id)
    return found


def words_of(item: Item) -> list[str]:
    """Return the words that are marked in an item."""
    text = item.passage or library.document(item.document).text
    return mark.tokens(" ".join(text))


def picked(item: Item) -> list[str]:
    """Return the texts of the options a good student picks."""
    right = [o.text for o in item.options if o.verdict == "right"]
    some = right or [item.options[0].text]
    return some if item.pick == "any" else some[: int(item.pick)]
