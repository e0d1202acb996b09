"""Answers given yesterday are read today: a journal and an export kept from an earlier version.

``kept/`` holds lessons 00 and 02 as answered on 30 November 2026: drafts, hints, checks of
a page, values of a lab, commits. These files are never written anew.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpers.judge import states, values
from helpers.paper import answers
from helpers.work import elsewhere, journal, learners, library, restore

KEPT = Path(__file__).parent / "kept"
LESSONS = ("00", "02")


def _states() -> dict[str, states.State]:
    return {exercise.address: journal.state(exercise)
            for one in LESSONS for exercise in library.lesson(one).exercises}


@pytest.fixture
def kept() -> dict[str, states.State]:
    """Put the kept journal in place; return what each exercise is by it."""
    own = learners.folder() / learners.learner()
    for one in LESSONS:
        shutil.copy(KEPT / f"{one}.jsonl", own)
    return _states()


def test_every_line_of_the_old_journal_is_read(kept: dict[str, states.State]) -> None:
    for one in LESSONS:
        entries = journal.read(one)
        assert entries.warnings == ()
        lines = (KEPT / f"{one}.jsonl").read_text(encoding="utf-8").splitlines()
        assert len(entries.acts) == len(lines)


def test_every_old_answer_is_shown_as_it_was_given(kept: dict[str, states.State]) -> None:
    shown = 0
    for address, state in kept.items():
        exercise = library.exercise(address)
        for step, item in exercise.items():
            given = state.frozen[step.id].answers.get(item.id) if step.id in state.frozen else None
            if given is not None:
                assert values.value_of(item, step, exercise, state) == given
                assert elsewhere.answer(f"{address}/{item.id}") is not None
                shown += 1
    assert shown > 50


def test_no_old_answer_is_called_an_answer_to_an_older_question(
        kept: dict[str, states.State]) -> None:
    """A question that is changed on purpose gets a new id, so that old answers stay judged."""
    older = {f"{address}/{step.id}" for address, state in kept.items()
             for step in library.exercise(address).steps if step.id in state.frozen
             and state.frozen[step.id].of != states.digest(
                 step, library.documents_of(library.exercise(address)))}
    assert older == set()


def test_the_old_export_brings_the_old_journal_back_whole(kept: dict[str, states.State]) -> None:
    for one in LESSONS:
        journal.path(one).unlink()
    text = (KEPT / "answers.html").read_text(encoding="utf-8")
    assert restore.restore(text).startswith("Restored: your answers to ")
    back = _states()
    for address, state in kept.items():
        assert back[address] == state, address


def test_the_old_journal_exports_today_and_comes_back(kept: dict[str, states.State]) -> None:
    made = answers.export()["html"]
    before = restore.needed(LESSONS)
    for one in LESSONS:
        journal.path(one).unlink()
    restore.restore(made)
    assert restore.needed(LESSONS) == before
    assert _states() == kept


def test_the_old_journal_files_can_be_restored_as_they_are(kept: dict[str, states.State]) -> None:
    for one in LESSONS:
        journal.path(one).unlink()
        restore.restore((KEPT / f"{one}.jsonl").read_text(encoding="utf-8"))
    assert _states() == kept
