"""Who is answering: codes, several students at one computer, and kernels side by side."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from helpers.case.errors import CourseError
from helpers.work import journal, learners


@pytest.fixture(autouse=True)
def _no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEARNER")


# -- which code -------------------------------------------------------------------------------

def test_without_a_name_the_only_folder_is_the_learner(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "calm-otter-11").mkdir()
    assert learners.learner() == "calm-otter-11"


def test_without_a_folder_a_code_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert learners.learner() == learners.learner()


def test_two_folders_are_a_question_and_no_guess(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for code in ("calm-otter-11", "keen-wren-12"):
        (tmp_path / code).mkdir()
        (tmp_path / code / "02.jsonl").touch()
    with pytest.raises(CourseError, match="Choose in the lesson's first cell"):
        learners.learner()


def test_of_folders_made_at_the_same_time_the_one_with_answers_or_the_oldest_counts(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for age, code in enumerate(("keen-wren-12", "calm-otter-11")):
        (tmp_path / code).mkdir()
        os.utime(tmp_path / code, (age, age))
    assert learners.learner() == "keen-wren-12"
    (tmp_path / "calm-otter-11" / "02.jsonl").touch()
    assert learners.learner() == "calm-otter-11"


@pytest.mark.parametrize("name", ["../other", "a b", "a/b", "..", "x" * 41, "-"])
def test_a_learner_is_a_code_and_never_a_path(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEARNER", name)
    with pytest.raises(CourseError, match="letters, digits and hyphens"):
        learners.learner()


DEVICES = ["CON", "con", "Nul", "aux", "PRN", "com1", "COM9", "lpt1", "LPT0", "com²"]


@pytest.mark.parametrize("name", DEVICES)
def test_a_name_that_windows_keeps_for_a_device_is_no_code(
        name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for change in (learners.rename, learners.choose):
        with pytest.raises(CourseError, match="no name that Windows keeps"):
            change(name)
    with pytest.raises(CourseError, match="names no learner"):
        learners.adopt(name)
    monkeypatch.setenv("LEARNER", name)
    with pytest.raises(CourseError, match="no name that Windows keeps"):
        learners.learner()


@pytest.mark.parametrize("name", ["con-1", "com10", "nul-nul", "auxiliary", "lpt", "s07"])
def test_a_name_that_only_looks_like_a_device_is_a_code(name: str) -> None:
    learners.choose(name)
    assert learners.learner() == name


# -- which folder -----------------------------------------------------------------------------


def test_the_folder_of_answers_may_be_in_one_s_home(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("MY_WORK", f"~/{tmp_path.name}-answers")
    assert learners.folder() == tmp_path / f"{tmp_path.name}-answers"


@pytest.mark.parametrize("name", ["MY_WORK", "COURSE"])
def test_another_present_folder_makes_no_other_learner(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv("MY_WORK")
    monkeypatch.setenv(name, f"{tmp_path.name}-answers")
    for place in ("here", "there"):
        (tmp_path / place).mkdir()
    monkeypatch.chdir(tmp_path / "here")
    folder = learners.folder()
    assert folder.is_absolute()
    assert tmp_path / "here" / f"{tmp_path.name}-answers" in (folder, *folder.parents)
    monkeypatch.chdir(tmp_path / "there")
    assert learners.folder() == folder


# -- former codes -----------------------------------------------------------------------------


def test_nobody_is_offered_or_takes_the_former_code_of_another(
        monkeypatch: pytest.MonkeyPatch) -> None:
    learners.choose("calm-otter-11")
    _answer()
    learners.rename("keen-wren-12")
    offered = iter(["calm-otter-11", "swift-lark-13"])
    monkeypatch.setattr(learners, "_made", lambda: next(offered))
    assert learners.suggest(1) == ["swift-lark-13"]
    learners.choose("early-yew-14")
    with pytest.raises(CourseError, match="somebody's code"):
        learners.rename("calm-otter-11")


def test_one_may_go_back_to_one_s_own_former_code() -> None:
    learners.choose("calm-otter-11")
    learners.rename("keen-wren-12")
    learners.rename("calm-otter-11")
    assert learners.learner() == "calm-otter-11"


# -- choosing ---------------------------------------------------------------------------------


def _answer(text: str = "The cat.") -> None:
    journal.append(journal.new_act("02", "exit", "x", "ticket", "draft", {"ticket": text}))


def _texts(code: str) -> list[str]:
    pages = journal.parse((learners.folder() / code / "02.jsonl").read_text(encoding="utf-8"), "")
    assert pages.warnings == ()
    return [str(act.answers["ticket"]) for act in pages.acts]


class _Kernels:
    """Kernels are processes; what each keeps to itself is its choice."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._kept: dict[str, dict[Path, str]] = {}
        self._monkeypatch = monkeypatch

    def __call__(self, name: str) -> None:
        self._monkeypatch.setattr(learners, "_chosen", self._kept.setdefault(name, {}))


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> _Kernels:
    return _Kernels(monkeypatch)


