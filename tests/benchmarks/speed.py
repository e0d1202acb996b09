"""Prints how fast the course is, against bare ipywidgets in the same run. Nothing here is a test.

    uv run --group dev python tests/benchmarks/speed.py            # imports, saving: seconds
    uv run --group dev python tests/benchmarks/speed.py --browser  # also in JupyterLab: minutes
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "browser"))
BASE = "import ipywidgets, anywidget"
IMPORTS = {
    "import helpers": "import helpers",
    "helpers with its first exercise's module": "import helpers; helpers.exercise",
    BASE: BASE,
}
RUNS = 10
LONG = 5000  # lines
RUN_ALL = "() => void window.jupyterapp.commands.execute('notebook:run-all-cells')"


def seconds(code: str) -> float:
    """Return the wall-clock seconds of one statement in a fresh process, start-up taken off."""
    timed = f"import time; t = time.perf_counter(); {code}; print(time.perf_counter() - t)"
    done = subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True)
    return float(done.stdout)


def imports() -> None:
    """Print the median import times, alternating, and their ratio to bare ipywidgets."""
    times: dict[str, list[float]] = {name: [] for name in IMPORTS}
    for _ in range(RUNS):
        for name, code in IMPORTS.items():
            times[name].append(seconds(code))
    base = statistics.median(times[BASE])
    for name, values in times.items():
        middle = statistics.median(values)
        print(f"{name}: {middle * 1000:.0f} ms, ratio {middle / base:.2f}")


def saving() -> None:
    """Print the time from the handler's entry to the flushed line, for a short and a long journal.

    Then print how long the state of 60 exercises takes from the long one, read afresh.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MY_WORK"], os.environ["LEARNER"] = folder, "swift-wren-10"
        from helpers.screen.form import ExerciseForm
        from helpers.work import journal, library

        form = ExerciseForm("02/masthead")
        for lines in (0, LONG):
            act = journal.new_act("02", "exit", "x", "ticket", "draft", {"ticket": "word " * 20})
            journal.write_lines(journal.path("02"), [journal.line(act)] * lines)
            times = []
            for number in range(300):
                message = {"n": number, "do": "draft", "step": "predict",
                           "answers": {"why": f"a sentence, version {number}"}}
                start = time.perf_counter()
                assert "saved" in form.take(message)
                times.append(time.perf_counter() - start)
            print(f"draft to disk, journal of {lines} lines and more: median "
                  f"{statistics.median(times) * 1000:.1f} ms, slowest {max(times) * 1000:.1f} ms")
        journal._read.clear()
        start = time.perf_counter()
        exercises = library.lesson("02").exercises
        for number in range(60):
            journal.state(exercises[number % len(exercises)])
        print(f"state of 60 exercises from {LONG} lines: "
              f"{(time.perf_counter() - start) * 1000:.0f} ms")


class Folders:
    """Stands for pytest's fixture of temporary folders."""

    def mktemp(self, name: str) -> Path:
        return Path(tempfile.mkdtemp(prefix=name))


