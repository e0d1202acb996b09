"""A message from the page becomes an act to write, or a refusal in one sentence."""

from __future__ import annotations

from typing import Any

import pytest
from any_value import JSON, VALUES
from hypothesis import find, given, settings
from hypothesis import strategies as st
from judging import shape
from toy_case import DOCS, TOY

from helpers.case.records import Act, Exercise
from helpers.judge import messages, states
from helpers.judge.kinds import field

GUESS = {"who": {"picked": ["cat"], "sure": "leaning"}, "why": "Cats cannot answer."}
PREDICT = TOY.exercise("predict")


def _of(exercise: str, place: int = 0) -> str:
    return states.digest(TOY.exercise(exercise).steps[place], DOCS)


def _send(message: object, state: states.State | None = None, exercise: str = "predict") -> Any:
    return messages.act(TOY.exercise(exercise), state or states.State(), message, DOCS)


def _draft(**answers: object) -> Any:
    return _send({"do": "draft", "step": "guess", "answers": answers})


def _commit(state: states.State | None = None, **answers: object) -> Any:
    return _send({"do": "commit", "step": "guess", "answers": answers}, state)


def _committed(step: str) -> states.State:
    return states.fold([Act(id=step, at="1", learner="x", lesson="01", exercise="predict", of="x",
                            step=step, do="commit", answers=GUESS)])


# -- taken ------------------------------------------------------------------------------------


def test_a_complete_commit_is_taken() -> None:
    assert _commit(**GUESS) == messages.Taken(
        {"of": _of("predict"), "step": "guess", "do": "commit", "answers": GUESS})


def test_a_draft_may_be_incomplete() -> None:
    assert _draft(why="") == messages.Taken(
        {"of": _of("predict"), "step": "guess", "do": "draft", "answers": {"why": ""}})


def test_a_hint_is_noted_with_its_item() -> None:
    assert _send({"do": "hint", "step": "guess", "item": "who"}) == messages.Taken(
        {"of": _of("predict"), "step": "guess", "do": "hint", "answers": {}, "item": "who"})


def test_a_page_is_checked_with_its_own_text_alone() -> None:
    sent = {"do": "check", "step": "write", "item": "page", "answers": {"page": "So.", "x": "y"}}
    assert _send(sent, exercise="rebuild").fields == {
        "of": _of("rebuild"), "step": "write", "do": "check", "item": "page",
        "answers": {"page": "So."}}


def test_a_commit_takes_what_another_window_drafted() -> None:
    state = states.State(drafts={"guess": {"why": "A long text."}})
    assert _commit(state, who=GUESS["who"]).fields["answers"] == {**GUESS, "why": "A long text."}


def test_what_the_page_sends_counts_before_what_another_window_drafted() -> None:
    state = states.State(drafts={"guess": {"why": "Another text."}})
    assert _commit(state, **GUESS).fields["answers"] == GUESS


def test_a_commit_holds_no_empty_items() -> None:
    found = {"picked": []}
    state, step = _committed("guess"), {"do": "commit", "step": "look"}
    exercise = PREDICT.steps[1].items
    answers = {"found": found, "two": {"picked": ["cook", "maid"]}, "why-now": "So."}
    taken = _send({**step, "answers": answers}, state)
    assert taken.fields["answers"].keys() == {item.id for item in exercise}
    taken = _send({**step, "answers": {k: answers[k] for k in ("two", "why-now")}}, state)
    assert taken.fields["answers"].keys() == {"two", "why-now"}  # to tick nothing is an answer


# -- one answer that does not fit keeps no other from being saved -----------------------------


LONG = "x" * (field.LONGEST + 1)


def test_an_answer_to_no_question_of_the_step_is_left_out_and_the_others_are_saved() -> None:
    taken = _draft(why="So.", age="7")
    assert taken.fields["answers"] == {"why": "So."}
    assert taken.dropped.keys() == {"age"}


@pytest.mark.parametrize("stray", ["why", "found", "nobody"])
def test_the_answers_of_a_step_that_is_committed_block_none_of_the_open_step(stray: str) -> None:
    sent = {"do": "draft", "step": "look", "answers": {"why-now": "So.", stray: "The old one."}}
    taken = _send(sent, _committed("guess"))
    assert taken.fields["answers"] == {"why-now": "So."}
    assert taken.dropped.keys() == {stray}


@pytest.mark.parametrize("other", [{"picked": ["dog"]}, "cat", None, 7])
def test_a_value_that_does_not_fit_is_left_out_and_the_others_are_saved(other: object) -> None:
    taken = _draft(why="So.", who=other)
    assert taken.fields["answers"] == {"why": "So."}
    assert taken.dropped.keys() == {"who"}


@pytest.mark.parametrize("length", [field.LONGEST + 1, 1_000_000])
def test_one_box_that_is_too_long_is_left_out_however_long_it_is(length: int) -> None:
    taken = _draft(who=GUESS["who"], why="x" * length)
    assert taken.fields["answers"] == {"who": GUESS["who"]}
    assert taken.dropped.keys() == {"why"}
    assert "longer than 6000 characters. Shorten it" in taken.dropped["why"]


