"""The figure of lesson 05: what is drawn is what ``banishment.csv`` says, and the words say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import matplotlib
import matplotlib.pyplot as plt
import pytest

import helpers
from helpers.case.errors import CourseError
from helpers.figures import decision
from helpers.screen.steps import StepFigure
from helpers.work import tables

ROWS = tables.table("banishment")
EVENTS = list(decision.in_order(ROWS).to_dict("records"))


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    matplotlib.use("agg")
    yield
    plt.close("all")


def test_the_figure_is_the_same_each_time_and_leaves_nothing_open() -> None:
    assert helpers.decision().html == helpers.decision().html
    assert plt.get_fignums() == []


def test_events_stand_in_the_order_of_their_last_possible_day() -> None:
    latest = [row["latest"] for row in EVENTS]
    assert latest == sorted(latest)


def test_every_event_has_its_sign_on_its_day_and_its_words_before_it() -> None:
    ax = decision.draw(ROWS)
    lines = {tuple(line.get_ydata()): line for line in ax.lines}
    for place, row in enumerate(EVENTS):
        days = sorted({decision._number(row["earliest"]), decision._number(row["latest"])})
        line = lines[tuple([place] * len(days))]
        assert list(line.get_xdata()) == days
        assert (line.get_fillstyle() == "full") == (row["verdict"] == decision.SURE)
    assert [text.get_text().strip() for text in ax.texts] == [row["label"] for row in EVENTS]


def test_the_band_covers_the_days_of_the_decision() -> None:
    (row,) = (row for row in EVENTS if row["event_id"] == decision.DECIDED)
    (band,) = decision.draw(ROWS).patches
    assert band.get_x() == pytest.approx(decision._number(row["earliest"]) - 0.4)
    assert band.get_x() + band.get_width() == pytest.approx(decision._number(row["latest"]) + 0.4)


def test_a_track_is_told_by_its_shape() -> None:
    ax = decision.draw(ROWS)
    shapes = {row["track"]: ax.lines[place].get_marker() for place, row in enumerate(EVENTS)}
    assert len(set(shapes.values())) == len({row["track"] for row in EVENTS})


def test_no_word_lies_beyond_the_picture() -> None:
    drawing = decision.draw(ROWS).get_figure(root=True)
    assert drawing
    drawing.canvas.draw()
    boxes = [text.get_window_extent(drawing.canvas.get_renderer())
             for text in drawing.axes[0].texts]
    assert all(box.x0 >= 0 and box.x1 <= drawing.bbox.width for box in boxes)


def test_the_cover_of_a_step_ends_between_two_lines() -> None:
    ax = decision.draw(ROWS)
    drawing = ax.get_figure(root=True)
    assert drawing
    for line in range(len(ROWS)):
        pixel = ax.transData.transform((0, line + 0.5))[1]
        assert decision.share(line, len(ROWS)) == pytest.approx(
            1 - pixel / drawing.bbox.height, abs=0.001)


def test_the_words_name_every_event_with_its_days() -> None:
    said = decision.alt(ROWS)
    assert said.startswith(f"{len(EVENTS)} events")
    assert all(row["label"] in said for row in EVENTS)
    assert "7 January 1929 or 15 January 1929" in said


def test_the_table_is_what_is_drawn() -> None:
    cells = decision.data(ROWS)
    assert list(cells["What"]) == [row["what"] for row in EVENTS]
    assert list(cells["Verdict"]) == [row["verdict"] for row in EVENTS]


def test_a_step_opens_one_event_after_the_other() -> None:
    shown = helpers.decision()
    assert isinstance(shown, StepFigure)
    steps = shown.view["steps"]
    assert [said for _, _, said in steps] == [row["what"] for row in EVENTS]
    assert [share for _, share, _ in steps] == sorted({share for _, share, _ in steps})
    assert shown.view["way"] == "down"


def test_the_caption_and_what_to_look_for_go_without_a_screen() -> None:
    html = helpers.decision().html
    assert re.search(r"<figcaption>.{80,}</figcaption>", html)
    assert "which side of the band" in unescape(html)


def test_rows_that_cannot_be_drawn_are_told_in_one_sentence() -> None:
    many = ROWS.assign(track=[f"track {n}" for n in range(len(ROWS))])
    with pytest.raises(CourseError, match="there are shapes for 4 tracks, not for"):
        decision.draw(many)
    with pytest.raises(CourseError, match="it has no rows"):
        decision.draw(ROWS.iloc[:0])
    with pytest.raises(CourseError, match="track"):
        decision.draw(ROWS.drop(columns="track"))
