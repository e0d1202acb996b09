"""Data labs: a table as a DataFrame, a table on the page, and the check of a student's value.

pandas is imported when a table is opened, not before.
"""

from __future__ import annotations

import inspect
from html import escape
from typing import TYPE_CHECKING, Any

from . import checks, exercises, journal, library
from .cards import Html
from .form import draw, refresh_all, state_of
from .records import Exercise, Item
from .yamlfile import CourseError

if TYPE_CHECKING:
    import pandas as pd

_SAID = {"right": "✓ Right", "almost": "≈ Almost", "tempting": "! Tempting, but no",
         "arguable": "⇄ Arguable", "wrong": "✗ Not this"}


def table(name: str) -> pd.DataFrame:
    """Return ``data/<name>.csv`` as a DataFrame, every column as text.

    Its ``attrs`` hold ``caption``, ``source`` and ``licence`` from ``data/datapackage.json``.
    Raises ``CourseError`` with one sentence where there is no such table.
    """
    import json

    import pandas as pd

    folder = library.root() / "data"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    known = {resource["name"]: resource for resource in package["resources"]}
    if name not in known:
        raise CourseError(f"There is no table '{name}'. There are: {', '.join(sorted(known))}.")
    resource = known[name]
    frame = pd.read_csv(folder / resource["path"], dtype=str, keep_default_na=False)
    frame.attrs = {"caption": resource["title"], "source": resource["description"],
                   "licence": package["licenses"][0]["name"]}
    return frame


def show(frame: pd.DataFrame, caption: str = "") -> Html:
    """Show a table on the page with a caption and without the row numbers."""
    return Html(table_html(frame, caption), frame.to_string(index=False))


def table_html(frame: pd.DataFrame, caption: str = "") -> str:
    """Return a DataFrame as an HTML table with a caption and header cells, all text escaped."""
    title = caption or str(frame.attrs.get("caption", ""))
    head = "".join(f'<th scope="col" style="text-align:left">{escape(str(c))}</th>'
                   for c in frame.columns)
    body = "".join(
        "<tr>" + "".join(f'<td style="text-align:left">{escape(draw(str(v)))}</td>' for v in row)
        + "</tr>"
        for row in frame.itertuples(index=False)
    )
    return (f'<div style="overflow-x:auto" role="region" aria-label="{escape(title)}" tabindex="0">'
            f"<table><caption>{escape(title)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>")


def check(address: str, value: Any) -> Html:
    """Check a value from the student's own code against the lesson and keep it.

    ``address`` is that of a lab exercise, such as ``02/missing-names``; its item of kind
    ``result`` says what is right. The cell's code is kept with the value.
    """
    try:
        exercise = library.exercise(address)
        item = next(i for _, i in exercise.items() if i.kind == "result")
        return _said(exercise, item, value)
    except StopIteration:
        return _say(f"Exercise '{address}' takes no value from code.")
    except CourseError as error:
        return _say(str(error))
    except OSError as error:
        return _say(f"Your value was judged but could not be saved ({error.strerror}).")


def _said(exercise: Exercise, item: Item, value: Any) -> Html:
    if checks.is_blank(value):
        return _say("Put your own line of code where the three dots are, then run the cell again.")
    if hasattr(value, "__len__") and not isinstance(value, str):
        return _say(f"This is a whole {type(value).__name__}, not one value. "
                    "Count its rows with len(...), or add up its True values with .sum().")
    try:
        text = str(value.item() if hasattr(value, "item") else value)[:200]
    except Exception:  # the student's own object can raise anything
        return _say("This value cannot be shown as text. Give one number or one word.")
    verdict = checks.answer(item, text)
    step = next(s for s, i in exercise.items() if i.id == item.id)
    if step.id not in state_of(exercise).frozen:  # a committed answer stays as it was
        journal.append(journal.new_act(
            exercise.lesson, exercise.id, step.digest, step.id, "try",
            {item.id: {"value": text, "code": _caller_source()}}))
        refresh_all()
    return _say(f"{_SAID.get(verdict.mark, verdict.mark)}: {text}. {draw(verdict.because)}")


def _caller_source() -> str:
    """Return the source of the cell that called ``check``, as far as IPython knows it."""
    frame = inspect.currentframe()
    while frame is not None:
        cells = frame.f_globals.get("In")
        if frame.f_code.co_name == "<module>" and isinstance(cells, list) and cells:
            return str(cells[-1])[:4000]
        frame = frame.f_back
    return ""


def _say(text: str) -> Html:
    return Html(f'<p style="max-width:44em">{escape(text)}</p>', text)


def value_of(address: str) -> str:
    """Return the last value checked in a lab, or "" (for tests and the teacher's page)."""
    exercise = library.exercise(address)
    tries: exercises.State = state_of(exercise)
    return next((str(t.get("value", "")) for t in tries.tries.values()), "")
