"""A teacher copies the toy case, adds a document and an exercise with files only, and it works."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import __main__ as command_line

ROOT = Path(__file__).resolve().parent.parent
EXERCISE = """
  - id: smell
    type: E3
    path: further
    title: A second letter
    shows:
      - second-letter
    steps:
      - id: read
        opens: text
        items:
          - id: what
            kind: choice
            ask: What do you expect?
            options:
              - id: cat
                text: More about the cat
                verdict: right
                because: It is by the same writer. [@diary-1901, 4]
              - id: nothing
                text: Nothing
                verdict: arguable
                because: She may have said all.

end:
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A copy of the toy case under another name, with a document and an exercise of its own."""
    folder = tmp_path / "my-case"
    shutil.copytree(ROOT / "tests" / "toy", folder, ignore=shutil.ignore_patterns("my-work"))
    package = folder / "data/datapackage.json"
    package.write_text(package.read_text(encoding="utf-8").replace('"toy"', '"my-case"'),
                       encoding="utf-8")
    letter = (folder / "data/documents/toy-letter.md").read_text(encoding="utf-8")
    (folder / "data/documents/second-letter.md").write_text(
        letter.replace("id: toy-letter", "id: second-letter"), encoding="utf-8")
    lesson = folder / "data/lessons/01-toy.yaml"
    text = lesson.read_text(encoding="utf-8")
    assert text.count("\nend:\n") == 1
    lesson.write_text(text.replace("\nend:\n", EXERCISE), encoding="utf-8")
    path = folder / "notebooks/01-toy.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = next(c for c in notebook["cells"] if c["id"] == "ex-after")
    notebook["cells"].append({**cell, "id": "ex-smell", "outputs": [], "source": [
        "# Exercise 15\n", 'import helpers; helpers.exercise("01/smell")']})
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return folder


def test_a_case_of_files_only_is_checked_and_printed(
        case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COURSE", str(case))
    assert command_line.main(["check"]) == 0
    assert "Mistakes: 0. Lessons: 1. Documents: 4." in capsys.readouterr().out
    assert command_line.main(["teacher", "01"]) == 0
    assert "A second letter" in (case / "print/01-students.html").read_text(encoding="utf-8")


def test_a_case_of_files_only_is_run_inside_its_folder_as_its_readme_says(case: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("COURSE", "MY_WORK", "LEARNER")}
    done = subprocess.run([sys.executable, "-m", "helpers", "rebuild", "01"], cwd=case, check=False,
                          env={**environment, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
                          capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    cells = json.loads((case / "notebooks/01-toy.ipynb").read_text(encoding="utf-8"))["cells"]
    output = next(c for c in cells if c["id"] == "ex-smell")["outputs"][0]
    assert "".join(output["data"]["text/plain"]) == "Exercise 15: A second letter (01/smell)"
    assert all(c["outputs"] for c in cells if c["cell_type"] == "code")
