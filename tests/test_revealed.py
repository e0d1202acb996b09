"""What evidence tells of and when it was public: the picture says what the table says."""

from __future__ import annotations

import re
from collections.abc import Iterator

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest

import helpers
from helpers.case.errors import CourseError
from helpers.figures import revealed
from helpers.screen.steps import StepFigure
from helpers.work import tables

ROWS = revealed.in_order(tables.table("known"))


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    matplotlib.use("agg")
    yield
    plt.close("all")


def some(*spans: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame([{"what": f"Paper {n}", "happened_edtf": came, "public_edtf": public,
                          "source_kind": "letter", "where": "a book", "verdict": "one",
                          "sources": ""} for n, (came, public) in enumerate(spans)])


def test_the_picture_is_the_same_each_time_with_words_and_caption() -> None:
    shown = helpers.revealed()
    assert isinstance(shown, StepFigure)
    assert shown.html == helpers.revealed().html
    assert re.search(r"<figcaption>.{80,}</figcaption>", shown.html)
    assert plt.get_fignums() == []


def test_a_line_runs_from_the_year_of_what_it_tells_to_the_year_it_was_public() -> None:
    spans = [tuple(line.get_xdata()) for line in revealed.draw(ROWS).lines
             if len(line.get_xdata()) == 2]  # type: ignore[arg-type]
    assert spans == list(zip(ROWS["happened"], ROWS["public"], strict=True))


def test_what_was_public_first_stands_first() -> None:
    assert list(ROWS["public"]) == sorted(ROWS["public"])


def test_a_reader_of_a_year_is_shown_all_that_was_public_by_then_and_nothing_later() -> None:
    steps = revealed.steps(ROWS)
    assert [name for name, _, _ in steps] == [name for _, name in revealed.READERS]
    told = [words.removesuffix(".").split("; ") for _, _, words in steps]
    assert [one for words in told for one in words] == list(ROWS["what"])
    assert len(told[0]) == (ROWS["public"] < 1941).sum()
    assert steps[-1][1] == 1


def test_a_time_in_which_nothing_was_new_has_no_step() -> None:
    steps = revealed.steps(revealed.in_order(some(("1940", "1940"), ("1940", "1997"))))
    assert [name for name, _, _ in steps] == ["A reader of 1940", "A reader of today"]


def test_the_words_count_what_came_at_once_and_what_waited_for_fifty_years() -> None:
    said = revealed.alt(revealed.in_order(some(("1940", "1940"), ("1940", "1950"),
                                               ("1939-07-09", "1997"))))
    assert said == ("3 lines, one for each piece of evidence. Public within a year: 1. Public only "
                    "after more than 50 years: 1. The longest wait: Paper 2, 9 July 1939 to 1997.")


def test_a_table_that_cannot_be_drawn_is_told_by_what_is_wrong_in_it() -> None:
    with pytest.raises(CourseError, match="“Paper 0” was public before what it tells of"):
        revealed.in_order(some(("1997", "1940")))
    with pytest.raises(CourseError, match="it has no rows"):
        revealed.in_order(tables.table("known").iloc[:0])
    with pytest.raises(CourseError, match="it has no column what"):
        revealed.in_order(some(("1940", "1941")).drop(columns="what"))
