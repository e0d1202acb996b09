"""A real kernel: killed while it saves, and rebuilding the stored outputs."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jupyter_client.manager import start_new_kernel

from helpers import __main__ as command_line
from helpers.desk import rebuild
from helpers.work import journal

REPOSITORY = Path(__file__).resolve().parents[1]
WRITING = """
from helpers.screen.form import ExerciseForm
form = ExerciseForm("02/masthead")
n = 0
while True:
    n += 1
    message = {"n": n, "do": "draft", "step": "predict", "answers": {"why": f"version {n}"}}
    assert "saved" in form.take(message)
    print(n, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [3, 20, 60])
def test_a_kernel_killed_while_it_saves_loses_no_acknowledged_answer(acknowledged: int) -> None:
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        client.execute(WRITING)
        last = 0
        while last < acknowledged:
            message = client.get_iopub_msg(timeout=60)
            # Output may be cut anywhere, even just before a line break.
            if message["msg_type"] == "stream" and message["content"]["text"].strip():
                last = int(message["content"]["text"].split()[-1])
        assert manager.provisioner is not None
        manager.provisioner.process.kill()
        manager.provisioner.process.wait()
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    saved = {str(act.answers["why"]) for act in journal.read("02").acts}
    assert {f"version {n}" for n in range(1, last + 1)} <= saved


def test_rebuilding_a_lesson_gives_the_stored_file_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in ("data", "notebooks"):
        shutil.copytree(REPOSITORY / part, tmp_path / part,
                        ignore=shutil.ignore_patterns("my-work"))
    stored = sorted((tmp_path / "notebooks").glob("*.ipynb"))[0]
    before = without_pictures(stored)
    monkeypatch.setenv("COURSE", str(tmp_path))
    rebuild.rebuild(stored.name[:2])
    assert without_pictures(stored) == before


@pytest.fixture
def cell(toy: Path) -> Callable[..., Path]:
    """Return a way to give the toy lesson a notebook with one more cell."""
    def add(source: str, *tags: str) -> Path:
        path = toy / "notebooks/01-toy.ipynb"
        shutil.copytree(REPOSITORY / "tests/toy/notebooks", path.parent)
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["cells"] = [{"cell_type": "code", "id": "more", "metadata": {"tags": [*tags]},
                              "source": source, "execution_count": None, "outputs": []}]
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return path
    return add


@pytest.mark.parametrize(("source", "tags", "words"), [
    ("# My cell\nn = nobody", (), "code cell 1 (# My cell): NameError: name 'nobody' is not"),
    ("n = (3", (), "SyntaxError"), ("n = nobody", ("raises-exception",), "NameError"),
    ('from helpers import table; table("x")', (), "CourseError: There is no table 'x'"),
    ("import os; os._exit(1)", (), "Kernel died")])
def test_a_lesson_that_cannot_be_rebuilt_is_one_sentence_and_stays_as_it_was(
        cell: Callable[..., Path], capsys: pytest.CaptureFixture[str],
        source: str, tags: tuple[str, ...], words: str) -> None:
    path = cell(source, *tags)
    before = path.read_bytes()
    assert command_line.main(["rebuild", "01"]) == 1
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 1
    assert said[0].startswith("notebooks/01-toy.ipynb, code cell 1 (")
    assert words in said[0]
    assert path.read_bytes() == before


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cells": 1}', "<<<<<<< HEAD\n{}", "[" * 9999])
def test_a_file_that_is_no_notebook_is_not_rebuilt(
        cell: Callable[..., Path], capsys: pytest.CaptureFixture[str], text: str) -> None:
    path = cell("1")
    path.write_text(text, encoding="utf-8")
    assert command_line.main(["rebuild", "01"]) == 1
    assert re.fullmatch(r"notebooks/01-toy\.ipynb, line 1: .+\n", capsys.readouterr().err)
    assert path.read_text(encoding="utf-8") == text


def without_pictures(path: Path) -> str:
    """Return a notebook without its PNG data, which differ with fonts and versions."""
    text = path.read_text(encoding="utf-8")
    json.loads(text)
    return re.sub(r"data:image/png;base64,[A-Za-z0-9+/=]+", "PNG", text)
