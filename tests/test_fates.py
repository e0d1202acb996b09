"""The two figures of lesson 07: what is drawn is what the tables say, and the words say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import matplotlib
import matplotlib.pyplot as plt
import pytest

import helpers
from helpers.case import dates
from helpers.figures import fates, network
from helpers.work import tables

TRIALS, EDGES = tables.table("trials"), tables.table("network")
PEOPLE = fates.defendants(TRIALS)


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    matplotlib.use("agg")
    yield
    plt.close("all")


@pytest.mark.parametrize("name", ["fates", "network"])
def test_a_figure_is_the_same_each_time_with_words_and_caption(name: str) -> None:
    html = getattr(helpers, name)().html
    assert html == getattr(helpers, name)().html
    assert re.search(r"<figcaption>.{80,}</figcaption>", html)
    assert plt.get_fignums() == []


# -- the defendants ---------------------------------------------------------------------------


def test_the_public_trials_had_fifty_four_defendants() -> None:
    assert PEOPLE["trial"].value_counts().to_dict() == {"1936": 16, "1937": 17, "1938": 21}
    assert PEOPLE["sentence"].value_counts().to_dict() == {"death": 47, "prison": 7}


def test_who_was_sent_to_prison_has_years_and_nobody_else() -> None:
    assert list(TRIALS[TRIALS["years"] != ""]["sentence"].unique()) == ["prison"]
    assert (TRIALS[TRIALS["sentence"] == "prison"]["years"] != "").all()


def test_a_sentence_and_an_end_fit_each_other() -> None:
    shot = PEOPLE[PEOPLE["sentence"] == "death"]
    assert set(shot["fate"]) == {"shot"}
    prison = PEOPLE[PEOPLE["sentence"] == "prison"]
    assert set(prison["fate"]) == {"killed in prison", "shot in 1941"}
    assert all(day.startswith("1941-09-11")
               for day in prison[prison["fate"] == "shot in 1941"]["death_edtf"])


def test_only_one_of_them_was_never_cleared() -> None:
    never = PEOPLE[PEOPLE["cleared"] == "no"]
    assert list(never["name"]) == ["Genrikh Grigoryevich Yagoda"]
    assert list(never["rehabilitated_edtf"]) == [""]


def test_every_life_has_its_sign_on_its_day_and_every_clearing_its_square() -> None:
    ax = fates.draw(PEOPLE)
    deaths = [line for line in ax.lines if line.get_marker() in {s for s, _ in fates.ENDS.values()}]
    assert [line.get_ydata()[0] for line in deaths] == list(range(len(PEOPLE)))  # type: ignore[index]
    squares = [line for line in ax.lines if line.get_marker() == fates.CLEARED[0]]
    assert len(squares) == (PEOPLE["rehabilitated_edtf"] != "").sum()


@pytest.mark.parametrize(("edtf", "day"), [("1936-08-25", date(1936, 8, 25)),
                                           ("1988", date(1988, 7, 1))])
def test_a_day_lies_in_its_year(edtf: str, day: date) -> None:
    year = dates.year(edtf)
    assert int(year) == day.year
    assert year == pytest.approx(day.year + day.timetuple().tm_yday / 366, abs=0.02)


def test_the_words_count_each_trial() -> None:
    said = fates.alt(PEOPLE)
    assert said.startswith("54 lines.")
    assert "1937: 17 defendants, 13 sentenced to death; 13 shot, 2 killed in prison, 2 shot" in said
    assert said.endswith("Never cleared: Genrikh Grigoryevich Yagoda.")


def test_a_date_that_was_not_read_is_called_so() -> None:
    cells = fates.data(PEOPLE)
    assert set(cells["Cleared"]) >= {"never", "not read", "13 June 1988"}


# -- the net ----------------------------------------------------------------------------------


def test_every_name_has_a_place_and_every_tie_an_arrow() -> None:
    ax = network.draw(EDGES)
    names = {text.get_text().replace("\n", " ") for text in ax.texts if text.get_text()}
    assert names == {*EDGES["source"], *EDGES["target"]}
    arrows = [text for text in ax.texts if not text.get_text()]
    assert len(arrows) == len(EDGES)


def test_names_stand_in_columns_by_the_way_to_moscow() -> None:
    column = network.columns(EDGES)
    assert column[network.FIRST] == 0
    assert all(abs(column[row.source] - column[row.target]) <= 1 for row in EDGES.itertuples())


def test_no_two_names_of_the_net_lie_on_each_other() -> None:
    drawing = network.draw(EDGES).get_figure(root=True)
    assert drawing
    drawing.canvas.draw()
    boxes = [text.get_window_extent(drawing.canvas.get_renderer())
             for text in drawing.axes[0].texts if text.get_text()]
    assert not any(one.overlaps(other) for n, one in enumerate(boxes) for other in boxes[n + 1:])


def test_open_ties_can_be_left_out() -> None:
    shown = network.ties(EDGES, only_shown=True)
    assert set(shown["weight"]) == {"shown"}
    assert "murder Sedov" in network.alt(EDGES)
    assert "murder Sedov" not in network.alt(shown)


def test_what_is_disputed_or_one_author_s_claim_is_open() -> None:
    disputed = EDGES[(EDGES["verdict"] == "in conflict") & (EDGES["relation"] == "murder")]
    assert set(disputed["weight"]) == {"open"}
    assert set(EDGES[EDGES["basis"] == "claim of one historian"]["weight"]) == {"open"}


def test_a_net_without_moscow_begins_somewhere() -> None:
    rest = EDGES[(EDGES["source"] != "Moscow") & (EDGES["target"] != "Moscow")]
    assert min(network.columns(rest).values()) == 0


@pytest.mark.parametrize(("name", "column"), [("fates", "trial"), ("network", "weight")])
def test_a_table_without_a_column_is_told_in_one_sentence(name: str, column: str) -> None:
    rows = (TRIALS if name == "fates" else EDGES).drop(columns=column)
    assert f"it has no column {column}" in getattr(helpers, name)(rows).text


@pytest.mark.parametrize(("name", "rows", "why"), [
    ("fates", TRIALS.assign(fate="lost"), "lost is none of shot"),
    ("fates", TRIALS.iloc[:0], "no row is of a trial of 1936"),
    ("fates", TRIALS.assign(death_edtf="soon"), "soon"),
    ("network", EDGES.iloc[:0], "it has no ties"),
    ("network", EDGES.assign(target=EDGES["source"]), "with itself"),
])
def test_a_table_that_cannot_be_drawn_is_told_in_one_sentence(
        name: str, rows: object, why: str) -> None:
    assert why in getattr(helpers, name)(rows).text


def test_one_trial_alone_can_be_drawn() -> None:
    alone = fates.defendants(TRIALS[TRIALS["trial"] == "1936"])
    assert fates.alt(alone).startswith("16 lines. 1936: 16 defendants")
