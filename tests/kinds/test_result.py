"""A value from a student's code."""

from __future__ import annotations

import pytest
from judging import judge, missing, shape

from helpers.case.records import Item
from helpers.judge.kinds import result
from helpers.work import library


@pytest.mark.parametrize(("value", "mark"), [
    ("2", "right"), ("2.0", "right"), ("3", "tempting"), ("4", "almost"), ("7", "tempting"),
    ("5", "wrong"),
])
def test_a_result_is_judged_like_a_number(value: str, mark: str) -> None:
    item = library.exercise("02/missing-names").item("n")
    assert [v.mark for v in judge(item, value)] == [mark]


@pytest.mark.parametrize("value", [..., None, "", "...", "…", " . "])
def test_the_three_dots_of_the_starter_code_are_no_value(value: object) -> None:
    assert result.is_blank(value)


@pytest.mark.parametrize("value", [0, "0", False, 2, "two"])
def test_nought_is_a_value(value: object) -> None:
    assert not result.is_blank(value)


@pytest.mark.parametrize("kind", ["recall", "result"])
def test_some_items_take_no_answer_on_the_page(kind: str) -> None:
    assert shape(Item("q", kind, "?"), "x") == "this item takes no answer on the page"


def test_a_value_that_was_never_checked_is_missing() -> None:
    item = library.exercise("02/missing-names").item("n")
    assert missing(item, None) == "Run the cell with your code first, with your value in it."
    assert missing(item, {"value": "0"}) == ""


def test_a_value_is_said_without_its_code() -> None:
    item = Item("q", "result", "?")
    assert result.said(item, {"value": "3", "code": "n = 3"}, {}, False) == ["3"]