def first_exercise() -> None:
    """Print run-all to control ready, for a lesson's copy and for one stock Dropdown."""
    from copies import REPOSITORY, window
    from lesson import Lesson

    from conftest import browser, server  # the fixtures of the browser tests

    chromium = browser.__wrapped__(Folders())
    jupyter = server.__wrapped__(Folders())
    context, (address, root) = next(chromium), next(jupyter)
    (root / "course").mkdir()
    for part in ("data", "notebooks"):
        (root / "course" / part).symlink_to(REPOSITORY / part)
    notebook = REPOSITORY / "notebooks" / "02-did-lenin-pick-an-heir.ipynb"
    source = json.loads(notebook.read_text(encoding="utf-8"))
    first = next(c for c in source["cells"] if c["id"] == "ex-first-thought")
    rest = [c for c in source["cells"] if c["cell_type"] == "code" and c["id"] != first["id"]]
    stock = {**first, "source": "import ipywidgets\n"
             "ipywidgets.Dropdown(options=['a', 'b'], description='One')"}
    notebooks = {"lesson": [first, *rest], "lesson, a Dropdown first": [stock, *rest],
                 "exercise": [first], "dropdown": [stock]}
    ready = {name: ".widget-dropdown select" if cells[0] is stock
             else ".course-exercise[data-ready]" for name, cells in notebooks.items()}
    times: dict[str, list[float]] = {name: [] for name in notebooks}
    for run in range(RUNS + 1):  # the first round warms the caches and is not counted
        for place, (name, cells) in enumerate(notebooks.items()):
            slug = f"02-copy-{place}-{run}"
            path = root / "course" / f"{slug}.ipynb"
            path.write_text(json.dumps({**source, "cells": cells}), encoding="utf-8")
            with window(context, address) as page:
                lesson = Lesson(page, address, root, root / "course", slug)
                lesson.path = f"course/{slug}.ipynb"
                lesson.open()
                start = time.perf_counter()
                page.evaluate(RUN_ALL)
                page.locator(ready[name]).first.wait_for()
                if run:
                    times[name].append(time.perf_counter() - start)
                page.wait_for_timeout(1500)  # let the rest of the lesson finish
                lesson.shut_down()
    # JupyterLab sends all cells of a notebook at once, and that alone doubles the time of its
    # first cell. So like stands beside like: a whole lesson with either, one cell with either.
    middle = {name: statistics.median(values) for name, values in times.items()}
    for name, base in (("lesson", "lesson, a Dropdown first"), ("exercise", "dropdown"),
                       ("lesson", "dropdown")):
        print(f"run-all to ready, {RUNS} alternating runs: {name} {middle[name]:.2f} s, "
              f"{base} {middle[base]:.2f} s, ratio {middle[name] / middle[base]:.2f}")
    for fixture in (jupyter, chromium):
        next(fixture, None)


BIG = """
  - id: big-grid
    type: E9
    path: further
    title: A grid of 8 x 6
    steps:
      - id: fill
        items:
          - id: cells
            kind: grid
            ask: Fill it.
            choices: [{id: "yes", text: "yes"}, {id: "no", text: "no"}]
            rows: [ROWS]
            columns: [COLUMNS]
  - id: big-text
    type: E6
    path: further
    title: A text of 250 words to mark
    steps:
      - id: mark
        items:
          - id: words
            kind: mark
            ask: Mark.
            passage: [WORDS]
            labels: [{id: a, text: a}]
            spans: [{words: word7, label: a, because: b}]

teacher:
"""
FRAMES = """async text => {
  const box = document.querySelector('[data-exercise="01/exit"] textarea');
  box.value = text;
  const slow = [];
  for (let n = 0; n < 60; n += 1) {
    const start = performance.now();
    box.setRangeText('x', box.value.length, box.value.length, 'end');
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    slow.push(performance.now() - start);
  }
  return slow;
}"""


def large_items() -> None:
    """Print how soon a large grid and text appear, and how long a key waits at 400 words."""
    from copies import REPOSITORY, toy_lesson

    from conftest import browser, server

    def entries(name: str, number: int) -> str:
        return ", ".join(f"{{id: {name}{n}, text: {name} {n}}}" for n in range(number))

    chromium = browser.__wrapped__(Folders())
    jupyter = server.__wrapped__(Folders())
    context, served = next(chromium), next(jupyter)
    names = ("exit", "big-grid", "big-text")
    calls = {name: f'helpers.exercise("01/{name}")' for name in names}
    lesson = next(opened := toy_lesson(context, served, "large", calls))
    path = lesson.course / "data/lessons/01-toy.yaml"
    words = " ".join(f"word{n}" for n in range(250))
    big = BIG.replace("ROWS", entries("row", 8)).replace("COLUMNS", entries("column", 6))
    path.write_text((REPOSITORY / "tests/toy/data/lessons/01-toy.yaml").read_text(encoding="utf-8")
                    .replace("\nteacher:\n", big.replace("WORDS", words)), encoding="utf-8")
    for name in names:
        start = time.perf_counter()
        lesson.run(name)
        lesson.exercise(name).and_(lesson.page.locator("[data-ready]")).wait_for()
        print(f"{name}: run to ready {(time.perf_counter() - start) * 1000:.0f} ms")
    waits = lesson.page.evaluate(FRAMES, "word " * 400)
    print(f"a key in a text of 400 words: median {statistics.median(waits):.0f} ms to the next "
          f"frame, slowest {max(waits):.0f} ms")
    for fixture in (opened, jupyter, chromium):
        next(fixture, None)


if __name__ == "__main__":
    imports()
    saving()
    if "--browser" in sys.argv:
        large_items()
        first_exercise()