def test_boxes_that_are_full_to_the_limit_are_all_saved() -> None:
    full = "x" * field.LONGEST
    answers = {"author": full, "pieces": full, "word": full}
    taken = _send({"do": "draft", "step": "slots", "answers": answers}, exercise="card")
    assert taken == messages.Taken(
        {"of": _of("card"), "step": "slots", "do": "draft", "answers": answers})


def test_what_is_left_out_is_told_with_a_remedy() -> None:
    long = _draft(who=GUESS["who"], why=LONG).dropped["why"]
    assert long.endswith("Shorten it: until then only this page holds it.")
    odd = _draft(who="cat", why="So.").dropped["who"]
    assert odd.endswith("Change it, or run the cell again.")
    stray = _draft(why="So.", age="7").dropped["age"]
    assert stray.endswith("Copy its text if you want to keep it, then run the cell again.")


def test_a_draft_of_which_nothing_fits_is_refused_at_its_first_box() -> None:
    refusal = _draft(why=LONG, age="7")
    assert isinstance(refusal, messages.Refusal)
    assert (refusal.item, "longer than" in refusal.why) == ("why", True)


def test_a_commit_asks_for_what_is_missing_whatever_else_came_with_it() -> None:
    refusal = _commit(who=GUESS["who"], age="7")
    assert refusal == messages.Refusal("Write a few words first.", "why")


def test_a_commit_leaves_out_what_is_no_question_of_its_step() -> None:
    taken = _commit(**GUESS, age="7")
    assert taken.fields["answers"] == GUESS
    assert taken.dropped.keys() == {"age"}


def test_a_commit_does_not_take_an_older_draft_for_a_box_that_does_not_fit() -> None:
    state = states.State(drafts={"guess": {"why": "An older text."}})
    refusal = _commit(state, who=GUESS["who"], why=LONG)
    assert (refusal.item, "longer than" in refusal.why) == ("why", True)


# -- refused ----------------------------------------------------------------------------------


REFUSED = {
    "no mapping": (["commit"], "not an answer"),
    "unknown step": ({"do": "draft", "step": "nowhere", "answers": {}}, "older than the lesson"),
    "step without a name": ({"do": "draft", "answers": {}}, "older than the lesson"),
    "step that is not open yet": ({"do": "draft", "step": "look", "answers": {}}, "step before"),
    "unknown item": ({"do": "draft", "step": "guess", "answers": {"age": "7"}},
                     "its question is not in the step that is open"),
    "item of another step": ({"do": "draft", "step": "guess", "answers": {"why-now": "x"}},
                             "its question is not in the step that is open"),
    "unknown option": ({"do": "draft", "step": "guess", "answers": {"who": {"picked": ["dog"]}}},
                       "not among the options"),
    "too many options": (
        {"do": "draft", "step": "guess", "answers": {"who": {"picked": ["cat", "boy"]}}}, "pick 1"),
    "unknown word for sure": (
        {"do": "draft", "step": "guess", "answers": {"who": {"picked": [], "sure": "very"}}},
        "how sure"),
    "text where a choice belongs": ({"do": "draft", "step": "guess", "answers": {"who": "cat"}},
                                    "list of picked options"),
    "a list where text belongs": ({"do": "draft", "step": "guess", "answers": {"why": ["x"]}},
                                  "must be text"),
    "answer too long": ({"do": "draft", "step": "guess", "answers": {"why": LONG}}, "longer than"),
    "unknown act": ({"do": "erase", "step": "guess", "answers": {}}, "not an answer"),
    "try from the page": ({"do": "try", "step": "guess", "answers": {}}, "not an answer"),
    "check of no page": ({"do": "check", "step": "guess", "item": "why", "answers": {"why": "x"}},
                         "not an answer"),
    "answers that are no mapping": ({"do": "draft", "step": "guess", "answers": []},
                                    "not an answer"),
    "hint where there is none": ({"do": "hint", "step": "guess", "item": "why"}, "no hint"),
    "hint for no question": ({"do": "hint", "step": "guess", "item": "nobody"}, "no hint"),
    "commit without an answer": ({"do": "commit", "step": "guess", "answers": {}}, "Choose one"),
    "commit without a word for sure": (
        {"do": "commit", "step": "guess", "answers": {"who": {"picked": ["cat"]}}}, "how sure"),
    "commit with empty prose": (
        {"do": "commit", "step": "guess", "answers": {**GUESS, "why": " \n"}}, "few words"),
}


