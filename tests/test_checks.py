"""What is said about each kind of answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from helpers.case.read import read_lesson
from helpers.case.records import Item, Key, Option, Span, Verdict
from helpers.judge import checks
from helpers.work import library


def _option(ident: str, verdict: str) -> Option:
    return Option(ident, f"text {ident}", verdict, f"because {ident}", "T1")


def _marks(verdicts: list[Verdict]) -> list[tuple[str, str]]:
    return [(v.part, v.mark) for v in verdicts]


# -- choice -----------------------------------------------------------------------------------


def _choice(pick: str, *verdicts: str, sure: bool = False) -> Item:
    options = tuple(_option(chr(97 + n), verdict) for n, verdict in enumerate(verdicts))
    return Item("q", "choice", "?", options=options, pick=pick, sure=sure)


@pytest.mark.parametrize("verdict", ["right", "tempting", "arguable", "wrong", "noted"])
def test_a_picked_option_gets_its_own_verdict_with_its_reason(verdict: str) -> None:
    said = checks.judge(_choice("1", verdict, "noted"), {"picked": ["a"]})
    assert said == [Verdict("text a", verdict, "because a", tag="T1")]


def test_a_right_option_that_was_not_picked_is_missed_with_its_reason() -> None:
    said = checks.judge(_choice("1", "wrong", "right"), {"picked": ["a"]})
    assert _marks(said) == [("text a", "wrong"), ("text b", "missed")]
    assert said[1].because == "because b"


def test_a_wrong_option_that_was_not_picked_is_not_spoken_of() -> None:
    said = checks.judge(_choice("2", "right", "right", "wrong"), {"picked": ["a", "b"]})
    assert _marks(said) == [("text a", "right"), ("text b", "right")]


def test_where_any_number_may_be_picked_a_right_one_can_be_missed_too() -> None:
    said = checks.judge(_choice("any", "right", "right", "wrong"), {"picked": ["b"]})
    assert _marks(said) == [("text b", "right"), ("text a", "missed")]


def test_the_order_of_picking_does_not_matter() -> None:
    item = _choice("2", "right", "wrong")
    assert checks.judge(item, {"picked": ["a", "b"]}) == checks.judge(item, {"picked": ["b", "a"]})


@pytest.mark.parametrize(("pick", "picked", "sentence"), [
    ("1", [], "Choose one answer first."),
    ("2", ["a"], "Choose 2 first."),
    ("2", ["a", "b"], ""),
    ("any", [], ""),
])
def test_a_choice_says_how_many_are_missing(pick: str, picked: list[str], sentence: str) -> None:
    assert checks.missing(_choice(pick, "right", "right"), {"picked": picked}) == sentence


def test_a_choice_that_asks_how_sure_wants_an_answer_to_that() -> None:
    item = _choice("1", "right", sure=True)
    assert checks.missing(item, {"picked": ["a"]}) == "Say how sure you are."
    assert checks.missing(item, {"picked": ["a"], "sure": "guess"}) == ""


def test_an_option_picked_twice_is_no_answer() -> None:
    assert checks.shape(_choice("2", "right", "right"), {"picked": ["a", "a"]}) == "pick 2"


# -- field ------------------------------------------------------------------------------------


def _field(form: str, *keys: tuple[str, str]) -> Item:
    found = tuple(Key(value, mark, f"because {value}", "") for value, mark in keys)
    return Item("q", "field", "?", form=form, keys=found, otherwise="Look again.")


DAY = _field("date", ("1922-12-22", "right"), ("1922-12-23", "tempting"))


@pytest.mark.parametrize(("given", "mark"), [
    ("1922-12-22", "right"),
    ("1922-12", "almost"),
    ("1922", "almost"),
    ("1922-12-23", "tempting"),
    ("1922-12-21", "wrong"),
    ("1923", "wrong"),
    ("yesterday", "wrong"),
])
def test_a_date_is_judged_by_the_days_it_can_mean(given: str, mark: str) -> None:
    assert checks.answer(DAY, given).mark == mark


def test_a_less_exact_date_is_told_the_exact_one() -> None:
    said = checks.answer(DAY, "1922-12").because
    assert said == (
        "Right as far as it goes; the exact date is 22 December 1922. because 1922-12-22")


def test_a_day_inside_a_key_that_is_a_month_is_right() -> None:
    assert checks.answer(_field("date", ("1922-12", "right")), "1922-12-05").mark == "right"


@pytest.mark.parametrize("given", [
    "Nadezhda Krupskaya", "Krupskaya", "krupskaya", "Krupskaya, Nadezhda", " KRUPSKAYA. ",
    "Krupskayá",
])
def test_a_surname_is_enough_in_any_case_order_and_accent(given: str) -> None:
    assert checks.answer(_field("name", ("Nadezhda Krupskaya", "right")), given).mark == "right"


@pytest.mark.parametrize("given", ["Lenin", "Krups", "", "...", "Nadezhda Lenin"])
def test_another_name_is_not_right(given: str) -> None:
    assert checks.answer(_field("name", ("Nadezhda Krupskaya", "right")), given).mark == "wrong"


def test_an_exact_surname_counts_before_a_near_one() -> None:
    item = _field("name", ("Lev Sedov", "right"), ("Natalia Sedova", "tempting"))
    assert checks.answer(item, "Sedova").mark == "tempting"
    assert checks.answer(item, "Sedow").mark == "almost"


def test_an_initial_must_be_one_of_the_name() -> None:
    item = _field("name", ("Lev Sedov", "right"))
    assert checks.answer(item, "L. Sedov").mark == "right"
    assert checks.answer(item, "X. Sedov").mark == "wrong"


@pytest.mark.parametrize("given", ["1,5", "1_5", "nan", "inf", "15,00"])
def test_a_comma_counts_only_between_thousands(given: str) -> None:
    assert checks.answer(_field("number", ("15", "right")), given).mark == "wrong"


@pytest.mark.parametrize(("given", "mark"), [
    ("1200", "right"), ("1,200", "right"), ("1200.0", "right"), (" 1200 ", "right"),
    ("1300", "tempting"), ("1201", "wrong"), ("twelve", "wrong"), ("nan", "wrong"),
])
def test_a_number_counts_by_its_value(given: str, mark: str) -> None:
    item = _field("number", ("1200", "right"), ("1300", "tempting"))
    assert checks.answer(item, given).mark == mark


@pytest.mark.parametrize(("given", "mark"), [
    ("the jug", "right"), ("The JUG!", "right"), ("jug", "wrong")])
def test_a_text_counts_word_for_word_without_case_and_points(given: str, mark: str) -> None:
    assert checks.answer(_field("text", ("the jug", "right")), given).mark == mark


def test_an_answer_that_nobody_foresaw_gets_the_general_advice() -> None:
    assert checks.answer(DAY, "1801") == Verdict("1801", "wrong", "Look again.")


@pytest.mark.parametrize(("given", "sentence"), [
    ("", "Write the year with four digits."),
    ("22-12-24", "Write the year with four digits."),
    ("1922--24", "Choose the month, or leave the day out."),
    ("1922-02-30", "That day is not in the calendar. Change the day, the month or the year."),
    ("1922", ""),
])
def test_a_date_field_says_what_is_missing(given: str, sentence: str) -> None:
    assert checks.missing(DAY, given) == sentence


# -- mark -------------------------------------------------------------------------------------

TEXT = "My cat is a careless animal, but please forgive her this time."
MARK = Item(
    "q", "mark", "?", document="toy", labels=(("judges", "judges"), ("asks", "asks")),
    spans=(Span("a careless animal", "judges", "An opinion."),
           Span("please forgive her", "asks", "A request.")),
)


def _judged(*value: list[Any]) -> list[str]:
    return [v.mark for v in checks.judge(MARK, list(value), [TEXT])]


@pytest.mark.parametrize(("value", "marks"), [
    ([[3, 5, "judges"], [7, 9, "asks"]], ["right", "right"]),
    ([[3, 5, "judges"]], ["right", "missed"]),
    ([[4, 5, "judges"], [7, 9, "asks"]], ["right", "right"]),     # two words of three
    ([[5, 5, "judges"], [7, 9, "asks"]], ["almost", "right"]),    # one word of three
    ([[0, 11, "judges"], [7, 9, "asks"]], ["almost", "right"]),   # the whole sentence
    ([[3, 5, "asks"], [7, 9, "asks"]], ["almost", "right"]),      # the other label
    ([[3, 5, "judges"], [7, 9, "asks"], [0, 1, "asks"]], ["right", "right", "noted"]),
])
def test_a_mark_is_judged_by_the_words_it_shares_with_ours(
        value: list[list[Any]], marks: list[str]) -> None:
    assert _judged(*value) == marks


def test_a_mark_under_the_other_label_is_told_which_one_it_had() -> None:
    said = checks.judge(MARK, [[3, 5, "asks"]], [TEXT])[0]
    assert said.because == "You marked this as “asks”. An opinion."


def test_extra_marks_are_not_called_wrong() -> None:
    said = checks.judge(MARK, [[0, 0, "asks"], [1, 1, "asks"]], [TEXT])[-1]
    assert (said.part, said.mark) == ("“My”; “cat”", "noted")
    assert "That does not make them wrong" in said.because


def test_words_are_found_without_their_punctuation() -> None:
    assert checks.find_words("Careless animal", checks.tokens(TEXT)) == [range(4, 6)]


def test_words_that_stand_twice_may_be_marked_at_either_place() -> None:
    text = "I fear the split, and the split is near."
    item = replace(MARK, spans=(Span("the split", "judges", "A fear."),))
    for place in ([2, 3, "judges"], [5, 6, "judges"]):
        assert [v.mark for v in checks.judge(item, [place], [text])] == ["right"]


def test_words_that_do_not_stand_there_are_not_found() -> None:
    assert checks.find_words("careful animal", checks.tokens(TEXT)) == []


# -- a list of results ------------------------------------------------------------------------


TOY = read_lesson(Path(__file__).parent / "toy/data/lessons/01-toy.yaml", [])


def _sprint(*picked: str) -> list[Verdict]:
    return checks.judge(TOY.exercise("sprint").item("cards"), {"picked": list(picked)})


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


def test_words_are_marked_in_a_passage_of_the_item() -> None:
    item = TOY.exercise("weak").item("words")
    verdicts = checks.judge(item, [[7, 8, "stock"]], [" ".join(item.passage)])
    assert [v.mark for v in verdicts] == ["right"]


# -- result, prose, recall --------------------------------------------------------------------


@pytest.mark.parametrize(("value", "mark"), [
    ("2", "right"), ("2.0", "right"), ("3", "tempting"), ("4", "almost"), ("7", "tempting"),
    ("5", "wrong"),
])
def test_a_result_is_judged_like_a_number(value: str, mark: str) -> None:
    item = library.exercise("02/missing-names").item("n")
    assert [v.mark for v in checks.judge(item, value)] == [mark]


@pytest.mark.parametrize("value", [..., None, "", "...", "…", " . "])
def test_the_three_dots_of_the_starter_code_are_no_value(value: object) -> None:
    assert checks.is_blank(value)


@pytest.mark.parametrize("value", [0, "0", False, 2, "two"])
def test_nought_is_a_value(value: object) -> None:
    assert not checks.is_blank(value)


def test_prose_gets_the_model_answer_and_no_mark_of_its_own() -> None:
    item = Item("q", "prose", "?", model="A model.")
    assert checks.judge(item, "Something wise.") == [Verdict("A model answer", "noted",
                                                             "A model.")]


def test_prose_without_a_model_is_left_alone() -> None:
    assert checks.judge(Item("q", "prose", "?"), "Something wise.") == []


def test_advice_on_prose_stands_before_the_model() -> None:
    item = Item("q", "prose", "?", model="A model.")
    said = checks.judge(item, "He wrote “a dog did it”. It is biased.", [TEXT])
    assert [v.rule for v in said] == ["stock phrase", "quotation fidelity", ""]


@pytest.mark.parametrize("kind", ["recall", "result"])
def test_some_items_take_no_answer_on_the_page(kind: str) -> None:
    assert checks.shape(Item("q", kind, "?"), "x") == "this item takes no answer on the page"


def test_an_answer_as_long_as_allowed_is_taken_and_one_more_is_not() -> None:
    item = Item("q", "prose", "?")
    assert checks.shape(item, "x" * checks.LONGEST) == ""
    assert "longer than" in checks.shape(item, "x" * (checks.LONGEST + 1))
