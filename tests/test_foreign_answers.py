"""Answers that do not fit: of an older lesson, of another learner, by a hostile hand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from asked import digest

from helpers.case.errors import CourseError
from helpers.case.records import Act
from helpers.figures import claim_tree
from helpers.judge import states, views
from helpers.paper import answers
from helpers.screen import form
from helpers.work import elsewhere, journal, learners, library, restore

ME, OTHER, NEW = "amber-heron-42", "calm-otter-11", "keen-wren-12"


def _act(address: str, place: int, answers: dict[str, Any], learner: str = ME, do: str = "commit",
         item: str = "") -> Act:
    exercise = library.exercise(address)
    return Act(id=f"{address}-{place}-{do}", at=f"2026-11-21T09:3{place}:00.000Z", learner=learner,
               lesson=exercise.lesson, exercise=exercise.id, of=digest(address, place),
               step=exercise.steps[place].id, do=do, answers=answers, item=item,
               course=library.course())


def _text(*acts: Act) -> str:
    return "".join(f"{journal.line(act)}\n" for act in acts)


def _ranked(weights: dict[str, Any]) -> list[Act]:
    order = {"order": ["crash", "letter", "diary"], "ranking": ["gust", "cat", "fall"]}
    return [_act("01/scales", 0, {"weights": weights}), _act("01/scales", 1, order)]


@pytest.mark.parametrize("weights", [
    {}, {"letter": {}}, {"letter": {"cat": "1", "gust": "0", "fall": "0"}}, "no grid", None])
def test_a_ranking_beside_weights_that_do_not_fit_is_shown(toy: Path, weights: Any) -> None:
    restore.restore(_text(*_ranked(weights)))
    assert len(form.ExerciseForm("01/scales").view["steps"]) == 2


@pytest.mark.parametrize("links", [{}, {"anna": {}}, {"gone": {"from": "nobody"}}, "no grid"])
def test_a_tree_of_links_that_do_not_fit_is_a_sentence(toy: Path, links: Any) -> None:
    journal.append(_act("01/tree", 0, {"from": links}))
    assert repr(claim_tree.family_tree("01/tree")) == "Your answer to this exercise holds no links."


def test_a_check_too_long_for_a_draft_is_left_out(toy: Path) -> None:
    # Comparing it word by word would take a kernel hours.
    long = "word " * 60_000
    journal.append(_act("01/rebuild", 0, {"page": long}, do="check", item="page"))
    exercise = library.exercise("01/rebuild")
    seen = views.view(exercise, journal.state(exercise), elsewhere.around(exercise))
    assert seen["steps"][0]["items"][0]["checks"] == 0


def _alone(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.delenv("LEARNER")
    learners.choose(code)


def test_a_refusal_for_a_broken_lesson_renames_nobody(
        toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEARNER")
    me = learners.learner()
    file = _text(_act("01/exit", 0, {"ticket": "x"}, learner=OTHER))
    path = toy / "data/lessons/01-toy.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("kind: choice", "kind: chioce", 1),
                    encoding="utf-8")
    os.utime(path, (1, 1))
    with pytest.raises(CourseError):
        restore.restore(file)
    assert (learners.folder() / me).is_dir()
    assert not (learners.folder() / OTHER).exists()


def test_answers_that_were_put_aside_keep_their_folder_and_code(
        toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _alone(monkeypatch, NEW)
    journal.append(_act("01/exit", 0, {"ticket": "mine"}, learner=NEW))
    journal.put_aside("01")
    with pytest.raises(CourseError, match="here are answers of keen-wren-12"):
        restore.restore(_text(_act("01/exit", 0, {"ticket": "x"}, learner=OTHER)))
    assert list((learners.folder() / NEW).glob("01-aside-*.jsonl"))


def test_a_former_code_is_nobody_else_s(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _alone(monkeypatch, ME)
    journal.append(_act("01/exit", 0, {"ticket": "mine"}))
    learners.rename(OTHER)
    with pytest.raises(CourseError, match="is the former code of calm-otter-11"):
        learners.choose(ME)
    learners.choose(NEW)
    with pytest.raises(CourseError, match="is the former code of calm-otter-11"):
        restore.restore(_text(_act("01/exit", 0, {"ticket": "mine"})))


def test_every_exercise_is_shown_whatever_its_grids_lack(toy: Path) -> None:
    for exercise in library.lesson("01").exercises:
        for place, step in enumerate(exercise.steps):
            partial: dict[str, Any] = {i.id: {i.rows[0].id: {}} if i.kind == "grid" else []
                                       for i in step.items}
            journal.append(_act(exercise.address, place, partial))
        assert form.ExerciseForm(exercise.address).view["steps"]
        assert states.is_done(exercise, journal.state(exercise))
    assert answers.html(["01"])
