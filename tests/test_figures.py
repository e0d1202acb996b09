"""A figure is a picture, its words and its data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from helpers.figures import figure, seats
from helpers.work import tables


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    matplotlib.use("agg")
    yield
    plt.close("all")


DATA = pd.DataFrame({"year": [1922], "seats": [7]})


def _axes() -> Any:
    _, ax = plt.subplots(figsize=(2, 1))
    ax.plot([0, 1], [0, 1])
    return ax


def test_a_figure_has_alt_text_caption_and_its_data_as_a_table() -> None:
    html = figure.figure(_axes(), 'A line "up" & on.', DATA, "From <a> to b").html
    assert 'alt="A line &quot;up&quot; &amp; on."' in html
    assert "<figcaption>From &lt;a&gt; to b</figcaption>" in html
    assert ">seats</th>" in html
    assert "data:image/png;base64,iVBOR" in html


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert figure.figure(_axes(), "A line.", DATA).html == figure.figure(
        _axes(), "A line.", DATA).html


@pytest.mark.parametrize("alt", ["", " \n"])
def test_a_figure_without_words_is_refused(alt: str) -> None:
    with pytest.raises(ValueError, match="needs alt text"):
        figure.figure(_axes(), alt, DATA)


def test_a_figure_is_closed_so_that_it_is_not_shown_twice() -> None:
    figure.figure(_axes(), "A line.", DATA)
    assert plt.get_fignums() == []


def test_a_figure_reads_as_its_alt_text() -> None:
    assert repr(figure.figure(_axes(), "A line.", DATA)) == "Figure: A line."


def _seated() -> pd.DataFrame:
    table = tables.table("politburo")
    return table[(table.seat_from <= "1922-12-24") & (table.seat_to > "1922-12-24")]


def test_a_timeline_has_one_bar_a_row_under_its_name() -> None:
    rows = _seated()
    ax = seats.timeline(rows, at="1922-12-24")
    assert len(ax.patches) == len(rows) == 7
    assert [label.get_text() for label in ax.get_yticklabels()] == list(rows["name"])


def test_a_timeline_tells_named_from_not_named_without_colour() -> None:
    ax = seats.timeline(_seated(), at="1922-12-24")
    hatched = [bool(bar.get_hatch()) for bar in ax.patches]
    assert hatched == [flag == "no" for flag in _seated()["named_in_letter"]]


def test_a_timeline_says_how_each_seat_ended() -> None:
    ax = seats.timeline(_seated(), at="1922-12-24")
    said = [text.get_text().strip() for text in ax.texts]
    assert "sat on to 1953\n illness, 1953" in said
    assert "not re-elected\n shot after a show trial, 1936" in said


def test_a_bar_begins_and_ends_on_its_days() -> None:
    from matplotlib.dates import datestr2num

    first = _seated().iloc[0]
    bar: Any = seats.timeline(_seated(), at="1922-12-24").patches[0]
    assert bar.get_x() == datestr2num(first.seat_from)
    assert bar.get_x() + bar.get_width() == pytest.approx(datestr2num(first.seat_to))


def test_the_style_is_a_file_of_the_package() -> None:
    assert re.search(r"^font", figure.STYLE.read_text(encoding="utf-8"), re.MULTILINE)