def test_the_codes_to_choose_from_are_nobody_s_and_differ() -> None:
    here = learners.learner()
    codes = learners.suggest(200)
    assert len(set(codes)) == 200
    assert here not in codes


def test_a_code_that_was_kept_is_claimed() -> None:
    code = learners.learner()
    assert learners.claimed() == []
    learners.rename(code)
    assert learners.claimed() == [code]
    assert learners.codes_before(code) == []


def test_another_code_takes_the_answers_along(tmp_path: Path) -> None:
    _answer()
    old = learners.learner()
    learners.rename("calm-otter-11")
    assert [path.name for path in tmp_path.iterdir()] == ["calm-otter-11"]
    _answer("The dog.")
    assert _texts("calm-otter-11") == ["The cat.", "The dog."]
    assert learners.is_me(old)
    assert learners.is_me("calm-otter-11")
    assert not learners.is_me("keen-wren-12")


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("code", ["../x", "", "a b", "x" * 41])
def test_what_is_no_code_is_refused(tmp_path: Path, code: str) -> None:
    _answer()
    before = _bytes(tmp_path)
    for change in (learners.rename, learners.choose):
        with pytest.raises(CourseError, match="letters, digits and hyphens"):
            change(code)
    assert _bytes(tmp_path) == before


def test_a_code_that_is_somebody_s_is_refused(tmp_path: Path) -> None:
    _answer()
    learners.choose("calm-otter-11")
    _answer()
    before = _bytes(tmp_path)
    learners.choose("keen-wren-12")
    with pytest.raises(CourseError, match="calm-otter-11 is somebody's code here already"):
        learners.rename("calm-otter-11")
    assert before.items() <= _bytes(tmp_path).items()


def test_a_folder_with_other_files_is_not_overwritten(tmp_path: Path) -> None:
    _answer()
    (tmp_path / "calm-otter-11").mkdir()
    (tmp_path / "calm-otter-11" / "notes.txt").write_text("mine")
    with pytest.raises(CourseError, match="There is a folder calm-otter-11 already"):
        learners.rename("calm-otter-11")
    assert (tmp_path / "calm-otter-11" / "notes.txt").read_text() == "mine"


