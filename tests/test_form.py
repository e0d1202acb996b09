"""A widget's answer to whatever the page sends, without a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from helpers.screen import form, student_errors
from helpers.work import journal, library

COMMIT = {"do": "commit", "step": "guess",
          "answers": {"who": {"picked": ["cat"], "sure": "guess"}, "why": "The zebra."}}


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
    assert ready == {"ack": 2}
    assert journal.read("01").acts == ()


@pytest.mark.parametrize(("error", "words"), [
    (OSError(28, "No space left on device"), "could not be written to disk (No space left"),
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


def test_a_widget_sends_only_the_scripts_its_items_need(toy: Path) -> None:
    assert "EDITORS.mark" in form.ExerciseForm("01/words")._esm
    assert "EDITORS.mark" not in form.ExerciseForm("01/predict")._esm


@pytest.mark.parametrize("lesson_id", library.lesson_files())
def test_no_exercise_sends_more_than_25_kb_of_script(lesson_id: str) -> None:
    for exercise in library.lesson(lesson_id).exercises:
        assert len(form.ExerciseForm(exercise.address)._esm.encode()) < 25_000


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
