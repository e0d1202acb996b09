"""A widget's answer to whatever the page sends, without a page."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import Any

import pytest

from helpers.judge import kinds
from helpers.screen import bar, form, index, student_errors
from helpers.work import journal, learners, library

COMMIT: dict[str, Any] = {"do": "commit", "step": "guess",
          "answers": {"who": {"picked": ["cat"], "sure": "guess"}, "why": "The zebra."}}

LOOK: dict[str, Any] = {"found": {"picked": ["blames"]}, "two": {"picked": ["maid", "cook"]},
                        "why-now": "The zebra, I think."}


@pytest.fixture
def sent(toy: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return what the widget of an exercise sends to the page, as it grows."""
    messages: list[Any] = []
    monkeypatch.setattr(form.ExerciseForm, "send", lambda self, reply: messages.append(reply))
    return messages


def test_a_commit_is_acknowledged_by_its_number(sent: list[Any]) -> None:
    form.ExerciseForm("01/predict")._on_message(None, {"n": 7, **COMMIT}, None)
    act = journal.read("01").acts[0]
    assert sent == [{"saved": act.at, "line": journal.line(act), "ack": 7}]


def test_what_a_commit_lacks_is_said_before_the_question_and_nothing_is_written(
        sent: list[Any]) -> None:
    widget = form.ExerciseForm("01/predict")
    widget._on_message(None, {"n": 1, **COMMIT, "do": "ready", "answers": {"why": "x"}}, None)
    widget._on_message(None, {"n": 2, **COMMIT, "do": "ready"}, None)
    lacking, ready = sent
    assert (lacking["refused"], lacking["item"]) == (1, "who")
    assert (ready["ack"], journal.read("01").acts) == (2, ())


def test_before_the_first_commit_of_a_lesson_it_is_asked_and_then_no_more(sent: list[Any]) -> None:
    ready = {**COMMIT, "do": "ready"}
    assert "You cannot change it afterwards." in _sent(sent, **ready)["asks"]
    _sent(sent, **COMMIT)
    assert _sent(sent, **{**ready, "step": "look", "answers": LOOK})["asks"] == ""


def test_before_an_unchanged_revision_is_committed_it_is_asked(sent: list[Any]) -> None:
    _sent(sent, **COMMIT)
    kept = {**LOOK, "why-now": COMMIT["answers"]["why"]}
    reply = _sent(sent, **{**COMMIT, "do": "ready", "step": "look", "answers": kept})
    assert reply["asks"] == "You have not changed your first answer. Commit it as it is?"


@pytest.mark.parametrize(("error", "words"), [
    (OSError(28, "No space left on device"), "could not be written to disk (No space left on "
     "device). Free some space"),
    (RecursionError(), "Something went wrong in the course itself"),
])
def test_what_cannot_be_saved_is_refused_and_the_page_is_told(
        sent: list[Any], monkeypatch: pytest.MonkeyPatch, error: Exception, words: str) -> None:
    def fail(act: object) -> None:
        raise error

    widget = form.ExerciseForm("01/predict")
    monkeypatch.setattr(journal, "append", fail)
    widget._on_message(None, {"n": 8, **COMMIT}, None)
    assert [reply["refused"] for reply in sent] == [8]
    assert words in sent[0]["why"]


# -- one box keeps no other from being saved --------------------------------------------------


LONG = "x" * 6001


def _sent(sent: list[Any], **message: Any) -> Any:
    form.ExerciseForm("01/predict")._on_message(None, {"n": 1, **message}, None)
    return sent[-1]


@pytest.mark.parametrize(("item", "value"), [("why", LONG), ("age", "7"), ("who", "cat")])
def test_what_fits_is_saved_and_the_rest_is_named_with_a_remedy(
        sent: list[Any], item: str, value: str) -> None:
    answers = {"who": {"picked": ["cat"]}, "why": "So.", item: value}
    reply = _sent(sent, do="draft", step="guess", answers=answers)
    act = journal.read("01").acts[0]
    assert act.answers == {name: one for name, one in answers.items() if name != item}
    assert (reply["saved"], reply["line"]) == (act.at, journal.line(act))  # the copy has it too
    assert reply["dropped"].keys() == {item}
    assert reply["why"] == f"{reply['dropped'][item]} Everything else is saved."
    assert (reply["refused"], reply["item"]) == (1, item)  # no page says "Saved" to that


def test_a_commit_is_acknowledged_whatever_stray_answers_came_with_it(sent: list[Any]) -> None:
    reply = _sent(sent, **{**COMMIT, "answers": {**COMMIT["answers"], "age": "7"}})
    assert (reply["ack"], reply["dropped"].keys()) == (1, {"age"})
    assert journal.read("01").acts[0].answers == COMMIT["answers"]


def test_what_would_be_left_out_is_said_before_the_commit(sent: list[Any]) -> None:
    answers = {**COMMIT["answers"], "age": "7"}
    reply = _sent(sent, **{**COMMIT, "do": "ready", "answers": answers})
    assert (reply["ack"], reply["dropped"].keys()) == (1, {"age"})
    assert journal.read("01").acts == ()


def test_an_exercise_goes_on_though_the_page_still_sends_a_step_that_was_frozen_elsewhere(
        sent: list[Any]) -> None:
    _sent(sent, **COMMIT)
    _sent(sent, do="draft", step="look", answers={**COMMIT["answers"], "why-now": "Now."})
    state = journal.state(library.exercise("01/predict"))
    assert state.drafts == {"look": {"why-now": "Now."}}