@pytest.mark.parametrize(("message", "why"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_answer_is_refused_in_a_sentence(message: object, why: str) -> None:
    refusal = _send(message)
    assert isinstance(refusal, messages.Refusal)
    assert why in refusal.why
    assert refusal.why.endswith(".")


@pytest.mark.parametrize(("value", "why"), [
    (" \n", "Write a sentence first"), (None, "must be text"), (LONG, "longer than")])
def test_a_page_without_words_is_not_checked(value: object, why: str) -> None:
    sent = {"do": "check", "step": "write", "item": "page", "answers": {"page": value}}
    refusal = _send(sent, exercise="rebuild")
    assert isinstance(refusal, messages.Refusal)
    assert (refusal.item, why in refusal.why) == ("page", True)
    refusal = _send({**sent, "answers": {}}, exercise="rebuild")
    assert refusal == messages.Refusal("Write a sentence first, then check the page.", "page")


@pytest.mark.parametrize("do", ["draft", "commit", "hint"])
def test_a_frozen_step_takes_no_second_answer(do: str) -> None:
    refusal = _send({"do": do, "step": "guess", "item": "who", "answers": GUESS},
                    _committed("guess"))
    assert isinstance(refusal, messages.Refusal)
    assert "first answer was kept" in refusal.why


def test_a_lab_is_not_committed_before_its_code_was_run() -> None:
    refusal = _send({"do": "commit", "step": "count", "answers": {}}, exercise="count")
    assert refusal == messages.Refusal("Run the cell with your code first, with your value in it.",
                                       "n")


def test_a_lab_is_committed_with_the_value_of_its_code() -> None:
    state = states.State(tries={"n": {"value": "2", "code": "n"}})
    sent = {"do": "commit", "step": "count", "answers": {}}
    assert _send(sent, state, "count") == messages.Taken(
        {"of": _of("count"), "step": "count", "do": "commit", "answers": {}})


def test_a_date_out_of_the_calendar_can_be_drafted_but_not_committed() -> None:
    answers = {"author": "Anna", "day": "1901-02-30", "pieces": "3", "word": "jug"}
    sent = {"step": "slots", "answers": answers}
    assert isinstance(_send({**sent, "do": "draft"}, exercise="card"), messages.Taken)
    committed = _send({**sent, "do": "commit"}, exercise="card")
    assert isinstance(committed, messages.Refusal)
    assert committed.item == "day"


# -- anything at all --------------------------------------------------------------------------


STEPS = [(e, s) for e in TOY.exercises for s in e.steps]


@st.composite
def _messages(draw: Any) -> tuple[Exercise, Any]:
    exercise, step = draw(st.sampled_from(STEPS))
    names = [item.id for item in step.items]
    message = st.fixed_dictionaries({
        "do": st.sampled_from(["draft", "commit", "hint", "open", "try"]),
        "step": st.just(step.id),
        "answers": st.dictionaries(st.sampled_from([*names, "nobody"]), VALUES, max_size=3),
        "item": st.sampled_from(names) | JSON,
    })
    spoilt = message.flatmap(lambda m: st.tuples(st.just(m), st.sampled_from(sorted(m)), JSON))
    return exercise, draw(message | spoilt.map(lambda t: {**t[0], t[1]: t[2]}) | JSON)


def _valid(exercise: Exercise, taken: dict[str, Any]) -> bool:
    """Say whether an act names only what there is, in the shapes there are."""
    step = {s.id: s for s in exercise.steps}[taken["step"]]
    items = {i.id: i for i in step.items}
    return (taken["of"] == states.digest(step, DOCS)
            and taken["do"] in ("draft", "commit", "hint")
            and (taken["do"] != "hint" or bool(items[taken["item"]].hints))
            and all(shape(items[k], v) == "" for k, v in taken["answers"].items()))


@given(_messages())
@settings(max_examples=200)
def test_no_message_raises_and_none_writes_nonsense(sent: tuple[Exercise, Any]) -> None:
    exercise, message = sent
    result = messages.act(exercise, states.State(), message, DOCS)
    if isinstance(result, messages.Refusal):
        assert result.why.endswith(".")
    else:
        assert _valid(exercise, result.fields)
        assert all(why.endswith(".") for why in result.dropped.values())
        sent_in = message["answers"] if result.fields["do"] != "hint" else {}
        assert result.dropped.keys() <= sent_in.keys() - result.fields["answers"].keys()


def test_the_messages_tried_include_some_that_are_taken() -> None:
    find(_messages(), lambda sent: not isinstance(
        messages.act(sent[0], states.State(), sent[1], DOCS), messages.Refusal))


@pytest.mark.parametrize("mark", [
    [0, 1, ["judges"]], [0, 1, {"judges": 1}], [0, 1, None], [0, 1, 1], [0, 1, True],
    [0, 1, "nobody"], [1, 0, "judges"], [-1, 0, "judges"], [0, 1000, "judges"],
    [0.0, 1, "judges"], [True, 1, "judges"], ["0", 1, "judges"]])
def test_a_mark_that_is_no_stretch_of_words_with_a_label_is_refused(mark: list[object]) -> None:
    sent = {"do": "draft", "step": "mark", "answers": {"words": [mark]}}
    assert isinstance(_send(sent, exercise="words"), messages.Refusal)
