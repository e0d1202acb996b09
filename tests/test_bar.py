"""The lesson bar and the index of lessons, without a page."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from asked import digest

from helpers.case.errors import CourseError
from helpers.paper.markup import Html
from helpers.screen import bar, form, index, lab
from helpers.screen import widget as shared
from helpers.work import journal, learners, library, restore


@pytest.fixture(autouse=True)
def _toy_without_a_name(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEARNER")


def _draft(text: str = "The cat.") -> None:
    last = max((act.at for act in journal.read("01").acts), default="")
    journal.append(journal.new_act("01", "predict", digest("01/predict"), "guess", "draft",
                                   {"why": text}, after=last))


def _sent(widget: shared.CourseWidget, monkeypatch: pytest.MonkeyPatch, message: Any) -> Any:
    messages: list[Any] = []
    monkeypatch.setattr(type(widget), "send", lambda self, reply: messages.append(reply))
    widget._on_message(None, message, None)
    return messages[-1]


# -- the course -------------------------------------------------------------------------------


def test_the_course_is_named_by_its_data_package(monkeypatch: pytest.MonkeyPatch) -> None:
    assert library.course() == "toy"
    _draft()
    assert journal.read("01").acts[0].course == "toy"
    monkeypatch.setenv("COURSE", str(Path(__file__).resolve().parent.parent))
    assert library.course() == "exile"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"name": [7]}', '{"name": "a:b"}', "{"])
def test_a_course_without_a_name_is_said(toy: Path, text: str) -> None:
    (toy / "data" / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=r"^data/datapackage\.json, line 1"):
        library.course()


def test_lines_of_another_course_are_skipped_and_said() -> None:
    _draft()
    stray = journal.line(journal.read("01").acts[0]).replace('"toy"', '"other"')
    journal.write_lines(journal.path("01"), [stray] * 5)
    assert len(journal.read("01").acts) == 1
    told = bar.LessonBar("01").view["warnings"]
    assert told[0] == ("01.jsonl, line 2 belongs to another course and was skipped; all other "
                       "answers are here.")
    assert told[3:] == ["2 more lines were skipped as well."]


# -- who --------------------------------------------------------------------------------------


def test_on_first_use_the_bar_offers_four_other_codes() -> None:
    seen = bar.LessonBar("01").view
    assert seen["isNew"]
    assert len({seen["learner"], *seen["codes"]}) == 5


def test_who_has_answers_or_chose_is_not_asked_again() -> None:
    widget = bar.LessonBar("01")
    widget.take({"do": "rename", "code": widget.view["learner"]})
    assert not widget.view["isNew"]
    _draft()
    assert not bar.LessonBar("01").view["isNew"]


def test_where_the_computer_gives_the_code_the_bar_offers_none(
        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEARNER", "s07")
    seen = bar.LessonBar("01").view
    assert (seen["learner"], seen["fixed"], seen["isNew"]) == ("s07", True, False)


def test_with_several_learners_the_bar_asks_and_an_exercise_says_where(
        monkeypatch: pytest.MonkeyPatch) -> None:
    learners.choose("calm-otter-11")
    _draft("Mine.")
    learners.choose("keen-wren-12")
    _draft("Theirs.")
    monkeypatch.setattr(learners, "_chosen", {})  # the next kernel
    widget = bar.lesson("01")
    assert isinstance(widget, bar.LessonBar)
    assert widget.view["learner"] == ""
    assert widget.view["here"] == ["calm-otter-11", "keen-wren-12"]
    assert widget.opened() == {"lines": []}
    shown = form.exercise("01/predict")
    assert isinstance(shown, Html)
    assert "Choose in the lesson's first cell who you are" in repr(shown)
    reply = widget.take({"do": "choose", "code": "keen-wren-12"})
    assert "You go on as keen-wren-12" in reply["note"]
    assert widget.view["here"] == ["calm-otter-11"]
    assert "Theirs." in reply["lines"][0]
    assert _why(form.ExerciseForm("01/predict")) == "Theirs."


def _why(widget: form.ExerciseForm) -> Any:
    return {i["id"]: i["value"] for i in widget.view["steps"][0]["items"]}["why"]


def test_a_page_of_another_learner_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    widget = form.ExerciseForm("01/predict")
    mine = widget.view["learner"]
    _draft()
    learners.choose("keen-wren-12")
    message = {"n": 1, "do": "draft", "step": "guess", "learner": mine, "answers": {"why": "No."}}
    reply = _sent(widget, monkeypatch, message)
    assert reply["refused"] == 1
    assert reply["why"] == (f"This page showed the answers of {mine}, and here keen-wren-12 goes "
                            "on now. Nothing was saved.")
    assert journal.read("01").acts == ()
    assert widget.view["learner"] == "keen-wren-12"
    learners.choose(mine)
    assert len(journal.read("01").acts) == 1


def test_a_page_drawn_before_the_code_was_changed_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    widget = form.ExerciseForm("01/predict")
    _draft()
    mine = learners.learner()
    learners.rename("keen-wren-12")
    message = {"n": 1, "do": "draft", "step": "guess", "learner": mine, "answers": {"why": "Yes."}}
    assert _sent(widget, monkeypatch, message)["ack"] == 1
    assert [act.learner for act in journal.read("01").acts] == [mine, "keen-wren-12"]


# -- the copy in the browser ------------------------------------------------------------------


def test_a_bar_that_opens_is_told_the_lines_a_copy_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("One.", "Two.", "Three."):
        _draft(text)
    reply = _sent(bar.LessonBar("01"), monkeypatch, {"n": 1, "do": "open"})
    assert [json.loads(line)["answers"] for line in reply["lines"]] == [{"why": "Three."}]


def test_after_a_new_code_the_lines_bear_it() -> None:
    widget = bar.LessonBar("01")
    _draft()
    widget.refresh()
    old = widget.view["learner"]
    reply = widget.take({"do": "rename", "code": "keen-wren-12"})
    assert reply["moved"] == old
    assert json.loads(reply["lines"][0])["learner"] == "keen-wren-12"


def test_a_value_checked_in_a_lab_reaches_the_copy_too(monkeypatch: pytest.MonkeyPatch) -> None:
    messages: list[Any] = []
    widget = form.ExerciseForm("01/count")
    monkeypatch.setattr(form.ExerciseForm, "send", lambda self, reply: messages.append(reply))
    lab.check("01/count", 1)
    assert messages == [{"saved": (act := journal.read("01").acts[0]).at,
                         "line": journal.line(act)}]
    assert widget.address == "01/count"


def test_bringing_a_copy_back_takes_its_code() -> None:
    learners.choose("calm-otter-11")
    _draft()
    text = "".join(f"{line}\n" for line in restore.carried(["01"]))
    (learners.folder() / "calm-otter-11" / "01.jsonl").unlink()
    learners.rename("keen-wren-12")
    widget = bar.LessonBar("01")
    reply = widget.take({"do": "restore", "text": text})
    assert reply["note"].startswith("Restored: your answers to 1 exercise;")
    assert widget.view["savedAt"] == journal.read("01").acts[0].at


def test_a_copy_is_joined_with_what_was_written_since_and_the_page_s_copy_moves_along() -> None:
    learners.choose("calm-otter-11")
    _draft("Before.")
    text = "".join(f"{line}\n" for line in restore.carried(["01"]))
    shutil.rmtree(learners.folder() / "calm-otter-11")
    learners.choose("keen-wren-12")
    _draft("Since.")
    widget = bar.LessonBar("01")
    reply = widget.take({"do": "restore", "text": text, "join": True})
    assert (reply["moved"], widget.view["learner"]) == ("keen-wren-12", "calm-otter-11")
    assert "Since." in "".join(reply["lines"])
    assert [act.answers["why"] for act in journal.read("01").acts] == ["Since.", "Before."]


def test_to_somebody_else_no_copy_moves() -> None:
    _draft()
    assert bar.LessonBar("01").take({"do": "choose", "code": "keen-wren-12"})["moved"] == ""


HUB = {"JUPYTERHUB_USER": "anna", "JUPYTERHUB_SERVICE_PREFIX": "/user/anna/"}
NAMES: dict[str, tuple[dict[str, str], str]] = {
    "on one's own computer": ({}, "toy"),
    "at a hub": (HUB, "toy@anna"),
    "at a hub that names its users by their addresses": (
        {"JUPYTERHUB_USER": "a:b/c@d"}, "toy@a%3Ab%2Fc%40d"),
    "at a hub that gives the address only": (
        {"JUPYTERHUB_SERVICE_PREFIX": "/user/anna/"}, "toy@%2Fuser%2Fanna%2F"),
    "on Binder, where each start has a new user": (
        {**HUB, "BINDER_LAUNCH_HOST": "https://binder.example/"}, "toy"),
    "where the copy is switched off": ({"COPY": "no"}, ""),
    "where the copy is switched off at a hub": ({**HUB, "COPY": "Off"}, ""),
    "where the copy is asked for": ({"COPY": "yes"}, "toy"),
}


@pytest.mark.parametrize(("named", "copy"), NAMES.values(), ids=NAMES.keys())
def test_the_browser_s_copy_has_a_name(
        monkeypatch: pytest.MonkeyPatch, named: dict[str, str], copy: str) -> None:
    for name in ("COPY", "JUPYTERHUB_USER", "JUPYTERHUB_SERVICE_PREFIX", "BINDER_LAUNCH_HOST"):
        monkeypatch.delenv(name, raising=False)
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    assert bar.LessonBar("01").view["copy"] == form.ExerciseForm("01/predict").view["copy"] == copy


# -- afresh -----------------------------------------------------------------------------------


def test_starting_afresh_says_where_the_answers_are_and_redraws_every_exercise() -> None:
    _draft()
    widget, shown = bar.LessonBar("01"), form.ExerciseForm("01/predict")
    assert _why(shown) == "The cat."
    reply = widget.take({"do": "afresh"})
    aside = next((learners.folder() / learners.learner()).glob("01-aside-*.jsonl"))
    assert aside.name in reply["note"]
    assert reply["lines"] == []
    assert _why(shown) is None
    with pytest.raises(CourseError, match="no answers in this lesson yet"):
        widget.take({"do": "afresh"})


@pytest.mark.parametrize("message", [None, [], {}, {"do": "erase"}, {"do": "rename"},
                                     {"do": "choose", "code": ["x"]}, {"do": "restore"}])
def test_whatever_the_page_sends_the_bar_answers_in_a_sentence(
        monkeypatch: pytest.MonkeyPatch, message: Any) -> None:
    monkeypatch.setattr("logging.Logger.exception", lambda *args: pytest.fail("our mistake"))
    assert "why" in _sent(bar.LessonBar("01"), monkeypatch, message)


# -- the index --------------------------------------------------------------------------------


def test_the_index_lists_every_lesson_with_what_is_done(
        toy: Path, acts_of: Any) -> None:
    (toy / "notebooks").mkdir()
    (toy / "notebooks" / "01-toy.ipynb").write_text("{}", encoding="utf-8")
    widget = index.course()
    assert isinstance(widget, index.CourseIndex)
    lesson = library.lesson("01")
    exercise = lesson.exercises[0]
    me = learners.learner()
    for step in exercise.steps:
        for act in acts_of(exercise, step):
            journal.append(act)
    assert me == learners.learner()
    shared.refresh_all()
    (row,) = widget.view["rows"]
    extra = sum(one.path == "further" for one in lesson.exercises)
    assert row["progress"] == f"1 of {len(lesson.exercises) - extra}, 0 of {extra} extra done"
    assert (row["id"], row["title"], row["question"]) == ("01", lesson.title, lesson.question)
    assert row["link"] == "01-toy.ipynb"
    text, html = widget.printed()
    assert "done" not in text + html
    assert lesson.question in text


def test_a_lesson_with_a_mistake_has_a_row_that_says_so(toy: Path) -> None:
    text = (toy / "data/lessons/01-toy.yaml").read_text(encoding="utf-8")
    (toy / "data/lessons/02-other-toy.yaml").write_text(
        text.replace('id: "01"', 'id: "02"').replace("kind: choice", "kind: chioce", 1),
        encoding="utf-8")
    widget = index.CourseIndex()
    good, bad = widget.view["rows"]
    assert good["progress"].startswith("0 of ")
    assert good["problem"] == ""
    assert "data/lessons/02-other-toy.yaml, line" in bad["problem"]
    assert (bad["title"], bad["link"]) == ("other toy", "")
    assert "chioce" in widget.printed()[1]


def test_the_index_works_before_anybody_chose_who_they_are(
        monkeypatch: pytest.MonkeyPatch) -> None:
    for code in ("calm-otter-11", "keen-wren-12"):
        learners.choose(code)
        _draft()
    monkeypatch.setattr(learners, "_chosen", {})
    seen = index.CourseIndex().view
    assert "who you are" in seen["asks"]
    assert [row["progress"] for row in seen["rows"]] == [""]