def test_half_an_emoji_is_saved(sent: list[Any]) -> None:
    reply = _sent(sent, do="draft", step="guess", answers={"why": "cat \ud83d"})
    assert reply["ack"] == 1
    assert journal.read("01").acts[0].answers == {"why": "cat ?"}


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_a_commit_that_the_disk_refused_can_be_made_again(
        sent: list[Any], monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def broken(handle: int) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", broken)
        assert "is not saved" in _sent(sent, **COMMIT)["why"]
    assert _sent(sent, **COMMIT)["ack"] == 1
    assert [act.do for act in journal.read("01").acts] == ["commit"]
    assert journal.read("01").warnings == ()


# -- a folder that cannot be written ----------------------------------------------------------


@pytest.fixture(params=["given", "own"])
def closed(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the answers belong where no folder can be made."""
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("MY_WORK", str(tmp_path / "file" / "my-work"))
    monkeypatch.setenv("LEARNER", "s07" if request.param == "given" else "")
    return tmp_path / "file" / "my-work"


def test_where_nothing_can_be_saved_a_lesson_can_be_read_and_says_so(
        sent: list[Any], closed: Path) -> None:
    for address in [one.address for one in library.lesson("01").exercises]:
        widget = form.exercise(address)
        assert isinstance(widget, form.ExerciseForm)
        assert [step["frozen"] for step in widget.view["steps"]] == [False]
        assert [one.count(str(closed)) for one in widget.view["warnings"]] == [1]
        assert "set MY_WORK to a folder of your own" in widget.view["warnings"][0]
    head = bar.lesson("01")
    assert isinstance(head, bar.LessonBar)
    assert "Nothing can be saved here" in head.view["warnings"][0]
    assert isinstance(index.course(), index.CourseIndex)


def test_where_nothing_can_be_saved_no_answer_is_acknowledged(
        sent: list[Any], closed: Path) -> None:
    reply = _sent(sent, **COMMIT)
    assert reply["refused"] == 1
    assert "set MY_WORK to a folder of your own" in reply["why"]


def test_a_code_that_cannot_be_kept_is_the_same_all_the_time(closed: Path) -> None:
    assert len({learners.learner() for _ in range(5)}) == 1


@pytest.mark.parametrize("place", ["01.jsonl", "amber-heron-42"])
def test_answers_that_cannot_be_changed_can_be_read(
        sent: list[Any], monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    _sent(sent, **COMMIT)
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != place)
    view = form.ExerciseForm("01/predict").view
    assert [step["frozen"] for step in view["steps"]] == [True, False]
    assert "Nothing can be saved here" in view["warnings"][0]


def test_where_all_is_well_nothing_is_said(sent: list[Any]) -> None:
    assert form.ExerciseForm("01/predict").view["warnings"] == []
    _sent(sent, **COMMIT)
    assert form.ExerciseForm("01/predict").view["warnings"] == []


# -- scripts and errors -----------------------------------------------------------------------


def test_a_widget_sends_only_the_scripts_its_items_need(toy: Path) -> None:
    assert "EDITORS.mark" in form.ExerciseForm("01/words")._esm
    assert "EDITORS.mark" not in form.ExerciseForm("01/predict")._esm


def test_a_widget_sends_the_editor_of_every_question_it_asks(toy: Path) -> None:
    asked = [(e, item) for e in library.lesson("01").exercises for _, item in e.items()]
    assert {item.kind for _, item in asked} == set(kinds.KINDS)
    for exercise, item in asked:
        editor = rf"EDITORS\.{item.kind}=|\b{item.kind}(\(item,|:\(item\))"
        assert re.search(editor, form.ExerciseForm(exercise.address)._esm), item.id


@pytest.mark.parametrize("lesson_id", library.lesson_files())
def test_no_exercise_sends_more_than_40_kb_of_script(lesson_id: str) -> None:
    for exercise in library.lesson(lesson_id).exercises:
        assert len(form.ExerciseForm(exercise.address)._esm.encode()) < 40_000


class _Shell:
    def _showtraceback(self, kind: type, error: BaseException, lines: list[str]) -> None:
        self.lines = lines


def _advice(code: str, file: str) -> str:
    try:
        exec(compile(code, file, "exec"), {})
    except Exception as error:
        return student_errors._explain(_Shell(), type(error), error, error.__traceback__)[1]
    raise AssertionError("the code must raise")


def test_a_student_s_error_gets_advice_and_ours_is_owned() -> None:
    ours = str(Path(student_errors.__file__).parent / "labs.py")
    assert "run the cells above first" in _advice("nothing", "<cell>")
    assert "mistake of the course" in _advice("nothing", ours)
    assert "mistake of the course" not in _advice("import helpers; helpers.tabel", "<cell>")


@pytest.mark.parametrize(("code", "words"), [
    ("[1][3]", "Counting begins at 0"), ("1 / 0", "divided by 0"), ("{}['a']", "no column or key"),
    ("n = len(t[", "opened and not closed"), ("n = 'a", "opened and not closed"),
    ("n = 1\n  m = 2", "too far to the right"), ("if n:\nm", "too far to the right"),
    ("import pandsa", "Check the spelling")])
def test_the_common_mistakes_of_a_lab_are_explained(code: str, words: str) -> None:
    assert words in _advice(code, "<cell>")


def test_a_line_that_python_cannot_read_is_shown_with_its_number() -> None:
    shell = _Shell()
    with pytest.raises(SyntaxError) as caught:
        compile("n = 1\nm = len(t[", "<cell>", "exec")
    student_errors._explain(shell, SyntaxError, caught.value, caught.tb)
    assert shell.lines[0].startswith("SyntaxError in line 2: ")
    assert "m = len(t[" in shell.lines[0]
