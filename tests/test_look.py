"""One look at the disk for one message or one draw, and never a stale one."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.screen import bar, form, widget
from helpers.work import journal, learners, library, look


class _Counted:
    """A function that looks; it knows how often it did."""

    def __init__(self) -> None:
        self.times = 0
        self.ask: Callable[[str], int] = look.once(self._look)

    def _look(self, place: str) -> int:
        self.times += 1
        if place == "nowhere":
            raise FileNotFoundError(place)
        return self.times


@pytest.fixture
def counted() -> _Counted:
    return _Counted()


def test_within_one_look_nothing_is_asked_for_twice(counted: _Counted) -> None:
    with look.one():
        assert [counted.ask("a"), counted.ask("a"), counted.ask("b")] == [1, 1, 2]


def test_without_a_look_every_question_goes_to_the_disk(counted: _Counted) -> None:
    with look.one():
        counted.ask("a")
    assert [counted.ask("a"), counted.ask("a")] == [2, 3]


def test_the_next_look_is_a_new_one(counted: _Counted) -> None:
    for _ in range(2):
        with look.one():
            counted.ask("a")
    assert counted.times == 2


def test_a_look_inside_a_look_is_part_of_it(counted: _Counted) -> None:
    with look.one():
        counted.ask("a")
        with look.one():
            counted.ask("a")
        counted.ask("a")
    assert counted.times == 1


def test_after_a_change_one_looks_again(counted: _Counted) -> None:
    with look.one():
        counted.ask("a")
        look.again()
        assert counted.ask("a") == 2
    look.again()  # harmless where nobody looks
    assert counted.ask("a") == 3


def test_what_is_not_there_is_asked_for_again(counted: _Counted) -> None:
    with look.one():
        for _ in range(2):
            with pytest.raises(FileNotFoundError):
                counted.ask("nowhere")
    assert counted.times == 2


def test_a_look_ends_however_it_ends(counted: _Counted) -> None:
    with pytest.raises(KeyError), look.one():
        raise KeyError
    assert [counted.ask("a"), counted.ask("a")] == [1, 2]


def test_a_message_in_another_thread_has_a_look_of_its_own(counted: _Counted) -> None:
    with look.one():
        counted.ask("a")
        thread = threading.Thread(target=counted.ask, args=("a",))
        thread.start()
        thread.join()
    assert counted.times == 2


# -- what is written is seen at once ----------------------------------------------------------


def _answer() -> None:
    journal.append(journal.new_act("02", "exit", "x", "ticket", "draft", {"ticket": "So."}))


def test_an_answer_is_seen_in_the_look_in_which_it_was_written() -> None:
    with look.one():
        assert journal.read("02").acts == ()
        _answer()
        assert len(journal.read("02").acts) == 1
        journal.put_aside("02")
        assert journal.read("02").acts == ()


def test_a_code_is_seen_in_the_look_in_which_it_was_changed(
        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEARNER")
    with look.one():
        assert learners.claimed() == []
        _answer()
        learners.rename("keen-wren-12")
        assert (learners.learner(), learners.claimed()) == ("keen-wren-12", ["keen-wren-12"])
        learners.choose("calm-otter-11")
        assert learners.learner() == "calm-otter-11"
        assert learners.claimed() == ["calm-otter-11", "keen-wren-12"]
        assert journal.read("02").acts == ()


def test_a_folder_that_another_kernel_renames_within_a_look_is_followed(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEARNER")
    _answer()
    with look.one():
        old = learners.learner()
        (tmp_path / old / ".was").write_text(old, encoding="utf-8")
        (tmp_path / old).rename(tmp_path / "keen-wren-12")
        _answer()
        assert len(journal.read("02").acts) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["keen-wren-12"]


# -- how often the disk is asked --------------------------------------------------------------


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the calls to the file system, as they grow."""
    found: list[str] = []

    def counting(name: str, function: Any) -> Any:
        def call(*args: Any, **named: Any) -> Any:
            found.append(name)
            return function(*args, **named)
        return call

    for place, names in ((os, ("stat", "lstat", "scandir", "listdir", "mkdir", "access", "open")),
                         (io, ("open",))):
        for name in names:
            monkeypatch.setattr(place, name, counting(name, getattr(place, name)))
    return found


@pytest.fixture(params=["amber-heron-42", ""], ids=["given code", "own code"])
def code(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEARNER", request.param)


@pytest.fixture
def run(code: None, calls: list[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Run all cells of lesson 02 that hold the bar or an exercise, with files read before."""
    exercises = [one.address for one in library.lesson("02").exercises]
    monkeypatch.setattr(widget, "_live", {})  # what other tests left open is not this kernel's
    monkeypatch.setattr(form.ExerciseForm, "send", lambda self, reply: None)
    del calls[:]
    for one in (bar.lesson("02"), *map(form.exercise, exercises)):
        one._repr_mimebundle_()
    return calls


def test_run_all_asks_the_disk_fewer_than_four_hundred_times(run: list[str]) -> None:
    assert len(set(run)) > 3  # the counter sees what it is to count
    assert len(run) < 400, f"{len(run)} calls"


def test_one_draft_asks_the_disk_fewer_than_forty_times(run: list[str]) -> None:
    open_one = form.exercise("02/exit")
    del run[:]
    open_one._on_message(None, {"n": 1, "do": "draft", "step": "ticket",
                              "answers": {"ticket": "So."}}, None)
    assert len(journal.read("02").acts) == 1
    assert len(run) < 40, f"{len(run)} calls"


def test_one_commit_redraws_the_lesson_with_fewer_than_a_hundred_calls(run: list[str]) -> None:
    open_one = form.exercise("02/exit")
    del run[:]
    open_one._on_message(None, {"n": 1, "do": "commit", "step": "ticket",
                              "answers": {"ticket": "So."}}, None)
    assert "ticket" in journal.state(library.exercise("02/exit")).frozen
    assert len(run) < 100, f"{len(run)} calls"
