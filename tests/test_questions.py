"""What is asked before a step is committed: only what can still be mended then."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from toy_case import TOY

from helpers.case.records import Act, Option
from helpers.judge import messages, states, wording
from helpers.judge.scene import Answer


def _committed(exercise_id: str, step: str, **answers: Any) -> states.State:
    return states.fold([Act("1", "2026-01-01T09:00:00.000Z", "me", "01", exercise_id, "", step,
                            "commit", answers)])


def _asked(exercise_id: str, state: states.State, elsewhere: Any = None, **answers: Any) -> str:
    return messages.question(TOY.exercise(exercise_id), state, answers, False,
                             elsewhere or (lambda _: None))


def test_nothing_is_asked_where_nothing_can_be_mended() -> None:
    assert _asked("predict", states.State(), who={"picked": ["cat"]}, why="So.") == ""


def test_the_first_commit_of_a_lesson_is_asked_about() -> None:
    exercise = TOY.exercise("predict")
    assert "only once" in messages.question(exercise, states.State(), {}, True)


def test_a_first_answer_that_is_missing_is_asked_for_before_the_step_that_compares() -> None:
    asked = _asked("after", states.State(), **{"why-after": "So."})
    assert "(exercise “predict”)" in asked
    assert asked.endswith("Commit without it?")


def test_with_the_first_answer_there_it_is_not() -> None:
    item = TOY.exercise("predict").item("why")
    given = Answer(item, "Because.", ("Because.",))
    assert _asked("after", states.State(), lambda _: given, **{"why-after": "So."}) == ""


@pytest.mark.parametrize(("form", "without", "with_it"), [
    ("date", "He won because he was clever.", "In 1923 he had the office."),
    ("date", "He may have marched 20 days.", "It was in March."),
    ("name", "He controlled the party. He won.", "As Lenin wrote, he was rude."),
    ("name", "It was there. The one who wrote it won.", "Stalin controlled it."),
    ("number", "It is full of rubbish.", "Only two lines answer."),
    ("number", "The one who wrote it.", "Eleven of them are copies."),
    ("date", "It may rest there.", "On 24.12.22 he wrote."),
    ("date", "He may.", "In May he spoke."),
    ("quotation", "He says that he is rude.", "He says “I am rude”."),
    ("quotation", "It's Stalin's own.", "He says 'I am rude'."),
])
def test_the_form_of_a_move_can_be_seen(form: str, without: str, with_it: str) -> None:
    assert not wording.shows(form, without)
    assert wording.shows(form, with_it)


def test_a_move_that_is_ticked_and_cannot_be_seen_is_asked_about() -> None:
    exercise = TOY.exercise("predict")
    found = exercise.item("found")
    dated = replace(found, looks_in="why", options=(
        Option("dated", "Evidence with its date", "noted", "So.", "", looks="date"),))
    look = replace(exercise.steps[1], items=(dated,))
    changed = replace(exercise, steps=(exercise.steps[0], look))
    for text, ticked, asked in (("He was clever.", ["dated"], "We looked for a date"),
                                ("In 1923 he was.", ["dated"], ""), ("Clever.", [], "")):
        state = _committed("predict", "guess", why=text, who={"picked": ["cat"], "sure": "guess"})
        said = messages.question(changed, state, {"found": {"picked": ticked}}, False)
        assert said.startswith("You ticked “Evidence with its date”") == bool(asked)
        assert asked in said