def test_where_the_computer_gives_the_code_it_is_not_changed(
        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEARNER", "s07")
    for change in (learners.rename, learners.choose):
        with pytest.raises(CourseError, match="LEARNER is set"):
            change("calm-otter-11")


def test_somebody_else_gets_a_folder_and_the_next_kernel_asks_again(
        tmp_path: Path, kernel: _Kernels) -> None:
    kernel("one")
    learners.choose("calm-otter-11")
    _answer("Mine.")
    learners.choose("keen-wren-12")
    assert learners.learner() == "keen-wren-12"  # before there is any answer
    kernel("two")
    with pytest.raises(CourseError, match=r"Several learners.*calm-otter-11, keen-wren-12"):
        learners.learner()
    learners.choose("calm-otter-11")
    _answer("Mine too.")
    kernel("one")
    _answer("Theirs.")
    assert _texts("calm-otter-11") == ["Mine.", "Mine too."]
    assert _texts("keen-wren-12") == ["Theirs."]


def test_a_code_without_answers_leaves_nothing_behind(tmp_path: Path) -> None:
    learners.choose("calm-otter-11")
    _answer()
    learners.choose("keen-wren-12")
    learners.choose("calm-otter-11")
    assert [path.name for path in tmp_path.iterdir()] == ["calm-otter-11"]


# -- two kernels ------------------------------------------------------------------------------


def test_a_kernel_follows_the_folder_that_another_one_renamed(
        tmp_path: Path, kernel: _Kernels) -> None:
    for name in ("one", "two"):
        kernel(name)
        _answer(name)
    learners.rename("calm-otter-11")
    learners.rename("keen-wren-12")
    kernel("one")
    _answer("again")
    assert learners.learner() == "keen-wren-12"
    assert [path.name for path in tmp_path.iterdir()] == ["keen-wren-12"]
    assert _texts("keen-wren-12") == ["one", "two", "again"]


def test_a_folder_renamed_between_asking_and_writing_is_followed(
        tmp_path: Path, kernel: _Kernels, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel("one")
    _answer("one")
    write = journal.write_lines

    def late(target: Path, lines: list[str]) -> None:
        monkeypatch.setattr(journal, "write_lines", write)
        kernel("two")
        learners.rename("keen-wren-12")
        kernel("one")
        write(target, lines)

    monkeypatch.setattr(journal, "write_lines", late)
    _answer("two")
    assert [path.name for path in tmp_path.iterdir()] == ["keen-wren-12"]
    assert _texts("keen-wren-12") == ["one", "two"]


def test_a_folder_moved_by_hand_is_asked_for_and_never_doubled(
        tmp_path: Path, kernel: _Kernels) -> None:
    kernel("one")
    learners.choose("calm-otter-11")
    _answer("one")
    (tmp_path / "calm-otter-11").rename(tmp_path / "keen-wren-12")
    with pytest.raises(CourseError, match="The folder of calm-otter-11 is no longer here"):
        _answer("two")
    assert [path.name for path in tmp_path.iterdir()] == ["keen-wren-12"]
    learners.choose("keen-wren-12")
    _answer("two")
    assert _texts("keen-wren-12") == ["one", "two"]


def test_after_the_disk_was_emptied_the_kernel_goes_on_under_its_code(tmp_path: Path) -> None:
    _answer()
    code = learners.learner()
    shutil.rmtree(tmp_path / code)
    _answer("again")
    assert _texts(code) == ["again"]


# -- starting afresh --------------------------------------------------------------------------


def test_a_lesson_put_aside_is_empty_and_every_byte_is_kept(tmp_path: Path) -> None:
    _answer()
    before, book = journal.path("02").read_bytes(), journal.book("02")
    name = journal.put_aside("02")
    assert re.fullmatch(r"02-aside-\d{8}T\d{12}\.jsonl", name)
    assert (journal.path("02").parent / name).read_bytes() == before
    assert journal.read("02").acts == ()
    assert journal.book("02") != book
    _answer("New.")
    assert _texts(learners.learner()) == ["New."]
    assert journal.put_aside("02") != name


def test_a_lesson_that_was_not_begun_is_not_put_aside(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="no answers in this lesson yet"):
        journal.put_aside("02")


def test_a_new_code_opens_no_new_book() -> None:
    _answer()
    before = journal.book("02")
    learners.rename("calm-otter-11")
    assert journal.book("02") == before
    learners.choose("keen-wren-12")
    assert journal.book("02") != before
