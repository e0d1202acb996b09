"""What was known when: the figure of days, and the table it is drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from helpers.case import citations, dates
from helpers.case.errors import CourseError
from helpers.figures import days
from helpers.work import library, tables


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    matplotlib.use("agg")
    yield
    plt.close("all")


ROWS = pd.DataFrame([
    ("a ring", "1909-03-14", "1909-03-14", "tower", "two independent"),
    ("a letter", "1909-03-14", "1909-03-16", "village", "one"),
], columns=["label", "earliest", "latest", "place", "verdict"])


# -- the figure -------------------------------------------------------------------------------


def test_every_event_stands_in_its_own_line_from_above() -> None:
    ax = days.draw(ROWS)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["a ring", "a letter"]
    assert ax.yaxis_inverted()


def test_days_bear_their_weekday() -> None:
    ax = days.draw(ROWS)
    assert [t.get_text() for t in ax.get_xticklabels()] == ["Sun\n14", "Mon\n15", "Tue\n16"]


def test_a_place_is_told_by_shape_and_a_sure_event_by_a_filled_one() -> None:
    ring, letter = days.draw(ROWS).lines
    assert ring.get_marker() != letter.get_marker()
    assert (ring.get_fillstyle(), letter.get_fillstyle()) == ("full", "none")


def test_an_open_day_is_a_line_between_its_bounds() -> None:
    ring, letter = days.draw(ROWS).lines
    assert (len(ring.get_xdata()), len(letter.get_xdata())) == (1, 2)  # type: ignore[arg-type]


def test_marked_days_have_a_line_of_their_own() -> None:
    assert len(days.draw(ROWS, marked=["1909-03-15"]).lines) == 3


def test_more_places_than_shapes_are_refused() -> None:
    many = pd.concat([ROWS.assign(place=f"place {n}") for n in range(6)])
    with pytest.raises(CourseError, match="shapes for 5 places, not for 6"):
        days.draw(many)


@pytest.mark.parametrize("rows", [
    ROWS.assign(earliest="the 14th"), ROWS.drop(columns="place"), ROWS.drop(columns="earliest"),
    ROWS.assign(latest=None), ROWS.iloc[:0]], ids=str)
def test_a_table_that_cannot_be_drawn_is_told_in_one_sentence(rows: pd.DataFrame) -> None:
    for drawn in (days.draw, days.alt):
        with pytest.raises(CourseError, match=r"^This table cannot be drawn \(.+\)\.$"):
            drawn(rows)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(CourseError, match="it has no column place"):
        days.draw(ROWS.drop(columns="place"))


def test_the_axis_names_its_month_or_the_first_and_the_last() -> None:
    assert days.draw(ROWS).get_xlabel() == "March 1909"
    longer = ROWS.assign(latest=["1909-03-14", "1909-04-02"])
    assert days.draw(longer).get_xlabel() == "March 1909 to April 1909"


def test_more_days_than_can_be_read_are_refused() -> None:
    days.draw(ROWS.assign(latest=["1909-03-14", "1909-05-12"]))  # 60 days
    with pytest.raises(CourseError, match="it covers 61 days, and there is room for 60"):
        days.draw(ROWS.assign(latest=["1909-03-14", "1909-05-13"]))


def test_the_legend_names_each_place_by_its_marker_and_says_what_filled_means() -> None:
    legend = days.draw(ROWS).get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == [
        "tower", "village", "filled: two independent sources"]
    marks = [one.get_marker() for one in legend.get_lines()]
    assert marks == [one.get_marker() for one in days.draw(ROWS).lines]


def test_open_days_are_joined_by_a_dotted_line() -> None:
    assert {one.get_linestyle() for one in days.draw(ROWS).lines} == {":"}


def test_the_words_say_every_event_and_change_with_its_row() -> None:
    said = days.alt(ROWS)
    assert said == ("2 events from 14 March 1909 to 16 March 1909. Sun 14 March, tower: a ring, "
                    "two independent sources; Sun 14 March to Tue 16 March, village: a letter.")
    for column, value in (("label", "x"), ("earliest", "1909-03-13"), ("place", "x"),
                          ("verdict", "two independent")):
        other = ROWS.copy()
        other.loc[1, column] = value
        assert days.alt(other) != said


# -- the table of lesson 03 -------------------------------------------------------------------


FUNERAL = tables.table("funeral").to_dict("records")
each = pytest.mark.parametrize("row", FUNERAL, ids=lambda r: r["event_id"])


@each
def test_plain_days_are_the_outer_bounds_of_the_edtf_day(row: dict[str, str]) -> None:
    first, last = dates.bounds(row["date_edtf"])
    assert (row["earliest"], row["latest"]) == (first.isoformat(), last.isoformat())


@each
def test_a_verdict_fits_the_number_of_its_references(row: dict[str, str]) -> None:
    keys = {key for key, _ in citations.cited(row["sources"])}
    assert len(keys) >= (1 if row["verdict"] == "one" else 2)


@each
def test_a_conflict_is_spelled_out(row: dict[str, str]) -> None:
    assert row["note"] or row["verdict"] != "in conflict"


def _day(event: str, end: str = "earliest") -> date:
    return date.fromisoformat(next(r[end] for r in FUNERAL if r["event_id"] == event))


def test_the_weekdays_of_the_lesson_are_those_of_the_calendar() -> None:
    assert days.weekday(_day("death").isoformat()) == "Mon 21"
    assert days.weekday(_day("saturday").isoformat()) == "Sat 26"
    assert days.weekday(_day("funeral").isoformat()) == "Sun 27"


def test_saturday_was_reported_before_the_funeral_was_moved() -> None:
    assert _day("agency-22") < _day("moved")
    assert _day("agency-23") < _day("moved")


@pytest.mark.parametrize(("end", "mark"), [("latest", "right"), ("earliest", "arguable")])
def test_the_way_back_ends_on_the_days_that_the_lab_names(end: str, mark: str) -> None:
    out = (_day("news") - _day("left", end)).days
    keys = {k.value for k in library.exercise("03/way-back").item("day").keys if k.mark == mark}
    assert keys == {str(_day("question").day + out)}


def test_the_telegrams_name_no_day() -> None:
    for document in ("trotsky-telegram-1924-01-22", "stalin-telegram-1924-01-22"):
        text = " ".join(library.document(document).text)
        assert not [word for word in ("Saturday", "Sunday", "January", "26", "27") if word in text]


def test_each_event_is_drawn_on_its_own_line_and_marked_days_on_theirs() -> None:
    events = days.draw(ROWS).lines
    assert [list(map(float, one.get_ydata())) for one in events] == [[0], [1, 1]]
    line, *_ = days.draw(ROWS, marked=["1909-03-15"]).lines
    assert list(line.get_xdata()) == [date(1909, 3, 15).toordinal()] * 2
