"""The two figures of lesson 06: what is drawn is what the tables say, and the words say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import cos, hypot, radians, sin

import matplotlib
import matplotlib.pyplot as plt
import pytest

import helpers
from helpers.case.errors import CourseError
from helpers.figures import bulletin, route
from helpers.screen.steps import StepFigure
from helpers.work import tables

ITINERARY, PLACES, COAST, ISSUES = (
    tables.table(name) for name in ("itinerary", "places", "coastline", "bulletin"))
STAYS = route.stays(ITINERARY, PLACES)
STEPS = route.steps(STAYS)


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    matplotlib.use("agg")
    yield
    plt.close("all")


@pytest.mark.parametrize("name", ["route", "bulletin"])
def test_a_figure_is_the_same_each_time_with_words_and_caption(name: str) -> None:
    html = getattr(helpers, name)().html
    assert html == getattr(helpers, name)().html
    assert re.search(r"<figcaption>.{80,}</figcaption>", html)
    assert plt.get_fignums() == []


# -- the map ----------------------------------------------------------------------------------


def test_the_steps_are_numbered_from_one_without_a_gap() -> None:
    assert [row["step"] for row in STAYS] == list(range(1, len(STAYS) + 1))


def test_each_step_lies_inside_the_window_of_the_map() -> None:
    for row in STAYS:
        x, y = route.place(row["longitude"], row["latitude"])
        assert 0 < x < 1
        assert 0 < y < 1


def test_stays_follow_each_other_in_time() -> None:
    starts = [row["start_edtf"] for row in STAYS]
    assert starts == sorted(starts)
    assert all(route.days(row) > 0 for row in STAYS)


def test_the_area_of_a_disc_is_the_time_spent() -> None:
    discs = [marks[-1] for _, marks, _ in STEPS if isinstance(marks, list)]
    for row, disc in zip(STAYS, discs, strict=True):
        assert disc["shape"] == "disc"
        assert (disc["size"] / route.SCALE) ** 2 == pytest.approx(route.days(row), rel=0.1)


def test_a_line_runs_from_where_he_came_to_where_he_went() -> None:
    assert STAYS[0]["from_step"] == ""
    for n in range(1, len(STEPS)):
        before, marks = STEPS[int(STAYS[n]["from_step"]) - 1][1], STEPS[n][1]
        assert isinstance(before, list)
        assert isinstance(marks, list)
        line, disc = marks
        turn = radians(line["angle"])
        assert (line["x"], line["y"]) == (before[-1]["x"], before[-1]["y"])
        reached = (line["x"] + line["size"] * cos(turn),
                   line["y"] + line["size"] * sin(turn) / route.SHAPE)
        assert hypot(reached[0] - disc["x"], reached[1] - disc["y"]) < 0.005


def test_the_drawn_map_has_a_disc_and_a_name_for_each_stay() -> None:
    ax = route.draw(STAYS, COAST)
    assert [text.get_text() for text in ax.texts] == [
        f"{n} {row['label']}" for n, row in enumerate(STAYS, 1)]
    assert len(ax.collections) == len(STAYS)
    assert len(ax.lines) == COAST["line"].nunique() + len(STAYS) - 1


def test_no_name_on_the_map_lies_on_another_or_beyond_it() -> None:
    drawing = route.draw(STAYS, COAST).get_figure(root=True)
    assert drawing
    drawing.canvas.draw()
    boxes = [text.get_window_extent(drawing.canvas.get_renderer())
             for text in drawing.axes[0].texts]
    assert all(box.x0 >= 0 and box.x1 <= drawing.bbox.width for box in boxes)
    assert not any(one.overlaps(other) for n, one in enumerate(boxes) for other in boxes[n + 1:])


def test_a_step_names_its_days_and_what_happened() -> None:
    for n, (row, (name, _, said)) in enumerate(zip(STAYS, STEPS, strict=True), 1):
        assert name == f"{n} {row['label']}"
        assert said.endswith(row["what"])
        assert f"{route.days(row):,} days" in said


def test_days_are_called_about_right_where_a_day_is_open() -> None:
    row = {"start_edtf": "1934-04-17", "end_edtf": "1935-06-10~"}
    assert ", about " in route.when(row)
    assert ", about " not in route.when({**row, "end_edtf": "1935-06-10"})


def test_the_words_and_the_table_name_every_stay_and_leave_the_question_open() -> None:
    said, table = route.alt(STAYS), route.data(STAYS)
    for row in STAYS:
        assert f"{row['label']}: {route.when(row)}. {row['what']}" in said
    assert list(table["Where"]) == [row["label"] for row in STAYS]
    assert "mover" not in {*table.columns, *said.split()}
    assert said.endswith("The largest disc is Turkey.")


def test_the_page_lays_marks_over_an_empty_map() -> None:
    shown = helpers.route()
    assert isinstance(shown, StepFigure)
    assert shown.view["way"] == "over"
    assert shown.view["steps"] == [list(step) for step in STEPS]
    assert shown.view["picture"] not in shown.html


@pytest.mark.parametrize(("broken", "why"), [
    (ITINERARY.assign(step=""), "no row has a step"),
    (ITINERARY.assign(place_id="atlantis"), "places.csv has no atlantis"),
    (ITINERARY.drop(columns="what"), "it has no column what"),
    (ITINERARY.assign(end_edtf="soon"), "soon"),
    (ITINERARY.assign(end_edtf="1901"), "before it begins"),
    (ITINERARY.assign(from_step="99"), "no row has the step 99"),
    (ITINERARY.assign(step=ITINERARY["step"].replace("2", "1")), "two rows have the same step"),
])
def test_a_table_that_cannot_be_drawn_is_told_in_one_sentence(broken: object, why: str) -> None:
    assert why in helpers.route(broken, PLACES, COAST).text  # type: ignore[arg-type]


# -- the paper --------------------------------------------------------------------------------


def test_every_issue_and_number_is_counted_once() -> None:
    years = bulletin.counts(ISSUES)
    assert (years["issues"].sum(), years["numbers"].sum()) == (65, 87)
    assert list(years["year"]) == list(range(1929, 1942))


def test_the_numbers_of_the_paper_follow_each_other() -> None:
    numbers = [int(n) for issue in ISSUES["issue"] for n in issue.split("-")]
    assert numbers == list(range(1, 88))


def test_the_bars_are_the_counts_and_each_place_has_its_pattern() -> None:
    years = bulletin.counts(ISSUES)
    ax = bulletin.draw(years)
    assert [bar.get_height() for bar in ax.patches] == list(years["issues"])
    assert [bar.get_hatch() or "" for bar in ax.patches] == [
        bulletin.PLACES[place][1] for place in years["place"]]
    assert len({hatch for _, hatch in bulletin.PLACES.values()}) >= 3


def test_the_words_of_the_bars_name_every_year() -> None:
    said = bulletin.alt(bulletin.counts(ISSUES))
    assert said.startswith("13 bars, 65 issues with 87 numbers in all.")
    assert "1932: 5, Berlin" in said
    assert "1933: 4, in a year of a move" in said


def test_a_table_of_issues_without_years_is_told_in_one_sentence() -> None:
    with pytest.raises(CourseError, match="it has no column year"):
        bulletin.counts(ISSUES.drop(columns="year"))
    with pytest.raises(CourseError, match="Rome is none of Paris, Berlin"):
        bulletin.counts(ISSUES.assign(place="Rome"))
    with pytest.raises(CourseError, match="it has no rows"):
        bulletin.counts(ISSUES.iloc[:0])


def test_on_paper_the_steps_are_told_under_the_map() -> None:
    html = helpers.route().html

    assert len(re.findall("<li>", html)) == 8
    assert "<li>1 Alma-Ata: 25 January 1928 to" in html
