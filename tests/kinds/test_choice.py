"""A choice: what is picked, missed, and how a list of results was searched."""

from __future__ import annotations

import pytest
from judging import TOY, judge, missing, shape

from helpers.case.records import Item, Option, Verdict


def _option(ident: str, verdict: str) -> Option:
    return Option(ident, f"text {ident}", verdict, f"because {ident}", "T1")


def _marks(verdicts: list[Verdict]) -> list[tuple[str, str]]:
    return [(v.part, v.mark) for v in verdicts]


def _choice(pick: str, *verdicts: str, sure: bool = False) -> Item:
    options = tuple(_option(chr(97 + n), verdict) for n, verdict in enumerate(verdicts))
    return Item("q", "choice", "?", options=options, pick=pick, sure=sure)


@pytest.mark.parametrize("verdict", ["right", "tempting", "arguable", "wrong", "noted"])
def test_a_picked_option_gets_its_own_verdict_with_its_reason(verdict: str) -> None:
    said = judge(_choice("1", verdict, "noted"), {"picked": ["a"]})
    assert said == [Verdict("text a", verdict, "because a", tag="T1")]


def test_a_right_option_that_was_not_picked_is_missed_with_its_reason() -> None:
    said = judge(_choice("1", "wrong", "right"), {"picked": ["a"]})
    assert _marks(said) == [("text a", "wrong"), ("text b", "missed")]
    assert said[1].because == "because b"


def test_a_wrong_option_that_was_not_picked_is_not_spoken_of() -> None:
    said = judge(_choice("2", "right", "right", "wrong"), {"picked": ["a", "b"]})
    assert _marks(said) == [("text a", "right"), ("text b", "right")]


def test_where_any_number_may_be_picked_a_right_one_can_be_missed_too() -> None:
    said = judge(_choice("any", "right", "right", "wrong"), {"picked": ["b"]})
    assert _marks(said) == [("text b", "right"), ("text a", "missed")]


def test_the_order_of_picking_does_not_matter() -> None:
    item = _choice("2", "right", "wrong")
    assert judge(item, {"picked": ["a", "b"]}) == judge(item, {"picked": ["b", "a"]})


@pytest.mark.parametrize(("pick", "picked", "sentence"), [
    ("1", [], "Choose one answer first."),
    ("2", ["a"], "Choose 2 first."),
    ("2", ["a", "b"], ""),
    ("any", [], ""),
])
def test_a_choice_says_how_many_are_missing(pick: str, picked: list[str], sentence: str) -> None:
    assert missing(_choice(pick, "right", "right"), {"picked": picked}) == sentence


def test_a_choice_that_asks_how_sure_wants_an_answer_to_that() -> None:
    item = _choice("1", "right", sure=True)
    assert missing(item, {"picked": ["a"]}) == "Say how sure you are."
    assert missing(item, {"picked": ["a"], "sure": "guess"}) == ""


def test_an_option_picked_twice_is_no_answer() -> None:
    assert shape(_choice("2", "right", "right"), {"picked": ["a", "a"]}) == "pick 2"


# -- a list of results ------------------------------------------------------------------------


def _sprint(*picked: str) -> list[Verdict]:
    return judge(TOY.exercise("sprint").item("cards"), {"picked": list(picked)})


def test_what_stands_behind_a_chosen_card_is_shown_and_nothing_of_the_others() -> None:
    opened = [verdict.opened for verdict in _sprint("forum", "shop") if verdict.opened]
    assert opened == ["A shop. It names no author.", "Nobody answered."]


def test_the_top_result_opened_first_earns_a_question() -> None:
    assert "click restraint" in {verdict.rule for verdict in _sprint("shop", "register")}
    assert "click restraint" not in {verdict.rule for verdict in _sprint("register", "shop")}


def test_it_is_said_which_card_told_who_is_behind_the_page() -> None:
    said = {p: next(v.because for v in _sprint(*p) if v.rule == "who is behind it")
            for p in (("forum", "register"), ("shop", "forum"))}
    assert said["forum", "register"] == "Card 2 of 2 that you opened told you."
    assert said["shop", "forum"].startswith("None of the results you opened says so.")
