"""The check of a value that a student's own code gave."""

from __future__ import annotations

from typing import Any

from ..case.errors import CourseError
from ..case.records import MARKS, Exercise, Step
from ..judge import kinds, states
from ..judge.kinds import field, result
from ..paper.markup import Html, sentence, told
from ..work import journal, library, look
from ..work.library import cite, documents_of
from .widget import refresh_all, saved


@told
def check(address: str, value: Any) -> Html:
    """Check a value from the student's own code against the lesson and keep it.

    ``address`` is that of a lab exercise, such as ``02/missing-names``; its item of kind
    ``result`` says what is right. The cell's code is kept with the value.
    """
    with look.one():
        return _checked(library.exercise(address), value)


def _checked(exercise: Exercise, value: Any) -> Html:
    found = [(step, item) for step, item in exercise.items()
             if kinds.of(item).ANSWERED_IN == "code"]
    if not found:
        raise CourseError(f"Exercise '{exercise.address}' takes no value from code.")
    if result.is_blank(value):
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
    if item.form == "number" and field.number(text) is None:
        return sentence(f"“{text}” is not a number. Give a number, such as 5.")
    verdict = field.answer(item, text)
    kept = _kept(exercise, step, {item.id: {"value": text, "code": _cell_source()}})
    refresh_all()
    return sentence(f"{MARKS[verdict.mark]}: {text}. {cite(verdict.because)}{kept}")


def _kept(exercise: Exercise, step: Step, tried: dict[str, object]) -> str:
    """Write a try down; return what must be said of it, or nothing."""
    with journal.LOCK:
        state = journal.state(exercise)
        if step.id in state.frozen:  # a committed answer stays as it was
            return " (The exercise keeps the value you committed.)"
        if all(state.tries.get(name) == value for name, value in tried.items()):
            return ""  # the cell was run again: this stands there already
        act = journal.new_act(exercise.lesson, exercise.id,
                              states.digest(step, documents_of(exercise)), step.id, "try", tried,
                              after=state.saved_at)
        try:
            journal.append(act)
        except OSError as error:
            return f" The value is not saved. {journal.unsaved(exercise.lesson, error)}"
        saved(act)
    return ""


def _cell_source() -> str:
    """Return the source of the cell that is running, as far as IPython knows it."""
    from IPython import get_ipython

    shell = get_ipython()
    cells = shell.user_ns.get("In") if shell else None
    return str(cells[-1])[:4000] if cells else ""
