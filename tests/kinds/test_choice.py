"""A choice: what is picked, missed, and how a list of results was searched."""

from __future__ import annotations

import pytest
from judging import judge, missing, shape
from toy_case import TOY

from helpers.case.records import Item, Option, Verdict
from helpers.judge.kinds import choice


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


def test_where_nothing_is_right_what_can_be_argued_is_shown() -> None:
    item = _choice("1", "wrong", "arguable", "noted")
    assert _marks(judge(item, {"picked": ["a"]})) == [("text a", "wrong"), ("text b", "open")]
    assert _marks(judge(item, {"picked": ["b"]})) == [("text b", "arguable")]


def test_of_any_number_the_noted_ones_are_named_too() -> None:
    item = _choice("any", "right", "noted", "arguable")
    assert _marks(judge(item, {"picked": []})) == [("text a", "missed"), ("text b", "passed")]
    assert _marks(judge(_choice("1", "right", "noted"), {"picked": ["a"]})) == [("text a", "right")]


@pytest.mark.parametrize(("value", "said"), [
    (None, "a choice needs a list of picked options"),
    ({"picked": "a"}, "a choice needs a list of picked options"),
    ({"picked": ["z"]}, "a picked option is not among the options"),
    ({"picked": [1]}, "a picked option is not among the options"),
    ({"picked": ["a", "b"]}, "pick 1"),
    ({"picked": ["a"], "sure": "very"}, "the word for how sure you are is not among the four"),
    ({"picked": ["a"], "more": ""}, "the word for how sure you are is not among the four"),
    ({"picked": ["a"], "sure": "guess"}, ""), ({"picked": []}, ""), ({"picked": ["a"]}, ""),
])
def test_what_is_no_choice_is_refused(value: object, said: str) -> None:
    assert shape(_choice("1", "right", "wrong"), value) == said


def test_of_any_number_all_may_be_picked() -> None:
    assert shape(_choice("any", "right", "wrong"), {"picked": ["a", "b"]}) == ""


def test_nothing_written_yet_is_missing_too() -> None:
    assert missing(_choice("1", "right", "wrong"), None) == "Choose one answer first."
    assert missing(_choice("any", "right", sure=True), None) == "Say how sure you are."


@pytest.mark.parametrize(("value", "judged", "words"), [
    ({"picked": ["a", "b"]}, False, ["text a", "text b"]),
    ({"picked": ["a"], "sure": "guess"}, False, ["text a", "How sure: guess"]),
    ({"picked": ["a"], "sure": "guess"}, True, ["How sure: guess"]),
    ({"picked": []}, True, ["None of these"]),
])
def test_a_choice_is_said_in_words(value: object, judged: bool, words: list[str]) -> None:
    assert choice.said(_choice("any", "right", "wrong"), value, {}, judged) == words


def test_where_nothing_is_right_one_that_can_be_defended_is_enough() -> None:
    options = tuple(Option(name, name, mark, "B", "", "")
                    for name, mark in (("a", "arguable"), ("b", "arguable"), ("c", "wrong")))
    item = Item("q", "choice", "?", options=options)
    assert [(v.part, v.mark) for v in judge(item, {"picked": ["a"]})] == [("a", "arguable")]
    assert [(v.part, v.mark) for v in judge(item, {"picked": ["c"]})] == [
        ("c", "wrong"), ("a", "open"), ("b", "open")]


def test_how_sure_one_is_is_asked_where_the_file_says_so() -> None:
    assert TOY.exercise("predict").item("who").sure
    assert not TOY.exercise("predict").item("two").sure


def _texts(verdicts: str, *texts: str, rule: str = "") -> Item:
    options = tuple(Option(f"o{n}", text, verdict, "", "") for n, (text, verdict)
                    in enumerate(zip(texts, verdicts.split(), strict=True)))
    return Item("q", "choice", "?", options=options, rule=rule)


LONG = [f"Option number {n} of this long list" for n in range(4)]


def test_the_place_of_the_right_answer_says_nothing() -> None:
    """Over many questions whose right answer stands first in the file, it is shown everywhere."""
    places = set()
    for n in range(40):
        item = _texts("right wrong wrong wrong", *(f"{text} {n}" for text in LONG))
        shown = choice.mixed(item)
        assert sorted(o.id for o in shown) == [o.id for o in item.options]
        assert shown == choice.mixed(item)
        places.add([o.verdict for o in shown].index("right"))
    assert places == {0, 1, 2, 3}


@pytest.mark.parametrize("item", [
    _texts("right wrong wrong", "None", "One", "Two"),
    _texts("right wrong wrong wrong", *LONG, rule="sprint"),
    _texts("noted noted arguable noted", *LONG),
])
def test_what_has_an_order_of_its_own_keeps_it(item: Item) -> None:
    assert choice.mixed(item) == item.options


def test_the_page_the_paper_and_the_key_show_one_order() -> None:
    item = _texts("right wrong wrong wrong", *LONG)
    shown = [o.text for o in choice.mixed(item)]
    assert [box.removeprefix("☐ ") for box in choice.blank(item).boxes] == shown
    assert [line[1] for line in choice.key(item)] == shown
