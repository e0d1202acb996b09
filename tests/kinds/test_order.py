"""An order: pairs that stand right, and a ranking beside one's own weights."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judging import judge, missing, shape
from toy_case import TOY

from helpers.case.records import Act, Item, Row, Verdict
from helpers.judge.kinds import order
from helpers.judge.scene import Scene
from helpers.judge.states import State

WEIGHTS = TOY.exercise("scales").item("weights")
ORDER = TOY.exercise("scales").item("order")
RANKING = TOY.exercise("scales").item("ranking")


def test_the_right_order_is_right() -> None:
    first, *others = judge(ORDER, ["crash", "letter", "diary"])
    assert first.mark == "right"
    assert [v.because for v in others] == [row.because for row in ORDER.rows if row.because]


def test_a_swapped_pair_is_explained() -> None:
    verdicts = judge(ORDER, ["crash", "diary", "letter"])
    assert (verdicts[0].part, verdicts[0].because.partition(".")[0]) == (
        "Your order", "2 of 3 pairs stand in the right order")
    assert (verdicts[1].part, verdicts[1].because) == (
        "You put “Karl's diary” before “Anna's letter”", "“Anna's letter”: Karl quotes it.")


@pytest.mark.parametrize("value", [[], ["crash"], ["crash", "crash", "letter"], "crash", None,
                                   [["crash"], "letter", "diary"], ["crash", "letter", "cat"]])
def test_what_is_no_order_is_refused(value: Any) -> None:
    assert shape(ORDER, value) == "an order needs each of its cards once"


@given(st.permutations([row.id for row in ORDER.rows]))
def test_every_order_can_be_judged(value: list[str]) -> None:
    verdicts = judge(ORDER, value)
    assert (verdicts[0].mark == "right") == (value == [row.id for row in ORDER.rows])


def test_cards_are_shown_in_another_order_than_the_right_one() -> None:
    for rows in itertools.permutations(ORDER.rows):
        assert order.mixed(rows) != list(rows)
        assert set(order.mixed(rows)) == set(rows)


# -- ranking ----------------------------------------------------------------------------------


def _weights(*rows: tuple[str, str]) -> dict[str, dict[str, str]]:
    return {row: {"cat": cat, "gust": wind, "fall": "0"}
            for row, (cat, wind) in zip(("letter", "diary", "shards"), rows, strict=True)}


def _ranked(value: list[str], weights: Any) -> list[Verdict]:
    act = Act(id="1", at="", learner="", lesson="01", exercise="scales", of="", step="weigh",
              do="commit", answers={"weights": weights})
    exercise = TOY.exercise("scales")
    step = next(step for step, item in exercise.items() if item is WEIGHTS)
    where = Scene(exercise, step, State(frozen={step.id: act}))
    return order.judge(RANKING, value, where)


def test_a_ranking_is_held_against_the_student_s_own_weights() -> None:
    weights = _weights(("2", "-1"), ("2", "-2"), ("0", "0"))
    follows = _ranked(["cat", "fall", "gust"], weights)
    assert [(v.mark, v.because) for v in follows] == [("noted", "It follows your own weights.")]
    assert follows[0].rule == "own ranking"
    turned = _ranked(["fall", "cat", "gust"], weights)
    assert [(v.part, v.mark) for v in turned] == [
        ("“It fell by itself” stands above “The cat did it”", "arguable")]


def _cards(number: int) -> Item:
    return Item("q", "order", "?", rows=tuple(Row(f"c{n}", f"Card {n}") for n in range(number)))


@pytest.mark.parametrize(("value", "mark"), [
    ("01234", "right"), ("10234", "almost"), ("10243", "almost"),  # 9 and 8 of 10 pairs
    ("12043", "wrong"), ("43210", "wrong"),                        # 7 and 0
])
def test_four_of_five_pairs_are_almost_right(value: str, mark: str) -> None:
    assert judge(_cards(5), [f"c{n}" for n in value])[0].mark == mark


def test_the_right_order_is_told_with_the_count_of_pairs() -> None:
    said = judge(_cards(3), ["c1", "c0", "c2"])
    assert (said[0].part, said[0].because) == (
        "Your order", "2 of 3 pairs stand in the right order. "
        "The order is:\n1. Card 0.\n2. Card 1.\n3. Card 2.")
    assert (said[1].part, said[1].because) == (
        "You put “Card 1” before “Card 0”", "It is the other way round.")


def test_an_order_is_said_in_words() -> None:
    assert order.said(_cards(3), ["c2", "c0", "c1"], {}, False) == [
        "1. Card 2; 2. Card 0; 3. Card 1"]


def test_nothing_ordered_is_missing() -> None:
    assert missing(_cards(3), None) == "Put the cards in order first."
    assert missing(_cards(3), ["c0", "c1", "c2"]) == ""


def test_a_turned_pair_asks_which_of_the_two_one_stands_by() -> None:
    turned = _ranked(["fall", "cat", "gust"], _weights(("2", "-1"), ("2", "-2"), ("0", "0")))
    assert turned[0].because == ("By your weights it is the other way round. Which do you stand "
                                 "by, the ranking or the weights, and why?")
    assert {v.rule for v in turned} == {"own ranking"}


def test_equal_weights_turn_no_pair() -> None:
    equal = _weights(("1", "1"), ("1", "1"), ("1", "1"))
    assert [v.part for v in _ranked(["cat", "gust", "fall"], equal)] == ["Your ranking"]


@pytest.mark.parametrize("weights", [None, {}, {"letter": {"cat": "1", "gust": "1", "fall": "0"}}])
def test_a_ranking_beside_weights_that_lack_a_card_is_not_judged(weights: Any) -> None:
    assert _ranked(["cat", "gust", "fall"], weights) == []
