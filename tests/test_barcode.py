"""The two pages counted and drawn: every number that lesson 01 prints is counted here again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from helpers.case.errors import CourseError
from helpers.figures import barcode
from helpers.work import library, tables

ROOT = Path(__file__).resolve().parent.parent
LESSON = ROOT / library.lesson("01").file


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    matplotlib.use("agg")
    yield
    plt.close("all")


def _lines() -> pd.DataFrame:
    return tables.table("page_sentences")


def _said(words: str) -> bool:
    return words in " ".join(LESSON.read_text(encoding="utf-8").split())


# -- the table --------------------------------------------------------------------------------


def test_the_pages_have_100_and_102_lines_each_with_its_number() -> None:
    for page, count in (("A", 100), ("B", 102)):
        rows = _lines()[_lines().page == page]
        assert list(rows.sentence_id) == [f"{page}{n}" for n in range(1, count + 1)]
        assert list(rows.no) == [str(n) for n in range(1, count + 1)]


def test_a_line_stands_as_often_as_its_fingerprint() -> None:
    lines = _lines()
    for name, page in (("n_in_a", "A"), ("n_in_b", "B")):
        counts = lines[lines.page == page].sha1_10.value_counts()
        assert [counts.get(code, 0) for code in lines.sha1_10] == list(lines[name].astype(int))


def test_the_table_holds_no_text_of_the_pages() -> None:
    lost = set(_lines().lost_letters)
    assert lost == {"", "Ramn", "Coyoacn", "tienne", "expos", "Bykada"}
    assert not {"first_words", "text"} & set(_lines().columns)


# -- numbers that lesson 01 prints ------------------------------------------------------------


def test_202_lines_are_186_different_sentences() -> None:
    lines, again = _lines(), barcode.repeats(_lines())
    assert (len(lines), lines.sha1_10.nunique()) == (202, 186)
    assert len(lines) - lines.sha1_10.nunique() == 16
    assert _said("Sixteen lines say nothing new. Eleven sentences stand twice, and one stands six")
    times = sorted(again["times on A"] + again["times on B"])
    assert times == [2] * 11 + [6]
    once = (lines.sha1_10.value_counts() == 1).sum()
    keys = {k.value: k.mark for k in library.exercise("01/count").item("n").keys}
    assert keys == {"186": "right", str(len(lines)): "tempting", str(len(lines) - 12): "almost",
                    str(once): "almost", str(len(again)): "almost"}
    assert _said("12 sentences stand on both pages. One of them stands three times on each page")


def test_the_line_on_lenin_stands_where_the_lesson_says() -> None:
    again = barcode.repeats(_lines())
    most = again[again["times on A"] + again["times on B"] == 6].iloc[0]
    assert most["lines"] == "A14, A40, A95, B36, B62, B75"
    assert _said("Replica of lines A14, A40, A95, B36, B62 and B75")
    assert {one.id: one.stands_for for one in library.specimen().sentences}["s04"] == "A14"


def test_two_lines_answer_the_title() -> None:
    lines = _lines()
    answers = lines[lines.answers_title == "yes"]
    assert list(answers.sentence_id) == ["A53", "B58"]
    assert list(answers.attribution) == ["none", "named"]
    assert _said("Two of 202 lines answer the title.")
    grid = library.exercise("01/own-title").item("answers")
    right = {cell.row: cell.value for cell in grid.cells if cell.mark == "right"}
    named = {one.id: one.stands_for for one in library.specimen().sentences}
    assert {named[row] for row, value in right.items() if value in ("when", "why")} == {
        "A53", "B58"}


def test_apostrophes_sort_the_lines() -> None:
    lines = _lines()
    kept = lines[lines.straight_apostrophes != "0"]
    lost = lines[lines.lost_apostrophes != "0"]
    assert (len(kept), len(lost)) == (20, 28)
    assert not set(kept.sentence_id) & set(lost.sentence_id)
    assert kept.voice.value_counts().to_dict() == {
        "forum": 17, "leftover or fragment": 2, "museum essay": 1}
    assert (lost.voice == "forum").sum() == 1
    assert (lines.voice == "forum").sum() == 54
    assert _said("17 of 20. Of the 28 lines that lost an apostrophe only one is from a forum.")
    assert _said("48 lines have one kind or the other.")
    found_in_thread = {"A42", "A63", "A90", "B35"}
    assert found_in_thread <= set(kept[kept.voice == "forum"].sentence_id)


def test_no_sign_of_the_pages_is_outside_ascii() -> None:
    assert set(_lines().non_ascii) == {"0"}


def test_every_line_that_the_lesson_names_exists() -> None:
    named = set(re.findall(r"\b[AB]\d{1,3}\b", LESSON.read_text(encoding="utf-8")))
    assert len(named) > 30
    assert named <= set(_lines().sentence_id)


# -- the figure -------------------------------------------------------------------------------


def test_the_figure_has_a_bar_for_every_line_as_wide_as_its_words() -> None:
    lines = _lines()
    ax: Any = barcode.draw(lines)
    bars = [b for c in ax.containers for b in c if b.get_width() != 0.8]
    assert [round(b.get_width()) for b in bars] == list(lines.n_words.astype(int))


def test_repeated_lines_are_told_without_colour() -> None:
    lines = _lines()
    ax: Any = barcode.draw(lines)
    bars = [b for c in ax.containers for b in c if b.get_width() != 0.8]
    tall = [b.get_height() > 0.4 for b in bars]
    again = lines.sha1_10.duplicated(keep=False)
    assert tall == list(again)
    assert sum(tall) == 28


def test_lines_that_answer_the_title_are_named_and_have_a_sign() -> None:
    ax = barcode.draw(_lines())
    assert [text.get_text() for text in ax.texts] == ["A53", "B58"]


def test_arcs_join_the_three_places_on_each_page() -> None:
    from matplotlib.patches import Arc

    ax = barcode.draw(_lines())
    assert len([one for one in ax.patches if isinstance(one, Arc)]) == 4


def test_the_same_table_gives_the_same_picture() -> None:
    assert barcode.barcode().html == barcode.barcode(_lines()).html


def test_bars_of_one_page_do_not_overlap() -> None:
    where = barcode.places(_lines())
    for page in "AB":
        spans = [span for name, span in where.items() if name.startswith(page)]
        assert all(before[1] < after[0] for before, after in pairwise(spans))


def test_one_line_joins_the_pages_for_each_sentence_that_stands_on_both() -> None:
    again = barcode.repeats(_lines())
    both = again[(again["times on A"] > 0) & (again["times on B"] > 0)]
    joins = [one for one in barcode.draw(_lines()).lines if one.get_marker() != "^"]
    assert len(joins) == len(both)
    assert sorted({round(float(one.get_linewidth()), 1) for one in joins}) == [0.8, 2.4]


def test_the_legend_adds_no_bars() -> None:
    ax: Any = barcode.draw(_lines())
    assert sum(len(one) for one in ax.containers) == len(_lines())
    assert [text.get_text() for text in ax.get_legend().get_texts()] == [
        "a line that stands more than once", "a line that stands once",
        "a line that answers the title"]


@pytest.mark.parametrize("lines", [
    _lines().assign(page="C"), _lines().assign(n_words="many"), _lines().iloc[:0],
    _lines().drop(columns="n_words"), _lines().assign(n_words=None)],
    ids=["page", "words", "empty", "column", "none"])
def test_lines_that_cannot_be_drawn_are_told_in_one_sentence(lines: pd.DataFrame) -> None:
    with pytest.raises(CourseError, match=r"^This table cannot be drawn \(.+\)\.$"):
        barcode.draw(lines)


def test_repeats_need_their_columns() -> None:
    with pytest.raises(CourseError, match="it has no column sha1_10"):
        barcode.repeats(_lines().drop(columns="sha1_10"))


def test_the_words_of_the_barcode_count_its_lines_and_change_with_them() -> None:
    said = barcode.alt(_lines())
    assert said == (
        "Two rows of bars, 100 for page A and 102 for page B. Arcs and lines join 12 sentences "
        "that stand more than once: 1 stands 3 times on A and 3 on B (A14, A40, A95, B36, B62, "
        "B75); 11 stand twice. Marks show the lines that answer the title: A53 and B58.")
    once = _lines().drop_duplicates("sha1_10")
    fewer = _lines()
    fewer.loc[fewer.sentence_id == "A14", "sha1_10"] = "another"
    unanswered = _lines().assign(answers_title="no")
    assert len({said, *(map(barcode.alt, (once, fewer, unanswered)))}) == 4
