"""A grid: every cell explained, and what a rule sees in the whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judging import judge, missing, shape
from toy_case import TOY

from helpers.case.records import Cell, Column, Item, Row, Verdict
from helpers.judge import foundations
from helpers.judge.kinds import grid

CELLS = TOY.exercise("compare").item("cells")
USEFUL = TOY.exercise("compare").item("useful")
LINKS = TOY.exercise("tree").item("from")
WEIGHTS = TOY.exercise("scales").item("weights")
ORDER = TOY.exercise("scales").item("order")
RANKING = TOY.exercise("scales").item("ranking")
VOICES = TOY.exercise("voices").item("voice")
RIGHT = {"fell": {"anna": "supports", "cook": "supports"},
         "cat": {"anna": "supports", "cook": "silent"}}


def _with(value: dict[str, dict[str, str]], at: str, choice: str) -> dict[str, dict[str, str]]:
    row, _, column = at.partition("/")
    return {**value, row: {**value[row], column: choice}}


def _ruled(verdicts: list[Verdict], rule: str) -> list[Verdict]:
    return [verdict for verdict in verdicts if verdict.rule == rule]


def _marks(verdicts: list[Verdict]) -> list[str]:
    return [verdict.mark for verdict in verdicts if not verdict.rule]


# -- cells ------------------------------------------------------------------------------------


def test_every_cell_is_explained() -> None:
    verdicts = judge(CELLS, RIGHT)
    assert _marks(verdicts) == ["right"] * 4
    assert verdicts[0].part == "The jug fell on Monday – Anna: supports"
    assert verdicts[0].because == "She dates it so."


def test_an_arguable_cell_is_called_so() -> None:
    assert _marks(judge(CELLS, _with(RIGHT, "fell/anna", "unclear")))[0] == "arguable"


def test_a_wrong_cell_says_what_we_chose_and_why() -> None:
    wrong = judge(CELLS, _with(RIGHT, "fell/cook", "contradicts"))[1]
    assert (wrong.mark, wrong.because) == ("wrong", "We chose “supports”. She heard it.")


def test_a_half_filled_grid_names_its_first_empty_cell() -> None:
    assert missing(CELLS, {"fell": {"anna": "supports"}}) == (
        "Choose something for “The jug fell on Monday”, The cook.")
    assert missing(CELLS, None) == (
        "Choose something for “The jug fell on Monday”, Anna.")
    assert missing(CELLS, RIGHT) == ""


@pytest.mark.parametrize("value", [
    [], "x", {"nobody": {}}, {"fell": []}, {"fell": {"karl": "supports"}},
    {"fell": {"anna": "yes"}}, {"fell": {"anna": ["supports"]}}, {"fell": {"anna": None}},
])
def test_what_is_no_grid_is_refused(value: Any) -> None:
    assert shape(CELLS, value) == "a grid needs one of its choices in each cell"


# -- rules ------------------------------------------------------------------------------------


def test_silence_taken_as_contradiction_is_counted_by_itself() -> None:
    taken = _ruled(judge(CELLS, _with(RIGHT, "cat/cook", "contradicts")), "silence error")
    assert [(v.mark, v.tag) for v in taken] == [("tempting", "S8")]
    assert "In 1 of 1 silent cells" in taken[0].because
    assert _ruled(judge(CELLS, RIGHT), "silence error")[0].mark == "right"


def test_a_missed_silence_is_not_praised() -> None:
    assert _ruled(judge(CELLS, _with(RIGHT, "cat/cook", "supports")), "silence error") == []


def test_a_silence_that_is_right_in_every_row_is_counted_in_each() -> None:
    cells = (Cell("*", "cook", "silent", "right", "She was away.", ""),)
    item = replace(CELLS, cells=cells)
    value = {row.id: {"anna": "supports", "cook": "contradicts"} for row in item.rows}
    assert "In 2 of 2 silent cells" in _ruled(judge(item, value), "silence error")[0].because


def _one_cell(*keys: Cell) -> list[str]:
    item = replace(VOICES, rows=VOICES.rows[:1], cells=keys)
    return [v.because for v in judge(item, {"first": {"voice": "unclear"}})]


def test_what_we_chose_is_told_beside_a_fault_and_not_beside_a_note() -> None:
    ours = Cell("first", "voice", "letter", "right", "It stands there.", "")
    noted = Cell("first", "voice", "unclear", "noted", "One may ask.", "")
    assert _one_cell(noted, ours) == ["One may ask."]
    assert _one_cell(replace(noted, mark="wrong"), ours) == [
        "One may ask. We chose “a letter”. It stands there."]
    assert _one_cell(replace(noted, mark="wrong")) == ["One may ask."]


def test_the_key_names_the_belief_and_the_short_key_leaves_other_cells_empty() -> None:
    tempting = Cell("first", "voice", "unclear", "tempting", "No.", "T1")
    item = replace(VOICES, cells=(tempting,))
    assert "T1" in grid.key(item)[0][0]
    assert [row[1] for row in grid.short(item).rows] == ["", ""]


@pytest.mark.parametrize("mark", ["wrong", "tempting"])
def test_how_sure_a_wrong_link_is_is_not_asked(mark: str) -> None:
    cells = (Cell("*", "from", "nobody", mark, "No.", ""),
             Cell("*", "link", "certain", "right", "Yes.", ""))
    found = judge(replace(LINKS, cells=cells), _links(anna="nobody", karl="nobody", cook="nobody"))
    assert not any("sure" in verdict.part for verdict in found)


def test_where_no_silence_is_right_none_is_spoken_of() -> None:
    cells = tuple(cell for cell in CELLS.cells if cell.value != "silent")
    assert _ruled(judge(replace(CELLS, cells=cells), RIGHT), "silence error") == []


def test_one_question_alone_cannot_be_rated_alike() -> None:
    assert judge(replace(USEFUL, rows=USEFUL.rows[:1]), {"who": {"anna": "some"}}) == []


def test_the_same_value_for_every_question_earns_a_question() -> None:
    flat = {"who": {"anna": "some"}, "mood": {"anna": "some"}}
    assert [v.rule for v in judge(USEFUL, flat)] == ["flat value"]
    assert judge(USEFUL, {**flat, "mood": {"anna": "strong"}}) == []


def _links(**sources: str) -> dict[str, dict[str, str]]:
    return {row: {"from": source, "link": "certain"} for row, source in sources.items()}


def test_how_sure_a_link_is_counts_unless_the_link_itself_is_wrong() -> None:
    sure = Cell("*", "link", "certain", "right", "All of them say so.", "")
    cells = (*(cell for cell in LINKS.cells if cell.row != "karl"), sure)
    value = _links(anna="karl", karl="anna", cook="nobody")
    found = judge(replace(LINKS, cells=cells), value)
    assert "by ours to 2 roots" in _ruled(found, "thin root")[0].because
    parts = [v.part for v in found if "sure" in v.part]
    assert [part.partition(" –")[0] for part in parts] == ["Karl's diary", "The cook"]


def test_roots_are_counted_and_not_retellings() -> None:
    right = judge(LINKS, _links(anna="nobody", karl="anna", cook="nobody"))
    assert _ruled(right, "thin root")[0].mark == "right"
    assert "3 tellings go back to 2 roots" in _ruled(right, "thin root")[0].because
    three = judge(LINKS, _links(anna="nobody", karl="nobody", cook="nobody"))
    assert _ruled(three, "thin root")[0].mark == "almost"


def test_as_many_roots_are_not_yet_the_same_roots() -> None:
    other = _ruled(judge(LINKS, _links(anna="karl", karl="nobody", cook="nobody")), "thin root")[0]
    assert other.mark == "almost"
    assert other.because.endswith("As many as ours, but not the same.")
    turned = dict(reversed(_links(anna="nobody", karl="anna", cook="nobody").items()))
    assert _ruled(judge(LINKS, turned), "thin root")[0].mark == "right"


def test_a_circle_of_links_is_caught() -> None:
    verdicts = judge(LINKS, _links(anna="karl", karl="anna", cook="nobody"))
    circle = _ruled(verdicts, "cycle")[0].because
    assert "“Anna's letter” from “Karl's diary” from “Anna's letter”" in circle


def test_what_a_retelling_added_is_shown() -> None:
    verdicts = judge(LINKS, _links(anna="nobody", karl="anna", cook="nobody"))
    assert [v.because for v in _ruled(verdicts, "mutation")] == ["What it added: the time of day"]


def _weights(*rows: tuple[str, str]) -> dict[str, dict[str, str]]:
    return {row: {"cat": cat, "gust": wind, "fall": "0"}
            for row, (cat, wind) in zip(("letter", "diary", "shards"), rows, strict=True)}


def test_a_card_that_fits_every_story_decides_nothing() -> None:
    verdicts = judge(WEIGHTS, _weights(("2", "-1"), ("2", "-2"), ("1", "1")))
    assert [v.part for v in _ruled(verdicts, "diagnosticity")] == ["The shards"]


def _weighed(*weights: str) -> list[str]:
    """Return what decides nothing, by a key that gives the shards these weights."""
    cells = tuple(Cell("shards", column.id, weight, "right", "So we weigh.", "")
                  for column, weight in zip(WEIGHTS.columns, weights, strict=False))
    alike = {row.id: {column.id: "1" for column in WEIGHTS.columns} for row in WEIGHTS.rows}
    found = judge(replace(WEIGHTS, cells=cells), alike)
    return [v.part for v in _ruled(found, "diagnosticity")]


def test_a_card_that_the_file_weighs_alike_may_be_weighed_alike() -> None:
    everything = ["Anna's letter", "Karl's diary", "The shards"]
    assert _weighed("1", "1", "0") == everything[:2]
    assert _weighed("1", "1", "-1") == _weighed("1", "1") == _weighed() == everything


def test_two_cards_from_one_root_count_once() -> None:
    said = _ruled(judge(WEIGHTS, _weights(("2", "-1"), ("2", "-2"), ("1", "1"))),
                  "thin root")[0].because
    # letter and diary are Anna's both: (2 + 2) / 2 + 1 = 3 for the cat, -1.5 + 1 for the wind.
    assert said == ("The cat did it +3 (+5 if every card counted); It fell by itself +0; "
                    "The wind did it -0.5 (-2 if every card counted). Cards from one root count "
                    "once.")


def test_the_card_that_decides_the_first_place_is_named() -> None:
    def said(*rows: tuple[str, str]) -> str:
        return _ruled(judge(WEIGHTS, _weights(*rows)), "leave one out")[0].because

    assert said(("2", "-1"), ("2", "-2"), ("1", "1")) == "No single card changes the first place."
    assert said(("1", "0"), ("1", "0"), ("-2", "2")) == (
        "Without “The shards”, first is: The cat did it.")


def _claims(*roots: str) -> Item:
    """Return the two claims on the jug with a source for each root."""
    return replace(CELLS, rule="foundations", cells=(), columns=tuple(
        replace(CELLS.columns[0], id=f"c{n}", text=f"Source {n}", root=root)
        for n, root in enumerate(roots)))


def _founded(*rows: str, roots: tuple[str, ...]) -> dict[str, str]:
    """Return what the rule says of rows such as "+-": a source each, + for support."""
    item = _claims(*roots)
    value = {row.id: {column.id: "supports" if one == "+" else "silent"
                      for column, one in zip(item.columns, said, strict=True)}
             for row, said in zip(item.rows, rows, strict=True)}
    return {verdict.rule: verdict.because for verdict in judge(item, value)}


def test_a_claim_is_told_on_how_many_sources_and_roots_it_stands() -> None:
    first, second = (row.text for row in CELLS.rows)
    said = _founded("++-", "--+", roots=("archive", "archive", ""))["thin root"]
    assert said == (f"“{first}” has 2 sources and 1 root. “{second}” has 1 source and 1 root.")


def test_a_claim_falls_with_its_only_source_and_with_no_other() -> None:
    second = CELLS.rows[1].text
    assert _founded("++", "-+", roots=("", ""))["leave one out"] == (
        f"Without “Source 1” this falls: {second}.")
    assert _founded("++", "++", roots=("", ""))["leave one out"] == (
        "No claim falls with a single source.")


def test_a_page_learns_the_root_of_each_column_only_where_sources_are_struck_out() -> None:
    item = _claims("archive", "")
    assert foundations.roots(["c0", "c1"], item.columns) == {"archive", "c1"}
    assert grid.scripts(item) == ("editor-grid", "editor-foundations")
    assert grid.scripts(CELLS) == ("editor-grid",)


def test_a_key_may_hold_in_every_row_and_a_row_s_own_key_goes_first() -> None:
    verdicts = judge(VOICES, {"first": {"voice": "unclear"}, "second": {"voice": "machine"}})
    assert [v.mark for v in verdicts] == ["arguable", "right"]


def _grids() -> list[Item]:
    return [item for e in TOY.exercises for _, item in e.items() if item.kind == "grid"]


@given(st.data())
def test_every_filled_grid_can_be_judged(data: st.DataObject) -> None:
    item = data.draw(st.sampled_from(_grids()))
    value = {row.id: {column.id: data.draw(st.sampled_from([c for c, _ in column.choices]))
                      for column in item.columns} for row in item.rows}
    assert shape(item, value) == ""
    assert missing(item, value) == ""
    assert all(verdict.because for verdict in judge(item, value))


def test_a_row_s_own_key_goes_before_the_key_of_every_row() -> None:
    cells = (Cell("*", "c", "x", "right", "Everywhere.", ""),
             Cell("a", "c", "x", "tempting", "Not here.", "T1"),
             Cell("a", "c", "y", "right", "Here.", ""))
    choices = (("x", "X"), ("y", "Y"))
    item = Item("q", "grid", "?", rows=(Row("a", "A"), Row("b", "B")),
                columns=(Column("c", "C", choices),), cells=cells)
    said = judge(item, {"a": {"c": "x"}, "b": {"c": "x"}})
    assert [(v.mark, v.because, v.tag) for v in said] == [
        ("tempting", "Not here. We chose “Y”. Here.", "T1"), ("right", "Everywhere.", "")]


def test_where_nothing_is_right_another_choice_is_not_wrong() -> None:
    cells = (Cell("a", "c", "x", "arguable", "It can be said.", ""),)
    item = Item("q", "grid", "?", rows=(Row("a", "A"),), cells=cells,
                columns=(Column("c", "C", (("x", "X"), ("y", "Y"))),))
    assert [(v.mark, v.because) for v in judge(item, {"a": {"c": "y"}})] == [
        ("noted", "We chose “X”. It can be said.")]
    assert [v.mark for v in judge(item, {"a": {"c": "x"}})] == ["arguable"]


def test_a_cell_without_a_key_is_not_judged() -> None:
    cells = (Cell("a", "c", "x", "noted", "Just so.", ""),)
    item = Item("q", "grid", "?", rows=(Row("a", "A"),), cells=cells,
                columns=(Column("c", "C", (("x", "X"), ("y", "Y"))),))
    assert judge(item, {"a": {"c": "y"}}) == []
    assert [v.because for v in judge(item, {"a": {"c": "x"}})] == ["Just so."]


def test_a_grid_is_said_row_by_row() -> None:
    value = {"fell": {"anna": "supports", "cook": "silent"}}
    assert grid.said(CELLS, value, {}, False) == [
        "The jug fell on Monday: Anna: supports; The cook: is silent"]
    assert grid.said(CELLS, value, {}, True) == []
    assert grid.said(USEFUL, {"who": {"anna": "none"}}, {}, True) == [
        "Who broke it?: Anna's letter: not"]


def test_an_empty_cell_is_named() -> None:
    assert missing(CELLS, None) == "Choose something for “The jug fell on Monday”, Anna."
    assert missing(CELLS, RIGHT) == ""


def test_silence_is_said_with_its_count() -> None:
    taken = _ruled(judge(CELLS, _with(RIGHT, "cat/cook", "contradicts")), "silence error")[0]
    assert (taken.part, taken.mark, taken.because, taken.tag) == (
        "Silence taken as contradiction", "tempting", "In 1 of 1 silent cells you chose "
        "“contradicts”. Does the source deny it, or not mention it?", "S8")
    sound = _ruled(judge(CELLS, RIGHT), "silence error")[0]
    assert (sound.part, sound.because) == ("Silence", "You took no silence for a contradiction.")


@pytest.mark.parametrize(("mine", "mark"), [("2", "right"), ("1", "arguable"), ("0", "wrong"),
                                            ("-1", "wrong")])
def test_a_weight_of_the_same_direction_is_never_wrong(mine: str, mark: str) -> None:
    row, column = WEIGHTS.rows[0].id, WEIGHTS.columns[0].id
    item = replace(WEIGHTS, cells=(Cell(row, column, "2", "right", "It says so.", ""),))
    value = {r.id: {c.id: "0" for c in WEIGHTS.columns} for r in WEIGHTS.rows}
    value[row][column] = mine
    said = judge(item, value)[0]
    assert said.mark == mark
    assert said.because.startswith("It says so." if mark == "right" else "We chose")


def test_the_sum_of_weights_is_told_with_what_it_would_be_if_every_card_counted() -> None:
    said = judge(WEIGHTS, _weights(("2", "-1"), ("2", "-2"), ("1", "1")))
    total = next(v for v in said if v.rule == "thin root")
    assert total.part == "Your weights add up to"
    assert total.because.endswith("Cards from one root count once.")
    assert total.because.startswith("The cat did it +3 (+5 if every card counted); ")
