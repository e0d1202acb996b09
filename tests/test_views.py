"""What a page is shown of an exercise: hints, verdicts, first versions, older answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from any_value import VALUES
from asked import digest
from hypothesis import given
from hypothesis import strategies as st
from toy_case import DOCS, TOY

from helpers.case.records import Act, Exercise, Step
from helpers.judge import scene, states, views
from helpers.work import elsewhere, library

ActsOf = Callable[[Exercise, Step], list[Act]]


def _view(exercise: Exercise, state: states.State) -> dict[str, Any]:
    return views.view(exercise, state, scene.Around(library.documents_of(exercise), str))


def _act(ident: str, at: str, do: str, step: str, picked: str) -> Act:
    return Act(id=ident, at=at, learner="amber-heron-42", lesson="01", exercise="predict", of="x",
               step=step, do=do, answers={"who": {"picked": [picked], "sure": "guess"}},
               item="who" if do == "hint" else "")


ACTS = st.lists(
    st.builds(_act, st.uuids().map(str), st.sampled_from("012345"),
              st.sampled_from(["draft", "hint", "check", "commit", "try"]),
              st.sampled_from(["guess", "look", "no-such-step"]),
              st.sampled_from(["cat", "boy", "wind"])),
    max_size=12, unique_by=lambda act: act.id)


@given(ACTS)
def test_whatever_was_done_its_state_can_be_drawn(acts: list[Act]) -> None:
    state = states.fold(acts)
    view = views.view(TOY.exercise("predict"), state, scene.Around(DOCS, str))
    assert json.loads(json.dumps(view)) == view
    frozen = [step["id"] for step in view["steps"] if step["frozen"]]
    assert frozen == [step.id for step in TOY.exercise("predict").steps if step.id in state.frozen]


def test_a_hint_is_sent_once_it_was_asked_for(toy: object) -> None:
    exercise = library.exercise("01/predict")
    asked = [replace(_act("a", "1", "hint", "guess", "cat"), answers={})]
    item = _view(exercise, states.fold(asked))["steps"][0]["items"][0]
    assert item["hints"] == ["Think of the writer."]
    assert item["hintsLeft"] == 2


def test_a_committed_step_has_no_hint_left(toy: object, acts_of: ActsOf) -> None:
    exercise = library.exercise("01/predict")
    step = _view(exercise, states.fold(acts_of(exercise, exercise.steps[0])))["steps"][0]
    assert [item["hintsLeft"] for item in step["items"]] == [0] * len(step["items"])


def test_a_committed_step_shows_its_verdicts(toy: object, acts_of: ActsOf) -> None:
    exercise = library.exercise("01/predict")
    step = _view(exercise, states.fold(acts_of(exercise, exercise.steps[0])))["steps"][0]
    assert step["items"][0]["verdicts"] == [
        {"word": "✓ Right", "part": "The cat", "mark": "right", "opened": "", "line": 0,
         "because": "The letter blames an animal. [@diary-1901, 4]", "cell": None, "ours": "",
         "waits": False}]


def test_the_hard_words_of_a_text_come_with_it_once_it_is_open(
        toy: object, acts_of: ActsOf) -> None:
    exercise = library.exercise("01/predict")
    around = elsewhere.around(exercise)
    closed = views.view(exercise, states.State(), around)
    opened = views.view(exercise, states.fold(acts_of(exercise, exercise.steps[0])), around)
    assert closed["cards"][0]["words"] == []
    assert opened["cards"][0]["words"] == [["jug", "A pot with a handle."]]


@pytest.mark.parametrize(("word", "text", "stands"), [
    ("plenum", "The plenum met.", True), ("plenum", "Plenums met.", True),
    ("root", "Uprooted.", False), ("CC (party)", "The CC (party) met.", True)])
def test_a_hard_word_is_found_whole(word: str, text: str, stands: bool) -> None:
    assert views._stands(word, (text,)) == stands


def test_a_revision_starts_as_a_copy_and_keeps_the_first_version(
        toy: object, acts_of: ActsOf) -> None:
    exercise = library.exercise("01/predict")
    view = _view(exercise, states.fold(acts_of(exercise, exercise.steps[0])))
    revision = view["steps"][1]["items"][2]
    assert (revision["value"], revision["first"]) == ("It was the zebra.", ["It was the zebra."])


def test_an_answer_to_an_older_question_is_shown_as_older_and_not_judged(
        toy: object, acts_of: ActsOf) -> None:
    exercise = library.exercise("01/predict")
    acts = [replace(act, of="an older digest") for act in acts_of(exercise, exercise.steps[0])]
    step, following = _view(exercise, states.fold(acts))["steps"]
    assert (step["frozen"], step["older"]) == (True, True)
    assert [item["verdicts"] for item in step["items"]] == [[], []]
    assert following["id"] == "look"


def test_a_recalled_answer_is_shown_by_its_words(toy: object) -> None:
    exercise = library.exercise("01/exit")
    given = scene.Answer(library.exercise("01/predict").item("who"), {}, ("The cat", "guess"))
    around = scene.Around({}, str, {"01/predict/who": given}.get)
    view = views.view(exercise, states.State(), around)
    assert view["steps"][0]["items"][0]["value"] == "The cat; guess"


def test_an_answer_elsewhere_is_shown_beside_this_one_only_after_the_commit(
        toy: object, acts_of: ActsOf) -> None:
    exercise = library.exercise("01/after")
    first = scene.Answer(library.exercise("01/predict").item("why"), "It was the zebra.",
                             ("It was the zebra.",))
    elsewhere = {"01/predict/why": first}.get
    state = states.fold(acts_of(exercise, exercise.steps[0]))
    around = scene.Around({}, str, elsewhere)
    before, after = (views.view(exercise, one, around)["steps"][0]["items"][0]
                     for one in (states.State(), state))
    assert "first" not in before
    assert before["value"] is None  # unaided: it starts empty
    assert after["first"] == ["It was the zebra."]
    assert after["changed"]["said"] == "No word was changed."


def test_an_earlier_choice_is_said_beside_the_new_one(toy: object, acts_of: ActsOf) -> None:
    exercise = library.exercise("01/after")
    answer = scene.Answer(library.exercise("01/predict").item("who"),
                              {"picked": ["boy"], "sure": "guess"}, ("The boy", "How sure: guess"))
    state = states.fold(acts_of(exercise, exercise.steps[0]))
    seen = views.view(exercise, state, scene.Around({}, str, {"01/predict/who": answer}.get))
    who = seen["steps"][0]["items"][1]
    assert (who["first"], who["changed"]) == (["The boy", "How sure: guess"], None)


def test_a_revision_that_changed_nothing_is_shown_once(toy: object, acts_of: ActsOf) -> None:
    exercise = library.exercise("01/predict")
    guess, look = (acts_of(exercise, step)[-1] for step in exercise.steps[:2])
    for now, first in (("Another thought.", True), (guess.answers["why"], False)):
        acts = [guess, replace(look, answers={**look.answers, "why-now": now})]
        item = _view(exercise, states.fold(acts))["steps"][1]["items"][-1]
        assert ("first" in item, item["said"]) == (first, [now])
        assert (item["changed"]["said"] == "You kept your first answer.") is not first


def test_the_difference_of_two_texts_waits_until_the_texts_are_open(
        toy: object, acts_of: ActsOf) -> None:
    exercise = library.exercise("01/altered")
    documents = library.documents_of(exercise)
    closed = views.view(exercise, states.State(), scene.Around(documents, str))
    assert "lively" not in json.dumps(closed)
    state = states.fold(acts_of(exercise, exercise.steps[0]))
    differs = views.view(exercise, state, scene.Around(documents, str))["steps"][1]["differs"]
    assert ("taken away", "careless") in differs["parts"]
    assert ("added", "lively") in differs["parts"]
    assert differs["said"] == "1 word added, 1 word taken away."

# -- whatever stands in a journal -------------------------------------------------------------




@given(st.lists(VALUES, max_size=6))
def test_whatever_lines_a_journal_holds_the_exercise_can_be_drawn(values: list[Any]) -> None:
    exercise = library.exercise("02/masthead")
    step = exercise.steps[0]
    acts = [
        Act(id=str(n), at=str(n), learner="x", lesson="02", exercise="masthead",
            of=digest(exercise.address), step=step.id, item="likely",
            do=("draft", "commit", "try", "hint")[n % 4],
            answers={"likely": value, "why": value, "n": value})
        for n, value in enumerate(values)
    ]
    assert _view(exercise, states.fold(acts))["steps"]


@given(VALUES)
def test_whatever_a_lab_kept_its_exercise_can_be_drawn(value: Any) -> None:
    exercise = library.exercise("02/missing-names")
    step = exercise.steps[0]
    acts = [Act(id=str(n), at=str(n), learner="x", lesson="02", exercise=exercise.id,
                of=digest(exercise.address), step=step.id, do=do,
                answers={"n": value, "silence": value})
            for n, do in enumerate(("try", "commit"))]
    assert json.dumps(_view(exercise, states.fold(acts)))
