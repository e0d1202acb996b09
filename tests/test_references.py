"""The full references: made once by the desk, read by every lesson."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from helpers import __main__ as command_line
from helpers.case.errors import CourseError
from helpers.case.reference import BOOKS, REFERENCES
from helpers.desk import check, references
from helpers.paper import handout, notes
from helpers.work import library

NEW = {"id": "map-1899", "type": "book", "title": "Map of a Village"}


def _add(course: Path, entry: dict[str, Any] = NEW) -> None:
    path = course / BOOKS
    entries = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps([*entries, entry]), encoding="utf-8")


def test_every_work_of_the_course_has_its_reference() -> None:
    entries = library.bibliography()
    assert list(library.finished()) == list(entries) != []
    assert all(text.strip() for text in library.finished().values())


def test_a_reference_stands_beside_the_work_it_describes() -> None:
    entries = library.bibliography()
    for key, text in library.finished().items():
        assert entries[key]["title"].split()[-1].strip(".?!”").casefold() in text.casefold()


def test_references_name_each_known_work_once(toy: Path) -> None:
    full = library.references(["atlas-1900", "diary-1901", "atlas-1900", "nobody"])
    assert list(full) == ["atlas-1900", "diary-1901"]
    assert full["diary-1901"] == "Braun, K. (1901) Diary of a Village."


def test_the_sources_of_a_lesson_need_no_package_of_the_desk(
        toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "citeproc", None)
    monkeypatch.setitem(sys.modules, "lxml", None)
    assert repr(notes.sources("01")) == "Braun 1901: Braun, K. (1901) Diary of a Village."
    assert "Braun, K. (1901) Diary of a Village." in handout.html("01")


@pytest.mark.parametrize("change", [
    lambda path: path.unlink(), lambda path: path.write_text("{", encoding="utf-8"),
    lambda path: path.write_text("[" * 100_000, encoding="utf-8"),
    lambda path: path.write_text('["Braun"]', encoding="utf-8"),
    lambda path: path.write_text('{"diary-1901": 1901}', encoding="utf-8"),
    lambda path: path.write_bytes(b"\xff\xfe"),
], ids=["missing", "cut short", "deep", "list", "number", "bytes"])
def test_without_a_sound_file_the_sources_say_the_title_and_check_says_what_to_run(
        toy: Path, change: Any) -> None:
    change(toy / REFERENCES)
    assert repr(notes.sources("01")) == "Braun 1901: Diary of a Village"
    assert [str(one) for one in check.problems()] == [
        "data/references.json, line 1: is older than data/bibliography.json; run: "
        "python -m helpers references"]


def test_after_a_change_of_the_works_one_command_makes_the_file_anew(
        toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _add(toy)
    assert [one.file for one in check.problems()] == [REFERENCES]
    assert command_line.main(["references"]) == 0
    assert capsys.readouterr().out == f"Written: {toy / REFERENCES}\n"
    assert check.problems() == []
    assert library.references(["map-1899"])["map-1899"].startswith("Map of a Village")


@pytest.mark.parametrize("change", [
    lambda text: text.replace("Braun, K.", "Braun, L."),
    lambda text: text.replace("(no date) ", ""),
], ids=["name", "year"])
def test_a_reference_that_was_changed_by_hand_is_found(toy: Path, change: Any) -> None:
    path = toy / REFERENCES
    text = path.read_text(encoding="utf-8")
    path.write_text(change(text), encoding="utf-8")
    assert [one.file for one in check.problems()] == [REFERENCES]


@pytest.mark.parametrize("entry", [
    {"id": "map-1899", "title": "Map of a Village"},
    {**NEW, "issued": {"date-parts": [["1890s"]]}},
], ids=["no type", "no year"])
def test_a_work_of_which_no_reference_can_be_made_is_named(
        toy: Path, capsys: pytest.CaptureFixture[str], entry: dict[str, Any]) -> None:
    _add(toy, entry)
    (said,) = check.problems()
    assert said.file == BOOKS
    assert command_line.main(["references"]) == 1
    assert capsys.readouterr().err.startswith(BOOKS)
    with pytest.raises(CourseError, match="no reference can be made of 'map-1899'"):
        references.written({entry["id"]: entry})


@pytest.mark.parametrize("command", ["check", "references"])
def test_without_its_package_a_command_says_how_to_install_it(
        toy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
        command: str) -> None:
    monkeypatch.setitem(sys.modules, "citeproc", None)
    assert command_line.main([command]) == 1
    assert f"{command} needs the package 'citeproc'." in capsys.readouterr().err
