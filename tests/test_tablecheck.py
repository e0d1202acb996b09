"""``check`` on tables and notebooks: what frictionless and Jupyter would let pass."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from helpers.desk import check, check_tables
from helpers.work import notebook

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = "notebooks/01-toy.ipynb"


def _told() -> list[tuple[str, int, str, str]]:
    return [(one.file, one.line, one.field, one.message) for one in check.problems()]


# -- tables -----------------------------------------------------------------------------------


def _table(toy: Path, *rows: str, head: str = "event_id,date_edtf,earliest,latest") -> None:
    """Add a table to the toy course, with the first row as its columns."""
    path = toy / "data/datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["resources"].append({
        "name": "events", "path": "events.csv", "type": "table",
        "schema": {"fields": [{"name": name, "type": "string"} for name in head.split(",")]}})
    path.write_text(json.dumps(package), encoding="utf-8")
    (toy / "data/events.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


def test_dates_that_fit_are_no_mistake(toy: Path) -> None:
    _table(toy, "fell,1901-05,1901-05-01,1901-05-31", "unknown,,,")
    assert _told() == []
    assert check_tables.names() == {"people", "glossary", "events"}


def test_a_date_that_is_no_edtf_is_named_in_every_column_of_dates(toy: Path) -> None:
    _table(toy, "fell,last May,1901-05-01,1901-05-31", "rose,1901-02-30,1901-02-28,1901-02-28")
    first, second = _told()
    assert first[:3] == ("data/events.csv", 2, "date_edtf")
    assert "is not a date such as" in first[3]
    assert (second[1], "is not in the calendar" in second[3]) == (3, True)


def test_a_date_in_any_column_that_ends_in_edtf_is_read(toy: Path) -> None:
    _table(toy, "anna,soon", head="person_id,died_edtf")
    assert [one[:3] for one in _told()] == [("data/events.csv", 2, "died_edtf")]


@pytest.mark.parametrize(("row", "field", "day"), [
    ("fell,1901-05,1901-05-02,1901-05-30", "earliest", "1901-05-01"),  # one mistake a row
    ("fell,1901-05,1901-05-01,1901-05-30", "latest", "1901-05-31"),
    ("fell,1901-05,,1901-05-31", "earliest", "1901-05-01")])
def test_plain_days_that_are_not_those_of_the_date_are_one_mistake_a_row(
        toy: Path, row: str, field: str, day: str) -> None:
    _table(toy, row)
    (file, line, named, message), = _told()
    assert (file, line, named) == ("data/events.csv", 2, field)
    assert message.endswith(f"does not fit the date 1901-05; write {day}")


def test_a_table_without_rows_is_a_mistake(toy: Path) -> None:
    _table(toy)
    assert [(one[0], "has no rows" in one[3]) for one in _told()] == [("data/events.csv", True)]


# -- notebooks --------------------------------------------------------------------------------


@pytest.fixture
def with_notebook(toy: Path) -> Path:
    """Return the toy course with its notebook."""
    shutil.copytree(ROOT / "tests/toy/notebooks", toy / "notebooks")
    return toy


@pytest.mark.parametrize("text", [
    '{"cells": ["a"]}', '{"cells": null}', '{"cells": {"a": 1}}', "", "[]", "[" * 3000,
    '{"cells": [{"cell_type": "code", "source": null, "outputs": []}]}',
    '{"cells": [{"cell_type": "code", "source": [1], "outputs": []}]}',
    '{"cells": [{"cell_type": "code", "source": "x", "outputs": null}]}',
    '{"cells": [{"cell_type": "code", "source": "x", '
    '"outputs": [{"data": {"text/html": [null]}}]}]}',
    '{"cells": [{"source": "x"}]}'], ids=range(11))
def test_a_file_that_is_no_notebook_is_one_sentence(with_notebook: Path, text: str) -> None:
    (with_notebook / NOTEBOOK).write_text(text, encoding="utf-8")
    (file, line, field, message), = _told()
    assert (file, line, field) == (NOTEBOOK, 1, "")
    assert re.match("cannot be read as a notebook|is empty|is nested too deeply|is not well-formed|"
                    "must stand whole", message)
    assert notebook.cells("01-toy") == []


def _cell(toy: Path, source: str) -> None:
    path = toy / NOTEBOOK
    found = json.loads(path.read_text(encoding="utf-8"))
    found["cells"].append({"cell_type": "code", "id": "more", "metadata": {}, "source": [source],
                           "execution_count": None, "outputs": []})
    path.write_text(json.dumps(found, indent=1), encoding="utf-8")


@pytest.mark.parametrize(("source", "words"), [
    ('helpers.replica("bell")', "there is no replica 'bell'; there is: specimen"),
    ('rows = table("peeple")', "there is no table 'peeple'; there is: glossary, people"),
    ('helpers.words("07")', "there is no lesson '07'; there is: 01"),
    ('helpers.note("01/bell")', "lesson 01 has no '01/bell'")])
def test_a_cell_that_asks_for_what_is_not_there_is_named(
        with_notebook: Path, source: str, words: str) -> None:
    _cell(with_notebook, source)
    (file, line, field, message), = (one for one in _told() if one[2] == "cell")
    lines = (with_notebook / NOTEBOOK).read_text(encoding="utf-8").splitlines()
    assert (file, field) == (NOTEBOOK, "cell")
    assert words in message
    assert json.dumps(source) in lines[line - 1]


def test_cells_that_ask_for_what_is_there_are_no_mistake(with_notebook: Path) -> None:
    _cell(with_notebook, 'rows = table("people"); helpers.words("01"); helpers.sources("01")')
    assert _told() == []


@pytest.mark.parametrize("name", ["helpers.py", "helpers/__init__.py"])
def test_a_file_that_hides_the_course_s_helpers_is_named(with_notebook: Path, name: str) -> None:
    path = with_notebook / "notebooks" / name
    path.parent.mkdir(exist_ok=True)
    path.touch()
    (with_notebook / "notebooks/my_tools.py").touch()
    (file, line, field, message), = _told()
    assert (file, line, field) == (f"notebooks/{name}", 1, "")
    assert message.startswith("hides the course's own helpers from the notebooks")


def test_a_notebook_whose_lesson_has_no_file_is_named(with_notebook: Path) -> None:
    shutil.copy(with_notebook / NOTEBOOK, with_notebook / "notebooks/07-jug.ipynb")
    shutil.copy(with_notebook / NOTEBOOK, with_notebook / "notebooks/01-toy-Copy1.ipynb")
    (file, *_, message), = _told()
    assert (file, "data/lessons/07-jug.yaml" in message) == ("notebooks/07-jug.ipynb", True)
