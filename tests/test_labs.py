"""Tables for students, and the check of a value from their code."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from asked import digest

import helpers
from helpers.case.errors import CourseError
from helpers.paper import frames
from helpers.screen import lab
from helpers.work import journal, tables


def _tries(lesson: str = "01") -> list[Any]:
    return [act.answers["n"] for act in journal.read(lesson).acts if act.do == "try"]


# -- tables -----------------------------------------------------------------------------------


def test_a_table_is_all_text_so_that_no_date_is_guessed(toy: Path) -> None:
    frame = tables.table("people")
    assert frame.to_dict("records")[0] == {
        "person_id": "anna", "name": "Anna Schmidt", "born": "1870-01-02"}


def test_an_empty_cell_is_an_empty_text(toy: Path) -> None:
    path = toy / "data/people.csv"
    path.write_text("person_id,name,born\nanna,NA,\n", encoding="utf-8")
    assert tables.table("people").to_dict("records") == [
        {"person_id": "anna", "name": "NA", "born": ""}]


def test_a_table_carries_its_caption_source_and_licence(toy: Path) -> None:
    assert tables.table("people").attrs == {
        "caption": "Two people", "source": "Invented for the tests.", "licence": "CC-BY-4.0"}


@pytest.mark.parametrize("name", ["peeple", "../people", "", "people.csv"])
def test_a_table_that_is_not_there_is_said_with_those_that_are(toy: Path, name: str) -> None:
    with pytest.raises(CourseError, match=r"There are: glossary, people\."):
        tables.table(name)


def test_a_table_on_the_page_has_a_caption_and_header_cells(toy: Path) -> None:
    html = frames.show(tables.table("people")).html
    assert ">Two people</strong></caption>" in html
    assert html.count('<th scope="col"') == 3
    assert html.count("<tr>") == 3


def test_what_a_table_holds_is_never_markup(toy: Path) -> None:
    html = frames.show(pd.DataFrame({"<b>": ["<script>x</script>"]}), "a & b").html
    assert "<script>" not in html
    assert "<b>" not in html
    assert "a &amp; b" in html


def test_a_citation_in_a_cell_is_drawn(toy: Path) -> None:
    assert "(Braun 1901, 4)" in frames.show(pd.DataFrame({"source": ["[@diary-1901, 4]"]})).html


# -- check ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "said"), [
    (2, "✓ Right: 2. Two rows stand there."),
    ("2", "✓ Right: 2. Two rows stand there."),
    (2.0, "✓ Right: 2.0. Two rows stand there."),
    (3, "≈ Almost: 3. You counted the heading too."),
    (7, "✗ Not this: 7. Count the rows."),
])
def test_a_value_is_judged_with_its_reason(toy: Path, value: object, said: str) -> None:
    assert repr(lab.check("01/count", value)) == said


def test_a_number_of_pandas_is_a_number_too(toy: Path) -> None:
    assert repr(lab.check("01/count", pd.Series([1, 1]).sum())).startswith("✓ Right")


def test_a_value_is_kept_and_the_last_one_counts(toy: Path) -> None:
    lab.check("01/count", 3)
    lab.check("01/count", 2)
    assert [kept["value"] for kept in _tries()] == ["3", "2"]


def test_the_code_of_the_cell_is_kept_with_the_value(
        toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cell = 'n = 2\ncheck("01/count", n)'
    shell = SimpleNamespace(user_ns={"In": ["", cell]})
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    lab.check("01/count", 2)
    assert [kept["code"] for kept in _tries()] == [cell]


@pytest.mark.parametrize("value", [..., None, "", "..."])
def test_the_starter_code_is_told_what_to_do_and_nothing_is_kept(
        toy: Path, value: object) -> None:
    assert repr(lab.check("01/count", value)).startswith("Put your own line of code")
    assert _tries() == []


def test_a_word_where_a_number_belongs_is_said(toy: Path) -> None:
    assert "is not a number" in repr(lab.check("01/count", "two"))
    assert _tries() == []


def test_a_series_or_a_grouped_table_is_shown_with_its_names() -> None:
    frame = pd.DataFrame({"party": ["a", "a", "b"], "n": [1, 2, 3]})
    assert ">a</td>" in frames.show(frame["party"].value_counts()).html
    assert ">b</td>" in frames.show(frame.groupby("party").sum()).html
    counted = frames.show(frame.groupby("party")["party"].count()).html
    assert ">b</td>" in counted
    assert ">number</th>" in counted
    assert ">party</td>" in frames.show(frame.isna().sum()).html
    assert ">party</td>" in frames.show(frame.iloc[0]).html


@pytest.mark.parametrize("call", [
    "show(3)", "figure(3)", "exercise()", "exercise(2)", "note(2)", "check(2, 3)", "check('01/x')",
    "replica()", "lesson(1)", "family_tree(None)",
])
def test_a_call_that_cannot_be_is_a_sentence(toy: Path, call: str) -> None:
    said = repr(eval(f"helpers.{call}", {"helpers": helpers}))
    assert re.fullmatch(r"helpers\..*\.", said)


def test_a_table_is_asked_for_by_one_name(toy: Path) -> None:
    with pytest.raises(CourseError, match="votes"):
        helpers.table(["votes"])


@pytest.mark.parametrize("value", [[1, 2], pd.DataFrame({"a": [1]}), pd.Series([1]), {"a": 1}])
def test_a_whole_table_is_not_a_number(toy: Path, value: object) -> None:
    assert "not one value" in repr(lab.check("01/count", value))
    assert _tries() == []


def test_a_value_after_the_commit_is_judged_but_changes_nothing(toy: Path) -> None:
    lab.check("01/count", 3)
    journal.append(journal.new_act("01", "count", digest("01/count"), "count", "commit", {}))
    assert repr(lab.check("01/count", 2)).startswith("✓ Right")
    assert [kept["value"] for kept in _tries()] == ["3"]


class Nasty:
    """A student's object that fails whenever it is looked at."""

    def __str__(self) -> str:
        raise RuntimeError("no")


def test_no_value_of_a_student_raises_in_our_code(toy: Path) -> None:
    assert repr(lab.check("01/count", Nasty()))


@pytest.mark.parametrize("address", ["01/nothing", "99/x", "", "01/card"])
def test_a_wrong_address_is_a_sentence(toy: Path, address: str) -> None:
    assert repr(lab.check(address, 2)).endswith(".")


def test_a_value_that_cannot_be_saved_is_said(
        toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("MY_WORK", str(tmp_path / "file"))
    said = repr(lab.check("01/count", 2))
    assert said.startswith("✓ Right: 2.")
    assert "The value is not saved. Nothing can be saved here" in said


def test_a_cell_that_is_run_again_adds_nothing(toy: Path) -> None:
    for value in (2, 2, 3, 3, 2):
        lab.check("01/count", value)
    assert [tried["value"] for tried in _tries()] == ["2", "3", "2"]
