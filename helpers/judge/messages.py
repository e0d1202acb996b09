"""The next message from the page: an act to write down, or a refusal in one sentence. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..case.records import Document, Exercise, Item
from . import kinds, wording
from .kinds.field import LONGEST
from .scene import Elsewhere, nowhere
from .states import State, digest, open_step
from .values import committed, value_of

_STRAY = ("An answer was not saved, for its question is not in the step that is open now. Copy its "
          "text if you want to keep it, then run the cell again.")


@dataclass(frozen=True)
class Taken:
    """The fields of an act to write: ``of``, ``step``, ``do``, ``answers`` and perhaps ``item``.

    ``dropped`` says in one sentence for each answer that was left out why it was.
    """

    fields: dict[str, Any]
    dropped: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Refusal:
    """Why a message was not taken, and the item it is about."""

    why: str
    item: str = ""


def act(exercise: Exercise, state: State, message: object,
        documents: Mapping[str, Document]) -> Taken | Refusal:
    """Check a message from the page; return what to write of it, or a refusal.

    An answer that does not fit keeps no other one from being saved.
    """
    if not isinstance(message, dict):
        return Refusal("The page sent something that is not an answer. Run the cell again.")
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
    about = str(message.get("item"))
    common = {"of": digest(step, documents), "step": step.id, "do": do}
    if do == "hint":
        if about not in items or not items[about].hints:
            return Refusal("There is no hint for this question.")
        return Taken({**common, "answers": {}, "item": about})
    checks_page = do == "check" and about in items and items[about].rule == "page"
    if not (do in ("draft", "commit") or checks_page) or not isinstance(answers, dict):
        return Refusal("The page sent something that is not an answer. Run the cell again.")
    dropped = {str(name): why for name, value in answers.items()
               if (why := _misfit(items.get(name), value))}
    answers = {name: value for name, value in answers.items() if str(name) not in dropped}
    if do == "check":
        if not str(answers.get(about, "")).strip():
            return Refusal(dropped.get(about, "Write a sentence first, then check the page."),
                           about)
        return Taken({**common, "item": about, "answers": {about: answers[about]}})
    if do == "draft" and dropped and not answers:
        name, why = next(iter(dropped.items()))
        return Refusal(why, name)
    if do == "commit":
        # The page sends what was written in it; the journal has the rest.
        held = {name: value_of(item, step, exercise, state) for name, item in items.items()
                if kinds.of(item).ANSWERED_IN == "form"}
        answers = {name: value for name, value in {**held, **answers}.items() if value is not None}
        for name, item in items.items():
            kind = kinds.of(item)
            value = state.tries.get(name) if kind.ANSWERED_IN == "code" else answers.get(name)
            lacking = dropped.get(name) or kind.missing(item, value)
            if lacking:
                return Refusal(lacking, name)
    return Taken({**common, "answers": answers}, dropped)


def question(exercise: Exercise, state: State, answers: Mapping[str, object], first: bool,
             elsewhere: Elsewhere = nowhere) -> str:
    """Return what to ask before these answers are committed; nothing where nothing need be asked.

    ``first`` tells that nothing was committed in the lesson yet; ``elsewhere`` finds the answers
    with which a step compares.
    """
    step = open_step(exercise, state)
    items = step.items if step else ()
    for item in items:
        address = item.compares or item.recalls
        if address and elsewhere(address) is None:
            return (f"This step sets an earlier answer beside yours, and you have not given it yet "
                    f"(exercise “{address.split('/')[1].replace('-', ' ')}”). Afterwards it is too "
                    "late to think as you did at first. Commit without it?")
        lacking = _not_shown(item, answers.get(item.id), committed(
            item.looks_in, exercise, state) if item.looks_in else None)
        if lacking:
            return lacking
    kept = [item for item in step.items if item.revises] if step else []
    if kept and all(answers.get(item.id) == committed(item.revises, exercise, state)
                    for item in kept):
        return "You have not changed your first answer. Commit it as it is?"
    if first:
        return "Commit? You cannot change it afterwards. In this lesson you are asked only once."
    return ""


def _not_shown(item: Item, value: object, text: object) -> str:
    """Return a question on a form that a student sees in an answer and nobody else does."""
    picked = value.get("picked", []) if isinstance(value, dict) else []
    for option in item.options if isinstance(text, str) else ():
        ticked = option.looks and option.id in picked
        if ticked and not wording.shows(option.looks, str(text)):
            return (f"You ticked “{option.text}”. We looked for {wording.ASKED_FOR[option.looks]} "
                    "in your answer and saw none. Commit it all the same?")
    return ""


def _misfit(item: Item | None, value: object) -> str:
    """Return "" where a value answers an item of the open step, else what to do about it."""
    if item is None:
        return _STRAY
    wrong = kinds.of(item).shape(item, value)
    if not wrong:
        return ""
    long = isinstance(value, str) and len(value) > LONGEST
    remedy = "Shorten it: until then only this page holds it." if long else (
        "Change it, or run the cell again.")
    return f"This answer was not saved: {wrong}. {remedy}"
