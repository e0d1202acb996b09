"""What is sent of every exercise of the course: nothing that a student is still to find out."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from toy_case import TOY
from withheld import withheld

from helpers.case.records import Act, Document, Exercise, Step
from helpers.judge import scene, states, views
from helpers.judge.kinds import choice
from helpers.work import library

ActsOf = Callable[[Exercise, Step], list[Act]]
Stage = tuple[dict[str, Any], list[Step]]

ALL = [e.address for k in library.lesson_files() for e in library.lesson(k).exercises]
TOYS = [f"toy {exercise.address}" for exercise in TOY.exercises]  # every kind, with every rule
_SEEN: dict[str, list[Stage]] = {}  # each exercise is walked through once


def _exercise(address: str) -> Exercise:
    course, _, own = address.rpartition(" ")
    if course:
        os.environ["COURSE"] = str(Path(__file__).parent / "toy")  # the fixture puts it back
    return library.exercise(own)


def _documents(exercise: Exercise) -> dict[str, Document]:
    return library.documents_of(exercise)


def _view(exercise: Exercise, state: states.State) -> dict[str, Any]:
    return views.view(exercise, state, scene.Around(_documents(exercise), str))


def _stages(exercise: Exercise, acts_of: ActsOf) -> list[Stage]:
    """Walk through an exercise; return the view before each commit and the steps not committed."""
    key = f"{library.course()}/{exercise.address}"
    if key not in _SEEN:
        acts: list[Act] = []
        found = []
        for number, step in enumerate(exercise.steps):
            found.append((_view(exercise, states.fold(acts)), list(exercise.steps[number:])))
            acts += acts_of(exercise, step)
        assert states.is_done(exercise, states.fold(acts))
        _SEEN[key] = found
    return _SEEN[key]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _secrets(step: Step) -> set[str]:
    """Return the sentences that nobody may read before this step is committed."""
    return set(withheld(step.items))


@pytest.mark.parametrize("address", [*ALL, *TOYS])
def test_no_reason_model_rubric_or_hint_is_sent_before_its_commit(
        address: str, acts_of: ActsOf) -> None:
    exercise = _exercise(address)
    for view, ahead in _stages(exercise, acts_of):
        said = set().union(*(_secrets(s) for s in exercise.steps if s not in ahead))
        sent = json.dumps(view, ensure_ascii=False)
        for secret in set().union(*map(_secrets, ahead)) - said:
            assert json.dumps(secret, ensure_ascii=False)[1:-1] not in sent


@pytest.mark.parametrize("address", [*ALL, *TOYS])
def test_no_verdict_is_sent_before_its_commit(address: str, acts_of: ActsOf) -> None:
    exercise = _exercise(address)
    for view, ahead in _stages(exercise, acts_of):
        shown = {s["id"]: s for s in view["steps"]}[ahead[0].id]
        assert [item["verdicts"] for item in shown["items"]] == [[]] * len(ahead[0].items)


@pytest.mark.parametrize("address", [*ALL, *TOYS])
def test_an_option_is_sent_as_its_id_and_its_text_alone(address: str, acts_of: ActsOf) -> None:
    exercise = _exercise(address)
    for view, ahead in _stages(exercise, acts_of):
        shown = {s["id"]: s for s in view["steps"]}[ahead[0].id]
        for item, sent in zip(ahead[0].items, shown["items"], strict=True):
            wanted = choice.mixed(item) if item.kind == "choice" else ()
            assert sent.get("options", []) == [[o.id, o.text] for o in wanted]


@pytest.mark.parametrize("address", [*ALL, *TOYS])
def test_no_key_and_no_words_to_mark_are_sent_before_the_commit(
        address: str, acts_of: ActsOf) -> None:
    exercise = _exercise(address)
    for view, ahead in _stages(exercise, acts_of):
        shown = {s["id"]: s for s in view["steps"]}[ahead[0].id]
        for item, sent in zip(ahead[0].items, shown["items"], strict=True):
            given = ("value", "first", "paragraphs")  # a passage is sent word by word
            texts = set(_strings({k: v for k, v in sent.items() if k not in given}))
            assert not texts & {key.value for key in item.keys}
            assert not [s.words for s in item.spans for text in texts if s.words in text]


@pytest.mark.parametrize("address", [*ALL, *TOYS])
def test_steps_behind_the_open_one_are_not_sent_at_all(address: str, acts_of: ActsOf) -> None:
    exercise = _exercise(address)
    for view, ahead in _stages(exercise, acts_of):
        assert [s["id"] for s in view["steps"] if not s["frozen"]] == [ahead[0].id]


LOCKED = [a for a in ALL if any(s.opens for s in library.exercise(a).steps)]


def test_some_exercise_locks_its_text() -> None:
    assert LOCKED


@pytest.mark.parametrize("address", LOCKED)
def test_no_words_of_the_text_are_sent_before_the_step_that_opens_it(
        address: str, acts_of: ActsOf) -> None:
    exercise = _exercise(address)
    opener = next(s for s in exercise.steps if s.opens)
    for view, ahead in _stages(exercise, acts_of):
        if opener not in ahead:
            assert all(card["text"] for card in view["cards"])
            continue
        sent = " ".join(" ".join(_strings(view)).split())
        for document in _documents(exercise).values():
            words = " ".join((*document.text, *document.plainer, *document.notes)).split()
            runs = {" ".join(words[i : i + 6]) for i in range(len(words) - 5)}
            assert not [run for run in runs if run in sent]


def test_what_we_know_about_a_text_is_sent_when_the_exercise_is_finished(acts_of: ActsOf) -> None:
    exercise = library.exercise("02/masthead")
    for view, _ in _stages(exercise, acts_of):
        assert [card["notes"] for card in view["cards"]] == [[]]
    finished = states.fold([act for step in exercise.steps for act in acts_of(exercise, step)])
    assert _view(exercise, finished)["cards"][0]["notes"]

# -- rows that the task is to find out --------------------------------------------------------


HIDING = [a for a in ALL if library.exercise(a).hides]


def test_some_exercise_hides_a_row() -> None:
    assert HIDING


@pytest.mark.parametrize("address", HIDING)
def test_a_hidden_row_is_shown_only_after_the_first_commit(address: str, acts_of: ActsOf) -> None:
    exercise = _exercise(address)
    names = [{row for card in _view(exercise, state)["cards"] for row, _ in card["attribution"]}
             for state in (states.State(), states.fold(acts_of(exercise, exercise.steps[0])))]
    assert not names[0] & set(exercise.hides)
    assert names[1] & set(exercise.hides)
