"""From acts to a state: which acts count, what they amount to, and what an answer answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toy_case import DOCS, TOY

from helpers.case.records import Act, Item, Row, Step
from helpers.judge import states, values
from helpers.judge.scene import Around

PREDICT = TOY.exercise("predict")
GUESS, LOOK = PREDICT.steps


def _act(ident: str, second: int, do: str, step: str = "guess", exercise: str = "predict",
         item: str = "", **answers: object) -> Act:
    return Act(id=ident, at=f"2026-11-21T09:30:0{second}.000Z", learner="amber-heron-42",
               lesson="01", exercise=exercise, of="x", step=step, do=do, answers=answers, item=item)


# Times, ids and boxes are few, so that ties, doubles and overtaken acts are likely.
ANSWERS = st.dictionaries(
    st.sampled_from(["who", "why", "n"]),
    st.sampled_from(["cat", "", None, 3]) | st.fixed_dictionaries(
        {"value": st.sampled_from(["3", "5", 3])}, optional={"code": st.just("n")}),
    max_size=2)
KINDS = st.sampled_from(["draft", "check", "hint", "commit", "try"])
ACT = st.builds(
    lambda ident, second, do, step, exercise, item, answers: _act(
        ident, second, do, step, exercise, item if do in ("hint", "check") else "", **answers),
    st.sampled_from("abcdefgh"), st.integers(0, 5), KINDS, st.sampled_from(["guess", "look"]),
    st.sampled_from(["predict", "card"]), st.sampled_from(["who", "why"]), ANSWERS)
ACTS = st.lists(ACT, max_size=12)
# As a course writes them: no two acts with one id.
SOUND = st.lists(ACT, max_size=12, unique_by=lambda act: act.id)


def _states(acts: Sequence[Act]) -> list[states.State]:
    return [states.fold(act for act in acts if act.exercise == name)
            for name in ("predict", "card")]


def _told(acts: Sequence[Act]) -> states.State:
    """Return the state of sound acts as one would tell it, act by act."""
    state: dict[str, dict[str, Any]] = {
        name: {} for name in ("frozen", "drafts", "hints", "tries", "checked")}
    committed = {act.step for act in acts if act.do == "commit"}
    last = ""
    for act in sorted(acts, key=lambda a: (a.at, a.id)):
        values = {k: v for k, v in act.answers.items()
                  if isinstance(v, dict) and isinstance(v["value"], str)}
        if act.do == "commit":
            state["frozen"].setdefault(act.step, act)
        elif act.do == "hint":
            state["hints"][act.item] = state["hints"].get(act.item, 0) + 1
        elif act.do == "try":
            if act.step in state["frozen"] or not values:
                continue
            state["tries"] |= values
        else:
            if act.do == "check":
                state["checked"].setdefault(act.item, []).append(act)
            elif act.step in committed or not act.answers:
                continue
            if act.step not in committed:
                state["drafts"].setdefault(act.step, {}).update(act.answers)
        last = act.at
    return states.State(**state, saved_at=last)


# -- the acts that count ----------------------------------------------------------------------


@given(ACTS)
def test_the_acts_that_count_make_the_same_state_as_all_acts(acts: list[Act]) -> None:
    assert _states(states.counting(acts)) == _states(acts)


@given(SOUND)
def test_a_state_is_what_one_would_tell_of_the_acts(acts: list[Act]) -> None:
    for name in ("predict", "card"):
        own = [act for act in acts if act.exercise == name]
        assert states.fold(own) == _told(own)


@given(ACTS)
def test_of_the_acts_that_count_each_counts(acts: list[Act]) -> None:
    once = states.counting(acts)
    assert states.counting(once) == once


@given(SOUND, st.lists(st.sampled_from(["mine", "yours", "both"]), min_size=12, max_size=12))
def test_what_was_left_out_in_one_place_counts_in_no_union_with_another(
        acts: list[Act], places: list[str]) -> None:
    mine, yours = ([act for act, place in zip(acts, places, strict=False)
                    if place in (name, "both")] for name in ("mine", "yours"))
    joined = [*states.counting(mine), *states.counting(yours)]
    assert _states(joined) == _states(acts)
    assert _states(joined[::-1]) == _states(acts)
    assert _states([*states.counting(yours), *mine]) == _states(acts)


def test_the_value_that_a_commit_rests_on_counts_whatever_was_tried_afterwards() -> None:
    before, commit, after = (_act("a", 1, "try", n={"value": "3"}), _act("b", 2, "commit"),
                             _act("c", 3, "try", n={"value": "5"}))
    assert states.counting([before, commit, after]) == [before, commit]
    assert states.fold([before, commit, after]).tries == {"n": {"value": "3"}}


def test_every_try_before_a_commit_counts_for_a_commit_elsewhere_may_rest_on_it() -> None:
    tries = [_act(str(n), n, "try", n={"value": str(n)}) for n in range(3)]
    assert states.counting(tries) == tries
    between = _act("c", 1, "commit")
    assert states.fold([*tries, between]).tries == {"n": {"value": "1"}}


@pytest.mark.parametrize("value", ["3", {}, {"value": 3}, {"value": None}, None, []])
def test_a_try_without_a_value_in_words_is_not_stored(value: object) -> None:
    assert states.fold([_act("a", 1, "try", n=value)]) == states.State()


def test_a_try_with_a_value_for_one_item_keeps_that_one() -> None:
    tried = _act("a", 1, "try", n={"value": "3"}, m="3")
    assert states.fold([tried]).tries == {"n": {"value": "3"}}


def test_a_draft_counts_while_one_of_its_boxes_was_not_written_anew() -> None:
    both = _act("a", 1, "draft", who="cat", why="So.")
    one, other = _act("b", 2, "draft", who="boy"), _act("c", 3, "draft", why="No.")
    assert states.counting([both, one]) == [both, one]
    assert states.counting([both, one, other]) == [one, other]


def test_a_draft_that_was_checked_as_it_stands_gives_way_to_the_check() -> None:
    draft, check = _act("a", 1, "draft", why="So."), _act("b", 2, "check", item="why", why="So.")
    assert states.counting([draft, check]) == [check]


def test_a_try_between_two_commits_comes_too_late() -> None:
    acts = [_act("a", 1, "commit"), _act("b", 2, "try", n={"value": "3"}), _act("c", 3, "commit")]
    assert states.counting(acts) == [acts[0], acts[2]]


def test_the_box_of_another_step_or_exercise_overtakes_nothing() -> None:
    acts = [_act("a", 1, "draft", why="So."), _act("b", 2, "draft", "look", why="No."),
            _act("c", 3, "draft", exercise="card", why="No."), _act("d", 4, "commit", "look")]
    assert states.counting(acts) == [acts[0], acts[2], acts[3]]


@pytest.mark.parametrize("do", ["draft", "check"])
def test_a_commit_makes_an_end_of_its_drafts_whenever_they_were_made(do: str) -> None:
    acts = [_act("a", 1, do, item="why", why="So."), _act("b", 2, "commit", why="So."),
            _act("c", 3, do, item="why", why="No.")]
    assert states.fold(acts).drafts == {}


def test_checks_hints_and_all_commits_always_count() -> None:
    acts = [_act("a", 1, "check", item="why", why="So."), _act("b", 2, "hint", item="who"),
            _act("c", 3, "commit", who="cat"), _act("d", 4, "commit", who="boy"),
            _act("e", 5, "check", item="why", why="No."), _act("f", 6, "hint", item="who")]
    assert states.counting(acts) == acts


def test_a_draft_of_nothing_counts_for_nothing() -> None:
    assert states.fold([_act("a", 1, "draft")]) == states.State()


# -- fold -------------------------------------------------------------------------------------


@given(ACTS, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_matter(acts: list[Act], luck: Any) -> None:
    shuffled = acts[:]
    luck.shuffle(shuffled)
    assert _states(shuffled) == _states(acts)


@given(ACTS)
def test_a_line_written_twice_counts_once(acts: list[Act]) -> None:
    assert _states(acts + acts) == _states(acts)


@given(SOUND)
def test_the_first_commit_by_time_and_id_wins(acts: list[Act]) -> None:
    frozen = states.fold(acts).frozen
    commits = [a for a in acts if a.do == "commit"]
    assert frozen.keys() == {a.step for a in commits}
    for step, winner in frozen.items():
        rivals = [a for a in commits if a.step == step]
        assert winner == min(rivals, key=lambda a: (a.at, a.id))


@given(SOUND, st.integers(0, 12))
def test_a_commit_that_stands_first_is_not_undone_by_later_lines(acts: list[Act], n: int) -> None:
    ordered = sorted(acts, key=lambda a: (a.at, a.id))
    before, after = states.fold(ordered[:n]), states.fold(ordered)
    assert before.frozen.items() <= after.frozen.items()


@pytest.mark.parametrize("turn", [1, -1])
def test_of_two_acts_with_one_id_the_earlier_counts(turn: int) -> None:
    early, late = _act("a", 1, "draft", why="Early."), _act("a", 2, "draft", why="Late.")
    assert states.in_order([early, late][::turn]) == [early]


@pytest.mark.parametrize("turn", [1, -1])
def test_two_acts_with_one_id_in_two_exercises_both_count(turn: int) -> None:
    acts = [_act("a", 1, "draft"), _act("a", 2, "draft", exercise="card")]
    assert states.in_order(acts[::turn]) == acts


def test_a_draft_replaces_the_draft_before_it() -> None:
    acts = [_act("a", 1, "draft", who="cat"), _act("b", 2, "draft", who="boy")]
    assert states.fold(acts).drafts == {"guess": {"who": "boy"}}


def test_a_draft_of_one_box_leaves_the_other_boxes_alone() -> None:
    acts = [_act("a", 1, "draft", why="A long text."), _act("b", 2, "draft", who="boy")]
    assert states.fold(acts).drafts == {"guess": {"why": "A long text.", "who": "boy"}}


def test_a_checked_page_is_a_draft_too_and_each_check_is_kept() -> None:
    acts = [_act("a", 1, "check", item="why", why="So."),
            _act("b", 2, "check", item="why", why="No.")]
    state = states.fold(acts)
    assert state.drafts == {"guess": {"why": "No."}}
    assert state.checked == {"why": acts}


def test_the_last_try_before_the_commit_is_the_value() -> None:
    acts = [_act("a", 1, "try", n={"value": "3"}), _act("b", 2, "try", n={"value": "5"}),
            _act("c", 3, "commit"), _act("d", 4, "try", n={"value": "7"})]
    assert states.fold(acts).tries == {"n": {"value": "5"}}


def test_a_try_in_another_step_may_follow_a_commit() -> None:
    acts = [_act("a", 1, "commit"), _act("b", 2, "try", "look", n={"value": "5"})]
    assert states.fold(acts).tries == {"n": {"value": "5"}}


def test_each_hint_counts() -> None:
    acts = [_act("a", 1, "hint", item="who"), _act("b", 2, "hint", item="who"),
            _act("c", 3, "hint", item="why")]
    assert states.fold(acts).hints == {"who": 2, "why": 1}


def test_it_was_saved_when_its_last_act_was() -> None:
    acts = [_act("a", 1, "draft", why="So."), _act("b", 3, "hint", item="who"),
            _act("c", 2, "draft", who="cat")]
    assert states.fold(acts).saved_at == acts[1].at


def test_nothing_done_is_a_state_too() -> None:
    assert states.fold([]) == states.State()


# -- which step is open -----------------------------------------------------------------------


def test_the_first_step_that_is_not_committed_is_open_whatever_follows_it() -> None:
    assert states.open_step(PREDICT, states.State()) is GUESS
    assert states.open_step(PREDICT, states.fold([_act("a", 1, "commit", "look")])) is GUESS
    assert states.open_step(PREDICT, states.fold([_act("a", 1, "commit")])) is LOOK


def test_an_exercise_is_done_when_every_step_is_committed() -> None:
    acts = [_act("a", 1, "commit"), _act("b", 2, "commit", "look")]
    assert not states.is_done(PREDICT, states.fold(acts[:1]))
    assert states.is_done(PREDICT, states.fold(acts))


def test_the_texts_are_open_once_the_step_that_opens_them_is_committed() -> None:
    assert not states.texts_open(PREDICT, states.State())
    assert states.texts_open(PREDICT, states.fold([_act("a", 1, "commit")]))
    assert states.texts_open(TOY.exercise("count"), states.State())


# -- the value of an item ---------------------------------------------------------------------


def _value(ident: str, *acts: Act) -> Any:
    step, item = next((s, i) for s, i in PREDICT.items() if i.id == ident)
    return values.value_of(item, step, PREDICT, states.fold(acts))


CAT = {"picked": ["cat"], "sure": "guess"}


def test_the_frozen_value_stands_before_any_draft() -> None:
    draft, commit = _act("a", 1, "draft", why="So."), _act("b", 2, "commit", why="Done.")
    assert _value("why") is None
    assert _value("why", draft) == "So."
    assert _value("why", draft, commit) == "Done."


@pytest.mark.parametrize("do", ["draft", "commit"])
def test_a_value_that_is_no_answer_to_its_item_is_none(do: str) -> None:
    assert _value("why", _act("a", 1, do, why=["no text"])) is None


def test_a_revision_starts_as_a_copy_of_the_committed_answer() -> None:
    draft, commit = _act("a", 1, "draft", why="So."), _act("b", 2, "commit", why="Done.")
    assert _value("why-now", draft) is None
    assert _value("why-now", draft, commit) == "Done."
    assert _value("why-now", commit, _act("c", 3, "draft", "look", **{"why-now": "Now."})) == "Now."


def test_a_revised_answer_that_does_not_fit_its_item_is_none() -> None:
    assert _value("why-now", _act("a", 1, "commit", why=7)) is None


def _revised_choice(**changes: Any) -> Any:
    """Return the value of a choice that revises ``who``, once that is committed."""
    again = replace(PREDICT.item("who"), id="again", revises="who", **changes)
    look = replace(LOOK, items=(again,))
    exercise = replace(PREDICT, steps=(GUESS, look))
    return values.value_of(again, look, exercise, states.fold([_act("a", 1, "commit", who=CAT)]))


def test_a_copied_choice_does_not_say_how_sure_one_was() -> None:
    assert _revised_choice(sure=False) == {"picked": ["cat"]}


def test_a_copied_choice_says_how_sure_one_was_where_that_is_asked_again() -> None:
    assert _revised_choice() == CAT


def test_an_answer_that_is_none_to_the_revised_question_is_not_copied() -> None:
    other = replace(PREDICT.item("who").options[0], id="dog")
    assert _revised_choice(options=(other,)) is None
    assert _revised_choice(kind="prose", options=()) is None


def test_a_committed_step_shows_no_answer_that_was_given_elsewhere() -> None:
    first, second = _act("a", 1, "commit", why="So."), _act("b", 2, "commit", "look")
    assert _value("why-now", first, second) is None


def test_the_value_of_a_lab_is_its_last_try() -> None:
    count = TOY.exercise("count")
    step, item = next(iter(count.items()))
    tried = {"value": "3", "code": "n"}
    state = states.fold([_act("a", 1, "try", "count", "count", n=tried),
                         _act("b", 2, "draft", "count", "count", n="no value")])
    assert values.value_of(item, step, count, state) == tried


# -- what a step asks -------------------------------------------------------------------------


def _digest(exercise: str, place: int = 0, documents: Any = DOCS, **changes: Any) -> str:
    """Return the digest of a step of the toy lesson, its first item changed."""
    step = TOY.exercise(exercise).steps[place]
    first, *others = step.items
    return states.digest(replace(step, items=(replace(first, **changes), *others)), documents)


def _reworded(item: Item, part: str) -> Any:
    first, *others = getattr(item, part)
    return {part: (replace(first, text="Another wording"), *others)}


@pytest.mark.parametrize("change", [
    {"id": "other"}, {"ask": "Another question?"}, {"sure": False}, {"pick": "2"},
    _reworded(PREDICT.item("who"), "options")])
def test_a_step_that_asks_otherwise_has_another_digest(change: dict[str, Any]) -> None:
    assert _digest("predict", **change) != _digest("predict")


@pytest.mark.parametrize("change", [{"hints": ()}, {"otherwise": "Another reason."}])
def test_what_is_said_of_an_answer_is_not_in_the_digest(change: dict[str, Any]) -> None:
    assert _digest("predict", **change) == _digest("predict")


def test_the_rows_and_the_columns_of_a_grid_are_in_the_digest() -> None:
    item = TOY.exercise("compare").item("cells")
    for part in ("rows", "columns"):
        assert _digest("compare", **_reworded(item, part)) != _digest("compare")
    assert _digest("compare", rows=(*item.rows, Row("more", "One more"))) != _digest("compare")
    choices = replace(item.columns[0], choices=item.columns[0].choices[::-1])
    assert _digest("compare", columns=(choices, *item.columns[1:])) != _digest("compare")


def test_the_words_that_are_marked_are_in_the_digest() -> None:
    asked = TOY.exercise("words").item("words")
    text = DOCS[asked.document]
    other = {**DOCS, text.id: replace(text, text=("Quite another text.",))}
    assert _digest("words", documents=other) != _digest("words")
    passage = {"passage": ("Some words.",), "document": ""}
    assert _digest("words", **passage) != _digest("words", **{**passage, "passage": ("Others.",)})


def test_a_text_that_is_only_shown_is_not_in_the_digest() -> None:
    text = DOCS["toy-letter"]
    other = {**DOCS, text.id: replace(text, text=("Quite another text.",))}
    assert _digest("predict", documents=other) == _digest("predict")


def test_a_document_that_is_not_here_still_gives_a_digest() -> None:
    assert _digest("words", documents={}) != _digest("words")


def test_the_value_of_a_lab_is_judged_and_what_does_not_fit_is_passed_over() -> None:
    count, around = TOY.exercise("count"), Around(DOCS)
    acts = [_act("a", 1, "try", "count", "count", n={"value": "3", "code": "n"}),
            _act("b", 2, "commit", "count", "count")]
    judged = values.judged(count, count.steps[0], states.fold(acts), around)
    assert [(v.part, v.mark) for v in judged["n"]] == [("3", "almost")]
    spoilt = states.fold([_act("a", 1, "commit", who="no choice", why="Because.")])
    assert list(values.judged(PREDICT, GUESS, spoilt, around)) == ["why"]


def test_a_question_that_asks_the_same_keeps_its_digest_for_ever() -> None:
    step = Step("ask", (Item("why", "prose", "Why?"),), False, False, "", (), "", ())
    # Another one would make every answer given so far an answer to an older question.
    assert states.digest(step, {}) == "d2ecfd474228"


def test_a_committed_value_that_is_no_answer_is_none_and_an_empty_text_says_nothing() -> None:
    state = states.fold([_act("a", 1, "commit", why=7)])
    assert values.committed("why", PREDICT, state) is None
    assert values.said(PREDICT.item("why"), "", Around(DOCS)) == []
