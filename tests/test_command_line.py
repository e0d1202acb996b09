"""``python -m helpers`` and its commands, in plain sentences."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from asked import digest

from helpers import __main__ as command_line
from helpers.work import journal, restore

Output = pytest.CaptureFixture[str]


def _answer(text: str = "The zebra did it.") -> None:
    journal.append(journal.new_act("01", "exit", digest("01/exit"), "ticket", "commit",
                                   {"ticket": text}))


def test_check_of_a_sound_course_ends_well(toy: Path, capsys: Output) -> None:
    assert command_line.main(["check"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("Mistakes: 0. Lessons: 1")


def test_check_without_its_packages_says_how_to_install_them(
        toy: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "frictionless", None)
    assert command_line.main(["check"]) == 1
    said = capsys.readouterr().err
    assert "check needs the package 'frictionless'" in said
    assert "uv sync --extra check" in said


def test_the_pages_to_print_are_two_files_so_that_no_key_is_handed_out(
        toy: Path, capsys: Output) -> None:
    assert command_line.main(["teacher", "01"]) == 0
    teachers, students = toy / "print" / "01-teacher.html", toy / "print" / "01-students.html"
    for path in (teachers, students):
        assert "Who broke the jug?" in path.read_text(encoding="utf-8")
    assert capsys.readouterr().out == f"Written: {teachers}\nWritten: {students}\n"


def test_the_pages_to_print_go_where_they_are_told(toy: Path, tmp_path: Path) -> None:
    assert command_line.main(["teacher", "01", "--out", str(tmp_path / "new")]) == 0
    assert len(list((tmp_path / "new").iterdir())) == 2


def test_answers_can_be_exported_and_restored(toy: Path, tmp_path: Path, capsys: Output) -> None:
    _answer()
    before = journal.read("01")
    assert command_line.main(["export", "--out", str(tmp_path / "out.html")]) == 0
    journal.path("01").unlink()
    assert command_line.main(["restore", str(tmp_path / "out.html")]) == 0
    assert journal.read("01") == before
    assert "Restored: your answers to 1 exercise;" in capsys.readouterr().out


def test_an_export_bears_the_learner_s_code(toy: Path, tmp_path: Path) -> None:
    _answer()
    assert command_line.main(["export"]) == 0
    assert (tmp_path / "answers-amber-heron-42.html").exists()


@pytest.mark.parametrize(("arguments", "words"), [
    (["teacher", "99"], "There is no lesson '99'"),
    (["export"], "There are no answers to export yet."),
    (["restore", "no-such-file.html"], "no-such-file.html: No such file or directory"),
    (["rebuild", "99"], "There is no lesson '99'"),
])
def test_what_cannot_be_done_is_one_sentence(
        toy: Path, capsys: Output, arguments: list[str], words: str) -> None:
    assert command_line.main(arguments) == 1
    said = capsys.readouterr().err
    assert words in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"<html>news</html>", b"PK\x03\x04"])
def test_a_file_that_is_no_export_is_refused(
        toy: Path, tmp_path: Path, capsys: Output, content: bytes) -> None:
    (tmp_path / "x.html").write_bytes(content)
    assert command_line.main(["restore", str(tmp_path / "x.html")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_huge_file_is_refused_before_it_is_read(
        toy: Path, tmp_path: Path, capsys: Output) -> None:
    with (tmp_path / "x.html").open("wb") as file:
        file.truncate(restore.LARGEST + 1)
    assert command_line.main(["restore", str(tmp_path / "x.html")]) == 1
    assert "over 2 MB" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["frobnicate"], ["teacher"], ["restore"]])
def test_a_command_that_is_none_shows_how_to_write_it(
        capsys: Output, arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        command_line.main(arguments)
    assert "usage: python -m helpers" in capsys.readouterr().err
