"""The next message from the page: an act to write down, or a refusal in one sentence. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..case.records import Document, Exercise
from . import kinds
from .states import State, digest, open_step
from .values import value_of

LARGEST = 20_000  # characters of one message


@dataclass(frozen=True)
class Refusal:
    """Why a message was not taken, and the item it is about."""

    why: str
    item: str = ""


def act(exercise: Exercise, state: State, message: object,
        documents: Mapping[str, Document]) -> dict[str, Any] | Refusal:
    """Check a message from the page; return the fields of an act to write, or a refusal.

    The fields are ``of``, ``step``, ``do``, ``answers`` and perhaps ``item``.
    """
    if not isinstance(message, dict):
        return Refusal("The page sent something that is not an answer. Run the cell again.")
    if len(json.dumps(message, default=str, ensure_ascii=False)) > LARGEST:
        return Refusal("This answer is too long to be saved. Shorten it and try again.")
    step = {s.id: s for s in exercise.steps}.get(str(message.get("step")))
    if step is None:
        return Refusal("The page is older than the lesson. Run the cell again.")
    if step.id in state.frozen:
        return Refusal("This step is already answered, perhaps in another window. "
                       "Your first answer was kept.")
    if step is not open_step(exercise, state):
        return Refusal("Answer the step before this one first.")
    do, answers = message.get("do"), message.get("answers", {})
    items = {item.id: item for item in step.items}
    if do == "hint":
        asked = str(message.get("item"))
        if asked not in items or not items[asked].hints:
            return Refusal("There is no hint for this question.")
        return {"of": digest(step, documents), "step": step.id, "do": do, "answers": {},
                "item": asked}
    checks_page = do == "check" and str(message.get("item")) in items and (
        items[str(message["item"])].rule == "page")
    if not (do in ("draft", "commit") or checks_page) or not isinstance(answers, dict):
        return Refusal("The page sent something that is not an answer. Run the cell again.")
    for name, value in answers.items():
        wrong = "no such question" if name not in items else (
            kinds.of(items[name]).shape(items[name], value))
        if wrong:
            return Refusal(f"This answer was not saved: {wrong}.", str(name))
    if do == "check":
        name = str(message["item"])
        if not isinstance(answers.get(name), str) or not answers[name].strip():
            return Refusal("Write a sentence first, then check the page.", name)
        return {"of": digest(step, documents), "step": step.id, "do": do, "item": name,
                "answers": {name: answers[name]}}
    if do == "commit":
        # The page sends what was written in it; the journal has the rest.
        held = {name: value_of(item, step, exercise, state) for name, item in items.items()
                if kinds.of(item).ANSWERED_IN == "form"}
        answers = {name: value for name, value in {**held, **answers}.items() if value is not None}
        for name, item in items.items():
            kind = kinds.of(item)
            value = state.tries.get(name) if kind.ANSWERED_IN == "code" else answers.get(name)
            lacking = kind.missing(item, value)
            if lacking:
                return Refusal(lacking, name)
    return {"of": digest(step, documents), "step": step.id, "do": do, "answers": answers}
