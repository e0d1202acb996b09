"""A short answer: names by surname, numbers by value, dates by days, words letter by letter."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judging import missing, shape

from helpers.case.errors import Problem
from helpers.case.items import Before
from helpers.case.records import Item, Key, Verdict
from helpers.case.yamlfile import parse
from helpers.judge import kinds
from helpers.judge.kinds import field


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
    assert field.answer(DAY, given).mark == mark


def test_a_less_exact_date_is_told_the_exact_one() -> None:
    said = field.answer(DAY, "1922-12").because
    assert said == (
        "Right as far as it goes; the exact date is 22 December 1922. because 1922-12-22")


@pytest.mark.parametrize("turn", [1, -1])
def test_a_key_for_just_this_date_counts_before_one_that_is_more_exact(turn: int) -> None:
    item = _field("date", *[("1922-12-24", "right"), ("1922-12", "arguable")][::turn])
    assert field.answer(item, "1922-12").mark == "arguable"
    assert field.answer(item, "1922").mark == "almost"


def test_a_day_inside_a_key_that_is_a_month_is_right() -> None:
    assert field.answer(_field("date", ("1922-12", "right")), "1922-12-05").mark == "right"


@pytest.mark.parametrize("given", [
    "Nadezhda Krupskaya", "Krupskaya", "krupskaya", "Krupskaya, Nadezhda", " KRUPSKAYA. ",
    "Krupskayá",
])
def test_a_surname_is_enough_in_any_case_order_and_accent(given: str) -> None:
    assert field.answer(_field("name", ("Nadezhda Krupskaya", "right")), given).mark == "right"


@pytest.mark.parametrize("given", ["Lenin", "Krups", "", "...", "Nadezhda Lenin"])
def test_another_name_is_not_right(given: str) -> None:
    assert field.answer(_field("name", ("Nadezhda Krupskaya", "right")), given).mark == "wrong"


def test_an_exact_surname_counts_before_a_near_one() -> None:
    item = _field("name", ("Lev Sedov", "right"), ("Natalia Sedova", "tempting"))
    assert field.answer(item, "Sedova").mark == "tempting"
    assert field.answer(item, "Sedow").mark == "almost"


def test_an_initial_must_be_one_of_the_name() -> None:
    item = _field("name", ("Lev Sedov", "right"))
    assert field.answer(item, "L. Sedov").mark == "right"
    assert field.answer(item, "X. Sedov").mark == "wrong"
    assert field.answer(_field("name", ("Stalin", "right")), "J. Stalin").mark == "right"


@pytest.mark.parametrize("given", [
    "Nadezhda Konstantinovna Krupskaya", "Mrs Krupskaya", "Nadia Krupskaya", "N. K. Krupskaya",
    "Krupskaya, Lenin's wife", "Krupskaya (born 1869)", "Надежда Крупская", "Крупская",
    "I think it was Krupskaya", "A letter by Krupskaya",
])
def test_titles_patronymics_and_further_words_may_stand_beside_a_surname(given: str) -> None:
    item = _field("name", ("Nadezhda Krupskaya", "right"), ("Vladimir Lenin", "tempting"))
    assert field.answer(item, given).mark == "right"


@pytest.mark.parametrize("given", [
    "Lenin and Krupskaya", "Krupskaya or Lenin", "Not Krupskaya", "neither Krupskaya",
    "Krupskaya, Lenin", "It wasn't Krupskaya", "It isn’t Krupskaya",
])
def test_two_names_or_a_denied_one_are_no_answer(given: str) -> None:
    item = _field("name", ("Nadezhda Krupskaya", "right"), ("Vladimir Lenin", "tempting"))
    assert field.answer(item, given).mark == "wrong"


def test_first_names_decide_between_two_people_of_one_surname() -> None:
    item = _field("name", ("Maria Ulyanova", "right"), ("Anna Ulyanova", "tempting"))
    assert field.answer(item, "Anna Ilyinichna Ulyanova").mark == "tempting"
    assert field.answer(item, "Maria I. Ulyanova").mark == "right"


def test_a_near_spelling_beside_further_words_is_almost_right() -> None:
    item = _field("name", ("Nadezhda Krupskaya", "right"))
    verdict = field.answer(item, "Mrs Krupskaia")
    assert (verdict.mark, verdict.because[:32]) == ("almost", "We spell it Nadezhda Krupskaya. ")


def test_a_near_spelling_is_that_of_the_nearest_key_and_no_better_than_it() -> None:
    item = _field("name", ("N. Bukharin", "right"), ("G. Zinoviev", "right"),
                  ("L. Kamenev", "tempting"))
    assert field.answer(item, "Zinovev").because.startswith("We spell it G. Zinoviev.")
    assert field.answer(item, "Kamenov").mark == "tempting"


def test_the_belief_behind_an_answer_is_named_in_its_verdict_and_in_the_key() -> None:
    item = replace(_field("text"), keys=(Key("jug", "tempting", "No.", "T1"),
                                         Key("mug", "arguable", "Perhaps.", "")))
    assert field.answer(item, "jug").tag == "T1"
    assert "T1" in field.key(item)[0][0]
    assert field.short(item).arguable == ("mug",)


# -- numbers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("given", "value"), [
    ("12,5", "12.5"), ("−12.5", "-12.5"), ("12.5 %", "12.5"), ("12.5%", "12.5"), ("3,0", "3"),
    ("3.0", "3"), ("1 200", "1200"), ("1\u202f200", "1200"), ("1,200", "1200"),
    ("12,345,678.5", "12345678.5"), ("0.1", "0.1"), ("7 per cent", "7"), ("0,125", "0.125"),
    ("-0,250", "-0.25"),
])
def test_a_number_is_read_however_it_is_written(given: str, value: str) -> None:
    assert field.number(given) == Decimal(value)


@pytest.mark.parametrize("given", [
    "1_5", "nan", "inf", "", "five", "1,2,3", "1.2.3", "12-5", "1e3", "5 6", "%", "١٢"])
def test_what_is_no_number_in_figures_is_none(given: str) -> None:
    assert field.number(given) is None


@given(st.decimals(-10**9, 10**9, places=3))
def test_every_number_is_read_with_point_comma_and_typographic_minus(value: Decimal) -> None:
    plain = f"{value:f}"
    assert field.number(plain) == value
    assert field.number(plain.replace("-", "−")) == value
    if value % 1 and len(plain.partition(".")[2].rstrip("0")) < 3:
        assert field.number(plain.rstrip("0").replace(".", ",")) == value


@pytest.mark.parametrize(("given", "mark"), [
    ("56.5", "right"), ("56", "right"), ("57", "right"), ("56.49395367395036", "right"),
    ("55.9", "wrong"), ("57.1", "wrong"),
])
def test_a_number_within_the_tolerance_of_a_key_is_that_number(given: str, mark: str) -> None:
    key = Key("56.5", "right", "So.", "", {"within": "0.5"})
    item = Item("q", "field", "?", form="number", keys=(key,), otherwise="Look again.")
    assert field.answer(item, given).mark == mark


def _read(**key: str) -> tuple[Item, list[str]]:
    lines = "".join(f"\n    {name}: '{value}'" for name, value in key.items())
    problems: list[Problem] = []
    text = f"id: q\nkind: field\nform: number\nask: How many?\notherwise: No.\nkeys:\n  -{lines}\n"
    item = kinds.read_item(parse(text, "lesson.yaml", problems), Before())
    return item, [f"{problem.field}: {problem.message}" for problem in problems]


def test_the_tolerance_stands_in_the_lesson_file_and_in_the_printed_key() -> None:
    item, problems = _read(value="56.5", within="0.5", mark="right", because="So.")
    assert problems == []
    assert field.key(item)[0] == ("right", "56.5 (within 0.5)", "So.")


def test_a_key_or_a_tolerance_that_is_no_number_is_told() -> None:
    _, problems = _read(value="half", within="-1", mark="right", because="So.")
    assert problems == ["value: 'half' is not a number in figures, such as 5 or 12.5",
                        "within: must not be below 0"]


@pytest.mark.parametrize(("given", "mark"), [
    ("1200", "right"), ("1,200", "right"), ("1200.0", "right"), (" 1200 ", "right"),
    ("1300", "tempting"), ("1201", "wrong"), ("twelve", "wrong"), ("nan", "wrong"),
])
def test_a_number_counts_by_its_value(given: str, mark: str) -> None:
    item = _field("number", ("1200", "right"), ("1300", "tempting"))
    assert field.answer(item, given).mark == mark


@pytest.mark.parametrize(("given", "mark"), [
    ("the jug", "right"), ("The JUG!", "right"), ("jug", "wrong")])
def test_a_text_counts_word_for_word_without_case_and_points(given: str, mark: str) -> None:
    assert field.answer(_field("text", ("the jug", "right")), given).mark == mark


def test_an_answer_that_nobody_foresaw_gets_the_general_advice() -> None:
    assert field.answer(DAY, "1801") == Verdict("1801", "wrong", "Look again.")


@pytest.mark.parametrize(("given", "sentence"), [
    ("", "Write the year with four digits."),
    ("22-12-24", "Write the year with four digits."),
    ("1922--24", "Choose the month, or leave the day out."),
    ("1922-02-30", "That day is not in the calendar. Change the day, the month or the year."),
    ("1922", ""),
])
def test_a_date_field_says_what_is_missing(given: str, sentence: str) -> None:
    assert missing(DAY, given) == sentence


def test_a_number_in_words_and_an_empty_box_are_told_what_is_missing() -> None:
    number, text = _field("number", ("5", "right")), _field("text", ("jug", "right"))
    assert field.missing(number, "five") == "Write a number in figures, such as 5."
    assert field.missing(text, " ") == field.missing(text, None) == "Fill in this box first."
    assert field.missing(number, "5") == field.missing(text, "five") == ""


def test_a_date_is_said_in_words_and_what_is_no_date_as_it_was_written() -> None:
    assert field.said(DAY, "1922-12-22", {}, False) == ["22 December 1922"]
    assert field.said(DAY, "soon", {}, False) == ["soon"]
    assert field.said(_field("text"), "1922-12-22", {}, False) == ["1922-12-22"]


def test_the_key_has_a_line_for_anything_else_where_the_file_says_what_of_it() -> None:
    keys = _field("text", ("jug", "right"))
    assert field.key(keys)[-1] == ("wrong", "anything else", "Look again.")
    assert len(field.key(replace(keys, otherwise=""))) == 1


def test_an_answer_as_long_as_allowed_is_taken_and_one_more_is_not() -> None:
    item = Item("q", "prose", "?")
    assert shape(item, "x" * field.LONGEST) == ""
    assert "longer than" in shape(item, "x" * (field.LONGEST + 1))
