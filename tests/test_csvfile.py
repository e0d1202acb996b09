"""Tables as spreadsheets save them: read alike everywhere, or told once with how to save them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import __main__ as command_line
from helpers.case.csvfile import Sheet, read_sheet
from helpers.case.errors import CourseError, Problem
from helpers.desk import check
from helpers.paper import notes
from helpers.work import tables

PEOPLE = "data/people.csv"
HEAD = "person_id,name,born"
ROWS = "anna,Anna Schmidt,1870-01-02\nkarl,Karl Braun,1865-03-04\n"
SOUND = f"{HEAD}\n{ROWS}"


def read(folder: Path, text: str, *dates: str) -> tuple[Sheet, list[str]]:
    (folder / "t.csv").write_text(text, encoding="utf-8", newline="")
    problems: list[Problem] = []
    sheet = read_sheet(folder / "t.csv", "t.csv", problems, ("id", "day"), dates)
    return sheet, [str(problem) for problem in problems]


# -- what is read as it was meant -------------------------------------------------------------

HARMLESS: dict[str, Callable[[str], bytes]] = {
    "byte order mark": lambda text: text.encode("utf-8-sig"),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "line ends of an old Mac": lambda text: text.replace("\n", "\r").encode(),
    "empty rows": lambda text: (text + ",,\n\n , ,\n").encode(),
    "empty rows between": lambda text: text.replace("karl", "\n,,\nkarl").encode(),
    "empty columns": lambda text: text.replace("\n", ",,\n").encode(),
    "empty column between": lambda text: text.replace(",", ",,").encode(),
    "no line end": lambda text: text.rstrip("\n").encode(),
    "all in quotation marks": lambda text: ('"' + text.rstrip("\n").replace(",", '","').replace(
        "\n", '"\n"') + '"\n').encode(),
}


@pytest.mark.parametrize("way", HARMLESS)
def test_what_a_spreadsheet_adds_changes_no_row_and_is_no_mistake(way: str, toy: Path) -> None:
    (toy / PEOPLE).write_bytes(HARMLESS[way](SOUND))
    assert check.problems() == []
    assert tables.table("people").to_dict("records") == [
        {"person_id": "anna", "name": "Anna Schmidt", "born": "1870-01-02"},
        {"person_id": "karl", "name": "Karl Braun", "born": "1865-03-04"}]


@pytest.mark.parametrize("cell", ["a\u2028b", "a\x85b", "a\u2029b", "a;b",
                                  "24/12/1922"])
def test_a_cell_keeps_whatever_stands_in_it(tmp_path: Path, cell: str) -> None:
    sheet, problems = read(tmp_path, f"id,day\n{cell},x\n")
    assert (problems, sheet.rows) == ([], ((2, {"id": cell, "day": "x"}),))


def test_a_row_is_known_by_the_line_on_which_it_begins(tmp_path: Path) -> None:
    sheet, _ = read(tmp_path, 'id,day\n"one\ntwo",x\n\nthree,y\n')
    assert [line for line, _ in sheet.rows] == [2, 5]


def test_a_mistake_below_a_cell_of_two_lines_is_told_at_its_own_line(toy: Path) -> None:
    (toy / PEOPLE).write_text(f'{HEAD}\nanna,"Anna\nSchmidt",1870-01-02\nkarl,,1865-03-04\n',
                              encoding="utf-8")
    assert [(one.line, one.field) for one in check.problems()] == [(4, "name")]


# -- what is told, once, and alike wherever the table is read ---------------------------------

SPOILT: dict[str, tuple[Callable[[str], bytes], int, str, str]] = {
    "semicolons": (lambda text: text.replace(",", ";").encode(), 1, "", "parted by semicolons"),
    "tabs": (lambda text: text.replace(",", "\t").encode(), 1, "", "CSV UTF-8 (Comma delimited)"),
    "Unicode text": (lambda text: text.replace(",", "\t").encode("utf-16"), 1, "",
                     "is saved as 'Unicode text' (UTF-16); save it as 'CSV UTF-8"),
    "not UTF-8": (lambda text: text.replace("Braun", "Grün").encode("cp1252"), 1, "",
                  "is not saved as UTF-8; save it as 'CSV UTF-8"),
    "turned dates": (lambda text: text.replace("1870-01-02", "02/01/1870").replace(
        "1865-03-04", "04.03.1865").encode(), 2, "born", "(1 more like this). Write it like 1922"),
    "months in words": (lambda text: text.replace("1865-03-04", "04-Mar-65").encode(), 3, "born",
                        "is a date that a spreadsheet turned. Write it like"),
    "header in capitals": (lambda text: text.replace(HEAD, HEAD.upper()).encode(), 1, "person_id",
                           "the column 'PERSON_ID' must be written 'person_id'"),
    "header with a blank": (lambda text: text.replace(",name", ", name ").encode(), 1, "name",
                            "the column ' name ' must be written 'name'"),
    "column twice": (lambda text: text.replace("born", "name").encode(), 1, "name",
                     "two columns have the name 'name'"),
    "column missing": (lambda text: text.replace("born", "birth").encode(), 1, "born",
                       "the column 'born' is missing; add it"),
    "comma in a text": (lambda text: text.replace("Anna", "Anna, a").encode(), 2, "",
                        "Put a text that has a comma between quotation marks"),
    "column without a name": (lambda text: text.replace("\n", ",x\n").replace(",x", "", 1).encode(),
                              2, "", "(1 more like this)"),
    "comma lost": (lambda text: text.replace("Karl Braun,", "").encode(), 3, "",
                   "fewer cells than line 1 has names"),
    "quotation mark left open": (lambda text: text.replace("Anna", '"Anna').encode(), 2, "",
                                 "write a quotation mark inside such a text twice"),
    "marks of a merge": (lambda text: text.replace(
        "karl", "<<<<<<< HEAD\nkarl").encode(), 3, "", "marks of a conflict"),
    "nothing": (lambda text: b",,\n,,\n", 1, "", "is empty"),
}


@pytest.mark.parametrize("way", SPOILT)
def test_a_table_that_cannot_be_read_is_told_by_its_one_cause(
        way: str, toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil, line, field, words = SPOILT[way]
    (toy / PEOPLE).write_bytes(spoil(SOUND))
    problem, = check.problems()
    assert (problem.file, problem.line, problem.field) == (PEOPLE, line, field)
    assert words in problem.message
    with pytest.raises(CourseError) as caught:
        tables.table("people")
    assert str(caught.value) == notes.sources("01").text == str(problem)
    for command in ("teacher", "claims"):
        assert command_line.main([command, "01"]) == 1
        assert capsys.readouterr().err == f"{problem}\n"
    assert not (toy / "print").exists()


def test_a_table_that_windows_called_otherwise_is_found_by_its_name(toy: Path) -> None:
    (toy / PEOPLE).rename(toy / f"{PEOPLE}.txt")
    with pytest.raises(CourseError) as caught:
        tables.table("people")
    assert "there is a file people.csv.txt; rename it to people.csv" in str(caught.value)
    assert [str(one) for one in check.problems()] == [str(caught.value)]


def test_a_table_without_rows_is_told_where_it_is_read(toy: Path) -> None:
    (toy / PEOPLE).write_text(f"{HEAD}\n,,\n", encoding="utf-8")
    with pytest.raises(CourseError, match=r"^data/people.csv, line 1: has no rows; add one"):
        tables.table("people")
    assert "has no rows" in str(check.problems()[0])


@pytest.mark.parametrize("value", ["1922-12-24", "1922-12", "1922", "1922-12-24/1922-12-25", "",
                                   "1922-12-24~"])
def test_a_date_as_the_course_writes_it_is_no_turned_one(tmp_path: Path, value: str) -> None:
    assert read(tmp_path, f"id,day\nx,{value}\n", "day")[1] == []


@pytest.mark.parametrize("value", ["24/12/1922", "24.12.1922", "12/24/22", "24-12-1922",
                                   "24-Dec-22", "Dec-22", "Dez.-22"])
def test_a_date_as_a_spreadsheet_writes_it_is_told(tmp_path: Path, value: str) -> None:
    sheet, problems = read(tmp_path, f"id,day\nx,{value}\n", "day")
    assert sheet == Sheet((), ())
    assert problems[0].startswith(f"t.csv, line 2, field 'day': '{value}' is a date that a spread")
