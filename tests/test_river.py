"""The three figures of lesson 04: what is drawn is what the tables say, and the words say it."""

from __future__ import annotations

import base64
import dataclasses
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_hex

import helpers
from helpers.case import dates
from helpers.figures import growth, river, vote
from helpers.work import tables

FIGURES = ("river", "growth", "discussion")


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    matplotlib.use("agg")
    yield
    plt.close("all")


def _said(html: str) -> str:
    return unescape(re.findall(r'alt="([^"]*)"', html)[0])


def _cells(html: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return [[unescape(re.sub("<[^>]+>", "", cell)) for cell in
             re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in rows]


# -- all three --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_the_same_each_time(name: str) -> None:
    assert getattr(helpers, name)().html == getattr(helpers, name)().html


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_has_words_caption_and_table_and_leaves_nothing_open(name: str) -> None:
    html = getattr(helpers, name)().html
    assert len(_said(html)) > 100
    assert re.search(r"<figcaption>.{80,}</figcaption>", html)
    assert len(_cells(html)) > 3
    assert plt.get_fignums() == []


@pytest.mark.parametrize("name", FIGURES)
def test_letters_stay_readable_at_seven_hundred_pixels(name: str) -> None:
    """Text of 10 points at 110 dots an inch is 15 pixels high; 10 are wanted on a narrow page.

    A picture is never narrower than 52 em, 832 pixels: on such a page it scrolls by itself.
    """
    html = getattr(helpers, name)().html
    png = base64.b64decode(re.findall(r"base64,([^\"]+)", html)[0])
    width = int.from_bytes(png[16:20], "big")
    assert "min-width:52em" in html
    assert 10 / 72 * 110 * 832 / width > 10


@pytest.mark.parametrize("name", FIGURES)
def test_a_picture_fills_a_laptop_s_column_and_is_seen_whole(name: str) -> None:
    png = base64.b64decode(re.findall(r"base64,([^\"]+)", getattr(helpers, name)().html)[0])
    width, height = (int.from_bytes(png[n:n + 4], "big") for n in (16, 20))
    assert width > 1200
    assert height <= 520


@pytest.mark.parametrize("name", FIGURES)
def test_a_picture_says_in_one_line_what_to_look_for(name: str) -> None:
    assert re.search(r"<strong>Look for:</strong> [^<]{15,90}\.</p>", getattr(helpers, name)().html)


def test_no_word_of_the_river_lies_on_another_or_beyond_the_picture() -> None:
    drawing = river.draw(EVERYBODY).get_figure(root=True)
    assert drawing
    drawing.canvas.draw()
    renderer = drawing.canvas.get_renderer()
    places = [(text.get_text(), text.get_window_extent(renderer))
              for text in drawing.axes[0].texts]
    assert [said for said, box in places if box.x1 > drawing.bbox.width or box.x0 < 0] == []
    assert [(one, other) for n, (one, box) in enumerate(places) for other, beside in places[n + 1:]
            if box.overlaps(beside)] == []


def test_a_step_of_the_river_is_a_year_with_what_happens_in_it() -> None:
    steps = {name: (share, said) for name, share, said in river.steps(EVERYBODY)}
    assert list(steps) == [str(year) for year in range(1919, 1932)]
    assert [share for share, _ in steps.values()] == sorted(share for share, _ in steps.values())
    assert steps["1924"][1] == "7 sit. Fall: Lenin. New: Bukharin."
    assert "Fall: Kamenev, Zinoviev, Trotsky." in steps["1926"][1]


def test_the_open_part_of_a_step_ends_on_its_day() -> None:
    ax = river.draw(EVERYBODY)
    drawing = ax.get_figure(root=True)
    assert drawing
    for day in (date(1919, 12, 31), date(1926, 12, 31)):
        pixel = ax.transData.transform((day.toordinal(), 0))[0]
        assert river.share(day) == pytest.approx(pixel / drawing.bbox.width, abs=0.001)


def _brightness(colour: str) -> float:
    red, green, blue = (int(to_hex(colour)[n:n + 2], 16) / 255 for n in (1, 3, 5))
    return 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2


KINDS = [*((side.colour, side.hatch) for side in river.SIDES.values()),
         *((kind[1], kind[2]) for kind in (growth.FULL, growth.CANDIDATES, growth.LEVY,
                                           growth.TOGETHER))]


def test_nothing_is_told_apart_by_colour_alone() -> None:
    """Two kinds have different patterns, or differ so in brightness that grey print shows it."""
    for figure in (KINDS[:len(river.SIDES)], KINDS[len(river.SIDES):]):
        for n, (colour, hatch) in enumerate(figure):
            for other, pattern in figure[:n]:
                assert hatch != pattern or abs(_brightness(colour) - _brightness(other)) > 0.2


# -- river ------------------------------------------------------------------------------------


TABLES = {name: tables.table(name) for name in (
    "alliances", "politburo", "politburo_later", "membership", "votes")}
RIVER = [TABLES[name] for name in ("alliances", "politburo", "politburo_later")]
EVERYBODY = river.seats(*RIVER)


def _seat(name: str) -> river.Seat:
    return next(seat for seat in EVERYBODY if seat.name == name)


def test_the_river_has_a_ribbon_for_every_row_of_both_tables() -> None:
    names = [*tables.table("politburo")["name"], *tables.table("politburo_later")["name"]]
    assert sorted(seat.name for seat in EVERYBODY) == sorted(n.split()[-1] for n in names)


def test_the_table_beside_the_river_is_what_is_drawn() -> None:
    heads, *cells = _cells(river.river().html)
    assert heads == ["Who", "From", "To", "Side", "How the seat ended", "How the person died"]
    assert len(cells) == len(EVERYBODY)
    for row, seat in zip(cells, EVERYBODY, strict=True):
        assert row[:3] == [seat.name, dates.spoken(seat.start.isoformat()),
                           dates.spoken(seat.stop.isoformat())]
        assert row[4:] == [seat.ending, seat.fate]
        assert all((side or river.NO_SIDE) in row[3] for *_, side in seat.spans())


def test_the_table_beside_the_river_says_when_a_side_was_left() -> None:
    assert river.sides(_seat("Trotsky")) == (
        "no open side; Trotsky and the 46 from October 1923; no open side from January 1925; "
        "United Opposition from April 1926")


def test_the_words_of_the_river_name_its_numbers() -> None:
    said = _said(river.river().html)
    fallen = [seat.name for seat in EVERYBODY if seat.fell]
    assert said.startswith(f"{len(EVERYBODY)} ribbons")
    assert f"{len(fallen)} leave the river" in said
    assert all(name in said for name in fallen)
    assert "Of the first 5 only Stalin is still there" in said


@pytest.mark.parametrize(("day", "names"), [
    ("1922-12-24", "Stalin Trotsky Kamenev Lenin Zinoviev Rykov Tomsky"),
    ("1924-06-03", "Stalin Kamenev Zinoviev Rykov Tomsky Bukharin Trotsky"),
    ("1926-02-01", "Stalin Rykov Tomsky Bukharin Voroshilov Molotov Kalinin Trotsky Zinoviev"),
    ("1929-01-01", "Stalin Voroshilov Molotov Kalinin Rudzutaks Kuibyshev Rykov Tomsky Bukharin"),
])
def test_the_majority_flows_on_top(day: str, names: str) -> None:
    there = [seat.name for seat in river.order(EVERYBODY, date.fromisoformat(day))]
    assert there == names.split()


@pytest.mark.parametrize(("name", "day", "side"), [
    ("Trotsky", "1923-10-01", ""), ("Trotsky", "1924-01-18", "Trotsky and the 46"),
    ("Trotsky", "1925-12-20", ""), ("Trotsky", "1926-07-01", "United Opposition"),
    ("Zinoviev", "1924-01-18", "majority"), ("Zinoviev", "1925-12-20", "New Opposition"),
    ("Kamenev", "1925-12-31", "New Opposition"), ("Bukharin", "1928-01-01", "majority"),
    ("Bukharin", "1929-01-01", "Right"), ("Stalin", "1929-01-01", "majority"),
    ("Lenin", "1924-01-01", ""),
])
def test_a_person_is_on_a_side_on_a_day(name: str, day: str, side: str) -> None:
    assert _seat(name).side(date.fromisoformat(day)) == side


def test_the_parts_of_a_seat_fill_it() -> None:
    for seat in EVERYBODY:
        parts = list(seat.spans())
        assert parts[0][0] == seat.start
        assert parts[-1][1] == seat.end
        assert [last for _, last, _ in parts[:-1]] == [first for first, _, _ in parts[1:]]


def test_no_two_ribbons_lie_on_each_other_on_a_quiet_day() -> None:
    quiet = date(1927, 6, 1).toordinal()
    heights = []
    for seat in river.order(EVERYBODY, date.fromordinal(quiet)):
        days, middle = river.course(EVERYBODY, seat)
        heights.append(float(middle[abs(days - quiet).argmin()]))
    assert heights == pytest.approx(range(len(heights)), abs=0.2)


def test_a_ribbon_begins_and_ends_on_its_days() -> None:
    for seat in EVERYBODY:
        days, _ = river.course(EVERYBODY, seat)
        assert (days[0], days[-1]) == (seat.start.toordinal(), seat.end.toordinal())


def test_everybody_who_fell_has_a_mark_and_words_of_their_own() -> None:
    ax = river.draw(EVERYBODY)
    said = {text.get_text() for text in ax.texts}
    for seat in EVERYBODY:
        assert (river.words(seat) if seat.fell
                else f"{seat.name}, {seat.fate.rpartition(', ')[2]}") in said
    rows = river.fallen_rows([seat for seat in EVERYBODY if seat.fell])
    assert len(rows) == 8


@pytest.mark.parametrize(("fate", "meaning"), [
    ("murdered by a Soviet agent, 1940", "shot, executed or murdered by the Soviet state"),
    ("murdered by a gunman, 1934", "murdered by a gunman"),
    ("suicide; officially illness, 1937", "suicide"), ("illness, officially, 1935",
                                                      "illness or natural death"),
])
def test_a_mark_says_how_somebody_died(fate: str, meaning: str) -> None:
    assert river.mark(fate)[1] == meaning


def test_fates_of_the_eighteen_are_counted() -> None:
    assert Counter(river.mark(seat.fate)[1] for seat in EVERYBODY) == {
        "shot, executed or murdered by the Soviet state": 8, "suicide": 2,
        "murdered by a gunman": 1, "illness or natural death": 7}


# -- growth -----------------------------------------------------------------------------------


def _bars(ax: Any) -> list[tuple[float, int, int]]:
    return sorted((bar.get_x() + bar.get_width() / 2, round(bar.get_y()), round(bar.get_height()))
                  for bar in ax.patches)


def test_the_bars_of_growth_are_the_numbers_of_the_table() -> None:
    rows = growth.counts(TABLES["membership"])
    drawn: dict[float, int] = {}
    for day, _, height in _bars(growth.draw(rows)):
        drawn[day] = drawn.get(day, 0) + height
    table = tables.table("membership").set_index("label")
    wanted = [int(table.loc[label, "total"] or table.loc[label, "full"]) for label in rows["label"]]
    assert [drawn[day] for day in sorted(drawn)] == wanted


def test_the_levy_is_drawn_once_and_inside_may_1924() -> None:
    rows = growth.counts(TABLES["membership"])
    levies = [(row["label"], number) for row in rows.to_dict("records")
              for number, kind in growth.parts(row) if kind == growth.LEVY]
    assert levies == [("Thirteenth Congress", 241_591)]


def test_the_words_of_growth_name_every_number_that_is_drawn() -> None:
    said = _said(growth.growth().html)
    for row in growth.counts(TABLES["membership"]).to_dict("records"):
        for number, _ in growth.parts(row):
            assert f"{number:,}" in said
    later = growth.counts(TABLES["membership"], "1924")
    assert list(later["total"]) == sorted(later["total"])  # “grow from January 1924 on”
    (may,) = (row for row in later.to_dict("records") if row["date_edtf"] == "1924-05")
    assert may["levy"] / may["total"] == pytest.approx(1 / 3, abs=0.01)  # “a third”


def test_a_number_that_was_not_read_is_no_zero() -> None:
    cells = _cells(growth.growth().html)
    (row,) = (row for row in cells if row[1] == "Twelfth Congress")
    assert row[2:6] == ["386000", "none read", "", "none read"]


# -- discussion -------------------------------------------------------------------------------


def test_the_bars_of_the_discussion_are_the_numbers_of_the_table() -> None:
    rows = vote.series(TABLES["votes"])
    part = vote.draw(rows)
    assert [bar.get_width() for bar in part.patches] == pytest.approx(list(rows["share"]))
    whole = part.get_figure().axes[0]
    assert [bar.get_width() for bar in whole.patches] == [*rows["for"], *rows["against"]]


def test_the_words_of_the_discussion_name_its_numbers() -> None:
    said = _said(vote.discussion().html)
    for row in vote.series(TABLES["votes"]).to_dict("records"):
        assert f"{row['for']:,}" in said
        assert f"{row['against']:,}" in said
        assert f"{row['share']:.2f} per cent" in said


def test_the_table_beside_the_discussion_is_what_is_drawn() -> None:
    cells = _cells(vote.discussion().html)[1:]
    rows = vote.series(TABLES["votes"])
    assert [int(row[1]) for row in cells] == list(rows["for"])
    assert [int(row[2]) for row in cells] == list(rows["against"])


def test_a_side_counts_from_the_middle_of_an_open_date() -> None:
    assert river._middle("1926-07") == date(1926, 7, 16)


# -- rows are found by columns, scales by numbers ---------------------------------------------


def test_the_levy_stands_beside_the_count_that_its_row_names() -> None:
    rows = TABLES["membership"].copy()
    levy = rows.part_of != ""
    assert list(rows[levy].candidates) == ["241591"]
    rows.loc[levy, ["label", "part_of"]] = ["other words", "Fourteenth Congress"]
    found = growth.counts(rows).dropna(subset=["levy"])
    assert list(found.label) == ["Fourteenth Congress"]
    assert list(found.levy) == [241591]


def test_a_row_belongs_to_the_discussion_by_its_column() -> None:
    rows = TABLES["votes"].copy()
    rows.loc[rows.series != "", "vote_id"] = ["a", "b", "c"]
    assert len(vote.series(rows)) == 3


def test_a_larger_share_makes_a_longer_scale_that_the_title_names() -> None:
    rows = vote.series(TABLES["votes"])
    part = vote.draw(rows)
    assert part.get_title(loc="left").endswith("a scale that ends at 1.5 %")
    part = vote.draw(rows.assign(share=[2.0, 7.0, 3.0], sum=rows["sum"] * 3))
    assert part.get_title(loc="left").endswith("a scale that ends at 10.5 %")
    assert part.get_xlim()[1] == 10.5
    whole = part.figure.axes[0]
    assert whole.get_xlim()[1] > rows["sum"].max() * 3


def _later(**row: str) -> list[river.Seat]:
    """Return the seats with the first row of the later table changed."""
    *others, later = RIVER
    later = later.copy()
    for name, value in row.items():
        later.loc[later.index[0], name] = value
    return river.seats(*others, later)


@pytest.mark.parametrize(("start", "stop"), [
    ("1917-10-23", "1918-01-01"), ("1932-01-01", "1934-01-01")])
def test_a_seat_outside_the_picture_is_not_drawn(start: str, stop: str) -> None:
    everybody = _later(seat_from=start, seat_to=stop)
    assert len(everybody) == len(EVERYBODY) - 1
    river.draw(everybody)


def test_a_seat_begun_before_the_picture_is_cut_at_its_start() -> None:
    everybody = _later(seat_from="1917-10-23")
    assert min(seat.start for seat in everybody) == river.START
    river.draw(everybody)


def test_two_people_of_one_surname_have_rows_of_their_own() -> None:
    one, two = [seat for seat in EVERYBODY if seat.fell][:2]
    rows = river.fallen_rows([one, dataclasses.replace(two, name=one.name, stop=one.stop)])
    assert sorted(rows.values()) == [0, 1]
