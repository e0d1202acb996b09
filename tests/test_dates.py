"""Dates as EDTF text: what they can mean, how they compare, how they are said."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.case import dates


@pytest.mark.parametrize(("text", "first", "last"), [
    ("1922", date(1922, 1, 1), date(1922, 12, 31)),
    ("1922-12", date(1922, 12, 1), date(1922, 12, 31)),
    ("1924-02", date(1924, 2, 1), date(1924, 2, 29)),
    ("1922-12-24", date(1922, 12, 24), date(1922, 12, 24)),
    ("1922-12-24/1922-12-25", date(1922, 12, 24), date(1922, 12, 25)),
    ("1922-12/1923", date(1922, 12, 1), date(1923, 12, 31)),
    ("1922~", date(1922, 1, 1), date(1922, 12, 31)),
    ("1922-12?", date(1922, 12, 1), date(1922, 12, 31)),
])
def test_a_date_has_a_first_and_a_last_day(text: str, first: date, last: date) -> None:
    assert dates.bounds(text) == (first, last)


@pytest.mark.parametrize("text", [
    "", "yesterday", "22", "1922-1", "1922-12-24T10:00", "24.12.1922", "/", "1922/", "/1922",
    "1922-12-24/1922-12-25/1922-12-26", "-1922", "1922--12", " 1922",
])
def test_what_is_no_date_is_said_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date such as 1922, 1922-12"):
        dates.bounds(text)


@pytest.mark.parametrize("text", [
    "1922-02-29", "1922-13", "1922-04-31", "0000", "1922-00", "1922-12-00", "1922-00-10"])
def test_a_day_that_is_not_in_the_calendar_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="is not in the calendar"):
        dates.bounds(text)


def test_an_interval_that_ends_before_it_begins_is_said() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        dates.bounds("1923/1922")


@pytest.mark.parametrize(("answer", "key", "stands"), [
    ("1922-12-22", "1922-12-22", "right"),
    ("1922-12-22", "1922-12", "right"),
    ("1922-12", "1922-12-22", "less exact"),
    ("1922", "1922-12-22", "less exact"),
    ("1922-12-23", "1922-12-22", "other"),
    ("1922-11", "1922-12", "other"),
    ("1922-12-20/1922-12-23", "1922-12-22/1922-12-25", "other"),
])
def test_a_date_stands_to_another_by_the_days_both_can_mean(
        answer: str, key: str, stands: str) -> None:
    assert dates.compare(answer, key) == stands


@pytest.mark.parametrize(("text", "words"), [
    ("1922", "1922"),
    ("1922-12", "December 1922"),
    ("1922-12-04", "4 December 1922"),
    ("1922~", "about 1922"),
    ("1922-12-24/1922-12-25", "24 December 1922 to 25 December 1922"),
])
def test_a_date_is_said_in_plain_english(text: str, words: str) -> None:
    assert dates.spoken(text) == words


DAYS = st.dates(date(1000, 1, 1), date(2100, 12, 31)).map(date.isoformat)
TEXTS = DAYS | DAYS.map(lambda d: d[:7]) | DAYS.map(lambda d: d[:4])


@given(TEXTS)
@settings(max_examples=30)
def test_our_reading_agrees_with_the_full_edtf_parser(text: str) -> None:
    full = edtf.parse_edtf(text)
    first, last = dates.bounds(text)
    assert full.lower_strict()[:3] == first.timetuple()[:3]
    assert full.upper_strict()[:3] == last.timetuple()[:3]


@given(TEXTS)
def test_a_date_compared_with_itself_is_right(text: str) -> None:
    assert dates.compare(text, text) == "right"


@given(st.text(max_size=12))
def test_no_text_raises_anything_but_a_sentence(text: str) -> None:
    with suppress(ValueError):
        first, last = dates.bounds(text)
        assert first <= last
