"""A figure is a picture, its words and its data."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest

import helpers
from helpers.case import citations
from helpers.figures import days, figure, growth, seats
from helpers.paper import notes
from helpers.screen.steps import StepFigure
from helpers.work import library, notebook, tables


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
    said = "helpers.figure needs alt text that says what the plot shows."
    assert repr(figure.figure(_axes(), alt, DATA)) == said


def test_a_plot_without_its_data_is_refused() -> None:
    said = "helpers.figure needs the data that the plot was drawn from."
    assert repr(figure.figure(_axes(), "A line.")) == said


def test_a_figure_is_closed_so_that_it_is_not_shown_twice() -> None:
    figure.figure(_axes(), "A line.", DATA)
    assert plt.get_fignums() == []


def test_a_figure_reads_as_its_alt_text() -> None:
    assert repr(figure.figure(_axes(), "A line.", DATA)) == "Figure: A line."


# -- the convention: one file a figure, one way to be called --------------------------------------

FILES = sorted(path for path in Path(figure.__file__).parent.glob("*.py")
               if path.stem not in ("__init__", "figure"))
ANSWERS = ("calibration", "claim_tree")  # draw an answer of the learner, which no table holds


@pytest.mark.parametrize("name", [path.stem for path in FILES])
def test_a_figure_is_draw_alt_and_data_and_one_function_that_names_its_tables(name: str) -> None:
    module = import_module(f"helpers.figures.{name}")
    assert all(callable(getattr(module, part)) for part in ("draw", "alt", "data"))
    public = [one for one in helpers._ROOMS[f"figures.{name}"] if one in notes.declared()]
    assert len(public) == (0 if name in ANSWERS else 1)
    assert all(notes.declared()[one] for one in public)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_figure_can_read_no_table_but_those_it_names(path: Path) -> None:
    """They are opened for it, so none can be read and left out of the sources."""
    text = path.read_text(encoding="utf-8")
    names = {alias.name for node in ast.walk(ast.parse(text))
             if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names}
    assert not names & {"table", "tables", "csv"}
    assert "read_csv" not in text


OPTIONS = {"timeline": {"at": "1922-12-24"}}


@pytest.mark.parametrize("name", sorted(notes.declared()))
def test_the_tables_that_the_sources_know_are_those_that_are_opened(
        name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = _opened(monkeypatch)
    drawn = getattr(helpers, name)(**OPTIONS.get(name, {}))
    assert isinstance(drawn, figure.Figure | StepFigure)
    assert opened == notes.declared()[name]


def _opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which the name of each table is added that is opened from now on."""
    opened: list[str] = []
    table = tables.table

    def seen(name: str) -> pd.DataFrame:
        opened.append(name)
        return table(name)

    monkeypatch.setattr(figure, "table", seen)
    monkeypatch.setattr(tables, "table", seen)
    return opened


