"""Data labs: a table as a DataFrame, a table on the page, and the check of a student's value.

pandas is imported when a table is opened, not before.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from . import cards, checks, dates, exercises, journal, library
from .cards import Html, sentence, told
from .form import refresh_all, saved
from .library import documents_of, draw
from .records import MARKS, Exercise
from .yamlfile import CourseError, Problem, read_text

if TYPE_CHECKING:
    import pandas as pd


def table(name: str) -> pd.DataFrame:
    """Return ``data/<name>.csv`` as a DataFrame, every column as text.

    Its ``attrs`` hold ``caption``, ``source`` and ``licence`` from ``data/datapackage.json``.
    Raises ``CourseError`` with one sentence where there is no such table, or where its file is
    missing, unreadable, without rows or without a column of the data package.
    """
    import pandas as pd

    package, resource = _described(name)
    file, problems = f"data/{resource['path']}", list[Problem]()
    text = read_text(library.root() / file, file, problems)
    if problems:
        raise CourseError(str(problems[0]))
    try:
        frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    except pd.errors.ParserError:
        raise CourseError(f"{file} is no sound table: python -m helpers check names the line.") \
            from None
    lacking = [f["name"] for f in resource["schema"]["fields"] if f["name"] not in frame.columns]
    if lacking:
        raise CourseError(f"{file}, line 1: the column '{lacking[0]}' is missing; add it")
    if frame.empty:
        raise CourseError(f"{file} has no rows; add them")
    frame.attrs = {"caption": resource["title"], "source": resource["description"],
                   "licence": package["licenses"][0]["name"]}
    return frame


def _described(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the data package and, in it, the table of this name."""
    path = library.root() / "data" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    known = {resource["name"]: resource for resource in package["resources"]}
    if name not in known:
        raise CourseError(f"There is no table '{name}'. There are: {', '.join(sorted(known))}.")
    return package, known[name]


def show(frame: pd.DataFrame, caption: str = "") -> Html:
    """Show a table on the page with a caption and without the row numbers."""
    return Html(table_html(frame, caption), _flat(frame).to_string(index=False))


def _flat(frame: Any) -> pd.DataFrame:
    """Return a Series, or a table grouped by names, as a plain table with the names in it."""
    table: pd.DataFrame = frame.to_frame() if frame.ndim == 1 else frame
    return table.reset_index() if table.index.names != [None] else table


def table_html(frame: pd.DataFrame, caption: str = "") -> str:
    """Return a DataFrame as an HTML table with a caption and header cells, all text escaped."""
    flat = _flat(frame)
    rows = [[draw(str(value)) for value in row] for row in flat.itertuples(index=False)]
    return cards.table_html(rows, flat.columns, caption or str(frame.attrs.get("caption", "")))


def printed(name: str, columns: Sequence[str]) -> str:
    """Return some columns of a table for paper, under the titles the data package has.

    Dates are spoken and people have their names, since nobody can look a key up on paper.
    Raises ``CourseError`` where the table or a column does not exist.
    """
    frame = table(name)
    schema = _described(name)[1]["schema"]
    titles = {field["name"]: field.get("title", field["name"]) for field in schema["fields"]}
    unknown = set(columns) - set(frame.columns)
    if unknown:
        raise CourseError(f"The table '{name}' has no column '{sorted(unknown)[0]}'. It has: "
                          f"{', '.join(frame.columns)}.")
    links = {key["fields"][0]: key["reference"]["resource"]
             for key in schema.get("foreignKeys", [])}
    chosen = frame[list(columns)].copy()
    for column in columns:
        if links.get(column) == "people":
            people = table("people").set_index("person_id")["name"]
            chosen[column] = [people.get(key, key) for key in chosen[column]]
        elif column.endswith("_edtf"):
            chosen[column] = [dates.spoken(edtf) if edtf else "" for edtf in chosen[column]]
    return table_html(chosen.rename(columns=titles))


def check(address: str, value: Any) -> Html:
    """Check a value from the student's own code against the lesson and keep it.

    ``address`` is that of a lab exercise, such as ``02/missing-names``; its item of kind
    ``result`` says what is right. The cell's code is kept with the value.
    """
    return told(lambda at: _checked(library.exercise(at), value))(address)


def _checked(exercise: Exercise, value: Any) -> Html:
    found = [(step, item) for step, item in exercise.items() if item.kind == "result"]
    if not found:
        raise CourseError(f"Exercise '{exercise.address}' takes no value from code.")
    if checks.is_blank(value):
        return sentence("Put your own line of code where the three dots are, then run the cell "
                        "again.")
    if hasattr(value, "__len__") and not isinstance(value, str):
        return sentence("This is a whole table or list, not one value. Write a number, or count "
                        "its rows with len(...).")
    try:
        text = str(value.item() if hasattr(value, "item") else value)[:200]
    except Exception:  # the student's own object can raise anything
        return sentence("This value cannot be shown as text. Give one number or one word.")
    step, item = found[0]
    if item.form == "number" and not checks.is_number(text):
        return sentence(f"“{text}” is not a number. Give a number, such as 5.")
    verdict = checks.answer(item, text)
    with journal.LOCK:
        state = journal.state(exercise)
        if step.id not in state.frozen:  # a committed answer stays as it was
            of = exercises.digest(step, documents_of(exercise))
            act = journal.new_act(
                exercise.lesson, exercise.id, of, step.id, "try",
                {item.id: {"value": text, "code": _cell_source()}}, after=state.saved_at)
            journal.append(act)
            saved(act)
    refresh_all()
    kept = "" if step.id not in state.frozen else " (The exercise keeps the value you committed.)"
    return sentence(f"{MARKS[verdict.mark]}: {text}. {draw(verdict.because)}{kept}")


def _cell_source() -> str:
    """Return the source of the cell that is running, as far as IPython knows it."""
    from IPython import get_ipython

    shell = get_ipython()
    cells = shell.user_ns.get("In") if shell else None
    return str(cells[-1])[:4000] if cells else ""
