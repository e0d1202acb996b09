"""One cause, one sentence, at its own line: equal mistakes, spoilt files, what nobody has."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from helpers import __main__ as command_line
from helpers.case.errors import CourseError
from helpers.case.records import Exercise
from helpers.desk import check
from helpers.paper import notes
from helpers.work import library, tables

ROOT = Path(__file__).resolve().parent.parent
LESSON = "data/lessons/01-toy.yaml"
LETTER = "data/documents/toy-letter.md"
BOOKS = "data/bibliography.json"
PACKAGE = "data/datapackage.json"
NOTEBOOK = "notebooks/01-toy.ipynb"
Output = pytest.CaptureFixture[str]


def change(path: Path, old: str, new: str) -> str:
    """Replace some words that surely stand in a file, everywhere; return the file's new text."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    return text.replace(old, new)


def lines_with(text: str, words: str) -> list[int]:
    return [n for n, row in enumerate(text.split("\n"), start=1) if words in row]


def told(field: str) -> list[int]:
    """Return the lines of all mistakes, which must be mistakes of this field."""
    found = check.problems()
    assert {problem.field for problem in found} == {field}, found
    return [problem.line for problem in found]


# -- the line of the mistake ------------------------------------------------------------------


@pytest.mark.parametrize(("old", "new", "field"), [
    ("    shows:\n      - toy-letter\n", "    shows:\n      - toy-lettre\n", "shows"),
    ("document: toy-letter\n", "document: toy-lettre\n", "document"),
    ("tag: T1", "tag: X9", "tag"),
    ("      at: card\n", "      at: cadr\n", "at"),
    ("recalls: 01/predict/who", "recalls: 01/predict/whom", "recalls"),
    ("@diary-1901", "@diery-1901", "citation"),
])
def test_each_of_several_equal_mistakes_is_told_at_its_own_line(
        toy: Path, old: str, new: str, field: str) -> None:
    (toy / "data/misconceptions.csv").write_text("tag,belief\nT1,x\n", encoding="utf-8")
    wrong = new.strip().split("\n")[-1].strip()
    stand = lines_with(change(toy / LESSON, old, new), wrong)
    assert told(field) == stand != []


@pytest.mark.parametrize(("old", "new", "field"), [
    ("words: not objective", "words: quite objective", "words"), ("at: card", "at: cadr", "at"),
    ("table: people", "table: peeple", "table"), ("- name", "- nam", "table_columns")])
def test_the_same_words_in_a_comment_above_do_not_draw_the_line_to_them(
        toy: Path, old: str, new: str, field: str) -> None:
    text = f"# {new}\n" + change(toy / LESSON, f"{old}\n", f"{new}\n")
    (toy / LESSON).write_text(text, encoding="utf-8")
    assert told(field) == lines_with(text, new)[1:]


def test_every_cell_that_asks_for_what_is_not_there_is_told(whole: Path) -> None:
    spoilt = change(whole / NOTEBOOK, 'helpers.words(\\"01\\")', 'helpers.note(\\"01/x\\")')
    spoilt = change(whole / NOTEBOOK, 'helpers.sources(\\"01\\")', 'helpers.note(\\"01/x\\")')
    assert told("cell") == lines_with(spoilt, "01/x")
    assert len(lines_with(spoilt, "01/x")) == 2


# -- one message for one cause ----------------------------------------------------------------


@pytest.fixture
def whole(toy: Path) -> Path:
    """Return the toy course with its notebook and a second lesson that looks at the first."""
    shutil.copytree(ROOT / "tests/toy/notebooks", toy / "notebooks")
    text = (toy / NOTEBOOK).read_text(encoding="utf-8")
    (toy / "notebooks/02-toy.ipynb").write_text(
        re.sub(r'\(\\"01(?=[/\\])', r'(\\"02', text), encoding="utf-8")
    text = (toy / LESSON).read_text(encoding="utf-8")
    assert "recalls: 01/" in text
    (toy / "data/lessons/02-toy.yaml").write_text(
        text.replace('id: "01"', 'id: "02"'), encoding="utf-8")
    return toy


def test_two_lessons_of_which_one_looks_at_the_other_have_no_mistakes(whole: Path) -> None:
    assert [str(problem) for problem in check.problems()] == []


