"""The counts of lesson 08: a number stands under what was counted, and bars keep its measure."""

from __future__ import annotations

import re
from collections.abc import Iterator

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest

import helpers
from helpers.case.errors import CourseError
from helpers.figures import counts
from helpers.screen.steps import StepFigure
from helpers.work import tables

ROWS = tables.table("counts")
TOPICS = ("shots", "men", "crowd")


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    matplotlib.use("agg")
    yield
    plt.close("all")


def some(*numbers: int, unit: str = "holes") -> pd.DataFrame:
    return pd.DataFrame([{"topic": "shots", "number": str(number), "unit": unit,
                          "said_by": f"paper {number}", "printed_edtf": "1940", "sources": "",
                          "verdict": "one"} for number in numbers])


@pytest.mark.parametrize("topic", TOPICS)
def test_a_picture_is_the_same_each_time_with_words_and_caption(topic: str) -> None:
    shown = helpers.counts(topic=topic)
    assert isinstance(shown, StepFigure)
    assert shown.html == helpers.counts(topic=topic).html
    assert re.search(r"<figcaption>.{80,}</figcaption>", shown.html)
    assert plt.get_fignums() == []


@pytest.mark.parametrize("topic", TOPICS)
def test_every_count_has_a_bar_as_long_as_its_number(topic: str) -> None:
    found = counts.of_topic(ROWS, topic)
    bars = [bar for bar in counts.draw(found).patches if bar.get_height()]  # type: ignore[attr-defined]
    widths = [bar.get_width() for bar in bars]  # type: ignore[attr-defined]
    assert widths == pytest.approx([counts.WIDTH * n / max(found["number"])
                                    for n in found["number"]])


@pytest.mark.parametrize("topic", TOPICS)
def test_bars_of_one_unit_look_alike_and_of_two_units_do_not(topic: str) -> None:
    found = counts.of_topic(ROWS, topic)
    looks = [(bar.get_facecolor(), bar.get_hatch()) for bar in counts.draw(found).patches]
    by_unit = found.assign(look=looks).groupby("unit", sort=False)["look"].unique()
    assert [len(one) for one in by_unit] == [1] * len(by_unit)
    assert len({one[0] for one in by_unit}) == len(by_unit)


def test_a_unit_that_comes_twice_in_the_table_stands_together() -> None:
    rows = pd.concat([some(70), some(200, unit="shots"), some(8)])
    assert list(counts.of_topic(rows, "shots")["number"]) == [70, 8, 200]
    assert [unit for unit, _, _ in counts.lines(counts.of_topic(rows, "shots"))] == [
        "holes", "shots"]


@pytest.mark.parametrize("topic", TOPICS)
def test_each_step_opens_one_unit_and_the_last_opens_all(topic: str) -> None:
    found = counts.of_topic(ROWS, topic)
    steps = counts.steps(found)
    assert [unit for unit, _, _ in steps] == list(dict.fromkeys(found["unit"]))
    assert [share for _, share, _ in steps] == sorted({share for _, share, _ in steps})
    assert steps[-1][1] == 1
    words_of = {unit: words for unit, _, words in steps}
    for row in found.to_dict("records"):
        assert f"{row['number']:,} ({row['said_by']})" in words_of[row["unit"]]


def test_the_words_name_every_unit_with_its_numbers_and_tellers() -> None:
    said = counts.alt(counts.of_topic(pd.concat([some(70, 73), some(200, unit="shots heard")]),
                                      "shots"))
    assert said == ("3 bars under 2 headings. Holes: 70, paper 70; 73, paper 73. "
                    "Shots heard: 200, paper 200.")


def test_the_table_says_so_where_a_year_was_not_read() -> None:
    table = counts.data(counts.of_topic(some(70).assign(printed_edtf=""), "shots"))
    assert list(table["Printed"]) == ["not read"]


def test_a_table_that_cannot_be_drawn_is_told_by_what_is_wrong_in_it() -> None:
    wrong = {"it has no topic men": (some(70), "men"),
             "a count is not above 0": (some(0), "shots"),
             "there are patterns for 4 units": (
                 pd.concat([some(1, unit=str(n)) for n in range(5)]), "shots")}
    for words, (rows, topic) in wrong.items():
        with pytest.raises(CourseError, match=words):
            counts.of_topic(rows, topic)


def test_one_of_the_numbers_on_the_crowd_is_six_times_another() -> None:
    people = counts.of_topic(ROWS, "crowd")["number"]
    assert people.max() == 6 * people.min()
    assert len(counts.lines(counts.of_topic(ROWS, "crowd"))) == 4
