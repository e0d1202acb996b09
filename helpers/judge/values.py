"""The value of an answer and what is said about it, through the kind of its question. Pure."""

from __future__ import annotations

from typing import Any

from ..case.records import Exercise, Item, Step, Verdict
from . import kinds
from .scene import Around, Scene
from .states import State


def value_of(item: Item, step: Step, exercise: Exercise, state: State) -> Any:
    """Return the value to show for an item: the frozen one, else the draft, else a copy."""
    if kinds.of(item).ANSWERED_IN == "code":
        return state.tries.get(item.id)
    held = state.frozen[step.id].answers if step.id in state.frozen else (
        state.drafts.get(step.id, {})
    )
    value = held.get(item.id)
    if value is not None and not kinds.of(item).shape(item, value):
        return value
    if step.id in state.frozen or not item.revises:
        return None
    first = committed(item.revises, exercise, state)
    if isinstance(first, dict) and item.options and not item.sure:
        first = {"picked": first.get("picked")}  # nobody asked how sure the second answer is
    return first if first is not None and not kinds.of(item).shape(item, first) else None


def committed(item_id: str, exercise: Exercise, state: State) -> Any:
    """Return the committed answer to an item of this exercise, or None where there is none."""
    for step, item in exercise.items():
        if item.id == item_id and step.id in state.frozen:
            value = state.frozen[step.id].answers.get(item.id)
            return value if not kinds.of(item).shape(item, value) else None
    return None


def said(item: Item, value: Any, around: Around, judged: bool = False) -> list[str]:
    """Return an answer in words; nothing where there is none.

    Options that were ``judged`` name themselves in their verdicts and are left out.
    """
    if value is None or value == "":
        return []
    return kinds.of(item).said(item, value, around.documents, judged)


def judged(exercise: Exercise, step: Step, state: State,
           around: Around) -> dict[str, list[Verdict]]:
    """Return the verdicts on every item of a committed step, by item id."""
    answers, found = state.frozen[step.id].answers, {}
    for item in step.items:
        kind, value = kinds.of(item), answers.get(item.id)
        if kind.ANSWERED_IN == "code":
            value = state.tries.get(item.id, {}).get("value")
        elif kind.shape(item, value):
            continue
        if not kind.missing(item, value):
            found[item.id] = kind.judge(item, value, Scene(exercise, step, state, around))
    return found