UNREADABLE = {
    LESSON: ("move: Ask where", "move: Ask: where"),
    LETTER: ("genre: private letter", "genre: private: letter"),
    BOOKS: ('"id": "atlas-1900",', '"id": "atlas-1900"'),
    PACKAGE: ('"name": "toy",', '"name": "toy"'),
    "data/glossary.csv": (",", ";"),
    "data/people.csv": (",", ";"),
    NOTEBOOK: ('"cells": [', '"cells": '),
}


@pytest.mark.parametrize("file", UNREADABLE)
def test_a_file_that_cannot_be_read_brings_no_other_message_with_it(
        file: str, whole: Path) -> None:
    change(whole / file, *UNREADABLE[file])
    assert [problem.file for problem in check.problems()] == [file]


@pytest.mark.parametrize("file", [LESSON, LETTER, "data/glossary.csv"])
def test_nothing_else_is_said_of_the_file_itself_either(file: str, whole: Path) -> None:
    spoilt = change(whole / file, *UNREADABLE[file])
    (whole / file).write_text(f"{spoilt}\n# [@nobody]\n", encoding="utf-8")
    assert len(check.problems()) == 1


@pytest.mark.parametrize("file", UNREADABLE)
def test_an_empty_file_is_told_once(file: str, whole: Path) -> None:
    (whole / file).write_text("", encoding="utf-8")
    assert [problem.file for problem in check.problems()] == [file]


@pytest.mark.parametrize("file", UNREADABLE)
@pytest.mark.parametrize("marks", ["<<<<<<< HEAD\n", "=======\n>>>>>>> main\n"])
def test_the_marks_of_a_merge_are_told_by_that_name(file: str, marks: str, whole: Path) -> None:
    first, rest = (whole / file).read_text(encoding="utf-8").split("\n", 1)
    (whole / file).write_text(f"{first}\n{marks}{rest}", encoding="utf-8")
    problem, = check.problems()
    assert (problem.file, problem.line) == (file, 1 + marks.count("\n"))
    assert "git left its marks of a conflict here; keep one of the two versions" in problem.message


# -- what a lesson names and nobody has: the same sentence from every command -----------------


@pytest.mark.parametrize(("old", "new", "field"), [
    ("      at: card\n", "      at: nowhere\n", "at"),
    ("    title: Word by word\n    shows:\n      - toy-letter\n",
     "    title: Word by word\n    shows:\n      - toy-lettre\n", "shows"),
    ("table: people", "table: peeple", "table"),
    ("words:\n  - jug\n", "words:\n  - mug\n", "words")])
@pytest.mark.parametrize("command", ["teacher", "claims"])
def test_a_command_that_prints_a_lesson_says_what_check_says(
        toy: Path, capsys: Output, command: str, old: str, new: str, field: str) -> None:
    change(toy / LESSON, old, new)
    problem = check.problems()[0]
    assert problem.field == field
    assert command_line.main([command, "01"]) == 1
    assert capsys.readouterr().err == f"{problem}\n"
    assert not (toy / "print").exists()


def test_what_a_record_does_not_have_is_a_sentence(toy: Path) -> None:
    lesson = library.lesson("01")
    with pytest.raises(CourseError, match=r"^There is no exercise '01/x'\. Lesson 01 has: 01/"):
        lesson.exercise("x")
    exercise: Exercise = lesson.exercises[0]
    with pytest.raises(CourseError, match=r"^Exercise '01/predict' has no question 'x'\.$"):
        exercise.item("x")


# -- citations and works ----------------------------------------------------------------------


@pytest.mark.parametrize("text", ["[@diary-1901, 4", "[@diary-1901, 4 and [@atlas-1900]"])
def test_a_citation_left_open_is_told_where_it_begins(toy: Path, text: str) -> None:
    spoilt = change(toy / LETTER, "pot. [@diary-1901, 4]", f"pot. {text}")
    problem, = check.problems()
    assert problem.message == "this citation does not end; close it with ]"
    assert problem.line == lines_with(spoilt, "pot. [@diary-1901, 4")[0]