@pytest.mark.parametrize("lesson", library.lesson_files())
def test_every_work_behind_a_table_that_a_cell_opens_is_among_the_sources(
        lesson: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, names = _opened(monkeypatch), dict[str, Any]()
    for kind, source in notebook.cells(library.lesson(lesson).slug):
        if kind == "code" and "import helpers" not in source:
            exec(source, names)
    works = {key for name in opened for key, _ in citations.cited(
        (library.root() / "data" / f"{name}.csv").read_text(encoding="utf-8"))}
    assert works <= set(notes.cited_in(lesson))
    assert set(opened) <= set(notes.tables_of(library.lesson(lesson)))


@pytest.mark.parametrize(("cell", "found"), [
    ("growth()", ["membership"]), ("helpers.growth( )", ["membership"]),
    ('timeline(\n    at="1922-12-24")', ["politburo"]),
    ('known(table("events"), marked=[])', ["events"]),  # its rows are given
    ("print()", []),
])
def test_the_tables_of_a_cell_are_those_it_names_and_those_its_figures_open(
        cell: str, found: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebook, "cells", lambda _: [("code", cell)])
    lesson = library.lesson("00")
    assert [one for one in notes.tables_of(lesson) if one] == found


def test_a_finished_figure_keeps_what_is_not_given_anew() -> None:
    made = figure.figure(figure.figure(_axes(), "A line.", DATA, "Caption"), caption="Other")
    assert isinstance(made, figure.Figure)
    assert (made.alt, made.caption) == ("A line.", "Other")
    assert made.data is DATA
    again = figure.figure(made, alt="Two lines.", data=DATA.assign(more=1))
    assert "Other" in again.html
    assert ">more</th>" in again.html
    assert repr(again) == "Figure: Two lines."


ROWS = pd.DataFrame([("a ring", "1909-03-14", "1909-03-14", "tower", "one")],
                    columns=["label", "earliest", "latest", "place", "verdict"])


def test_rows_that_are_given_are_drawn_instead_of_the_table() -> None:
    assert "1 events from 14 March 1909" in repr(days.known(ROWS))


@pytest.mark.parametrize("drawn", [
    days.known(ROWS.drop(columns="place")), days.known(ROWS.assign(earliest="the 14th")),
    days.known("rows"), days.known(ROWS, ROWS, ROWS), growth.growth(since="1924"),
    seats.timeline(ROWS, at="1922-12-24"), seats.timeline(at="christmas"),
], ids=["column", "value", "text", "too many", "option", "other table", "day"])
def test_what_cannot_be_drawn_is_one_sentence_that_figure_leaves_alone(drawn: Any) -> None:
    assert re.fullmatch(r"This (table|figure) cannot be drawn .*\(.+\).*\.", repr(drawn), re.DOTALL)
    assert not isinstance(drawn, figure.Figure)
    assert figure.figure(drawn, alt="Words.", data=DATA) is drawn


def test_a_table_that_cannot_be_opened_is_one_sentence(toy: Path) -> None:
    assert repr(growth.growth()).startswith("There is no table 'membership'.")


def test_a_damaged_table_is_named_by_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = tables.table("membership").assign(full="many")
    monkeypatch.setattr(figure, "table", lambda _: damaged)
    said = repr(growth.growth())
    assert said.startswith("This figure cannot be drawn from data/membership.csv (")


# -- seats ----------------------------------------------------------------------------------------


def _seated() -> pd.DataFrame:
    table = tables.table("politburo")
    return table[(table.seat_from <= "1922-12-24") & (table.seat_to > "1922-12-24")]


def test_a_timeline_has_one_bar_a_row_under_its_name() -> None:
    rows = _seated()
    ax = seats.draw(rows, at="1922-12-24")
    assert len(ax.patches) == len(rows) == 7
    assert [label.get_text() for label in ax.get_yticklabels()] == list(rows["name"])


def test_a_timeline_tells_named_from_not_named_without_colour() -> None:
    ax = seats.draw(_seated(), at="1922-12-24")
    hatched = [bool(bar.get_hatch()) for bar in ax.patches]
    assert hatched == [flag == "no" for flag in _seated()["named_in_letter"]]


def test_a_timeline_says_how_each_seat_ended() -> None:
    ax = seats.draw(_seated(), at="1922-12-24")
    said = [text.get_text().strip() for text in ax.texts]
    assert "sat on to 1953; illness, 1953" in said
    assert "not re-elected; shot after a show trial, 1936" in said


def test_the_words_of_a_timeline_say_every_seat_and_change_with_it() -> None:
    rows = _seated()
    said = seats.alt(rows, "1922-12-24")
    assert said.startswith("7 bars show who sat when, a dashed line marks 24 December 1922. ")
    assert ("Joseph Stalin, named, 25 March 1919 to 5 March 1953, sat on to 1953 (illness, 1953)"
            in said)
    for column in seats.COLUMNS:
        other = rows.copy()
        other.loc[other.index[0], column] = "yes" if column == "named_in_letter" else "1921-02-03"
        assert seats.alt(other, "1922-12-24") != said
    assert seats.alt(rows, "1923-01-01") != said


def test_the_table_beside_a_timeline_has_what_is_drawn_in_plain_words() -> None:
    table = seats.data(_seated())
    assert list(table) == list(seats.COLUMNS.values())
    assert list(table["Who"]) == list(_seated()["name"])


def test_a_bar_begins_and_ends_on_its_days() -> None:
    from matplotlib.dates import datestr2num

    first = _seated().iloc[0]
    bar: Any = seats.draw(_seated(), at="1922-12-24").patches[0]
    assert bar.get_x() == datestr2num(first.seat_from)
    assert bar.get_x() + bar.get_width() == pytest.approx(datestr2num(first.seat_to))


def test_the_style_is_a_file_of_the_package() -> None:
    assert re.search(r"^font", figure.STYLE.read_text(encoding="utf-8"), re.MULTILINE)