@pytest.mark.parametrize("text", ["[@diary-1901; @ x]", "[@ x]", "[@diary-1901;]"])
def test_a_citation_with_blanks_or_gaps_is_told(toy: Path, text: str) -> None:
    spoilt = change(toy / LETTER, "pot. [@diary-1901, 4]", f"pot. {text}")
    assert told("citation") == lines_with(spoilt, text)


@pytest.mark.parametrize(("old", "new", "field"), [
    ('"type": "book",\n  "title": "Diary', '"title": "Diary', "type"),
    ('"Diary of a Village"', '["Diary"]', "title"),
    ('[{"family": "Braun", "given": "Karl"}]', '"Karl Braun"', "author"),
    ('{"family": "Braun", "given": "Karl"}', "null", "author"),
    ('{"family": "Braun", "given": "Karl"}', '{"family": null}', "author"),
    ('{"family": "Braun", "given": "Karl"}', '{"name": "Braun"}', "author"),
    ('{"date-parts": [[1901]]}', '"1901"', "issued"),
    ("[[1901]]", "[[]]", "issued"), ("[[1901]]", "[]", "issued"), ("[[1901]]", "1901", "issued"),
    ("[[1901]]", "[[1901, 13]]", "issued"), ("[[1901]]", '[["May"]]', "issued"),
    ('"author"', '"editor": [{}], "author"', "editor"), ('"id": "atlas-1900"',
                                                         '"id": "Diary-1901"', "id")])
def test_a_work_that_cannot_be_written_out_is_told_by_check_and_where_it_is_shown(
        toy: Path, old: str, new: str, field: str) -> None:
    spoilt = change(toy / BOOKS, old, new)
    problem, = check.problems()
    assert (problem.file, problem.field) == (BOOKS, field)
    assert problem.line in lines_with(spoilt, '"id"' if field == "type" else f'"{field}"')
    assert notes.sources("01").text == str(problem)


# -- the data package -------------------------------------------------------------------------

PACKAGES: list[tuple[str, str, str]] = [
    ('"path": "people.csv",', "", "path"), ('"people.csv"', "null", "path"),
    ('"people.csv"', '["people.csv"]', "path"), ('"people.csv"', '"../people.csv"', "path"),
    ('"people.csv"', '"http://x.org/people.csv"', "path"), ('"people.csv"', '"a.csv"', "name"),
    ('"name": "people", ', "", "name"), ('"name": "people"', '"name": {}', "name"),
    ('"name": "people"', '"name": "glossary"', "name"),
    ('"resources": [', '"resources": [1,', "resources"),
    ('{"name": "born",', "{", "name"), ('"type": "date"', '"type": ["date"]', "type"),
]


@pytest.mark.parametrize(("old", "new", "field"), PACKAGES)
def test_a_data_package_that_describes_no_table_is_told_with_line_and_field(
        toy: Path, old: str, new: str, field: str) -> None:
    change(toy / PACKAGE, old, new)
    with pytest.raises(CourseError) as caught:
        tables.table("people")
    assert re.match(rf"data/datapackage\.json, line \d+, field '{field}': ", str(caught.value))
    assert str(check.problems()[0]) in str(caught.value)
    assert library.exercise("01/predict")  # an exercise needs the course's id only


def test_a_data_package_without_tables_is_told_where_a_table_is_asked_for(toy: Path) -> None:
    (toy / PACKAGE).write_text('{"name": "toy", "resources": []}', encoding="utf-8")
    assert told("table") == lines_with((toy / LESSON).read_text(encoding="utf-8"), "table: people")
    with pytest.raises(CourseError, match=r"^There is no table 'people'. There are: none\.$"):
        tables.table("people")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "1", '"x"', "{}", '{"resources": 1}',
                                  '{"name": null, "resources": []}'])
def test_whatever_stands_in_the_data_package_is_a_sentence(toy: Path, text: str) -> None:
    (toy / PACKAGE).write_text(text, encoding="utf-8")
    for find in (lambda: tables.table("people"), library.course):
        with pytest.raises(CourseError, match=r"^data/datapackage\.json, line 1"):
            find()
    assert {problem.file for problem in check.problems()} == {PACKAGE}


def test_a_data_package_may_be_indented_by_tabs(toy: Path) -> None:
    path = toy / PACKAGE
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")), indent="\t"),
                    encoding="utf-8")
    assert check.problems() == []
    assert len(tables.table("people")) == 2
