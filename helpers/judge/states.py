"""What an exercise is at this moment: journal lines to state, whatever their order. Pure.

``counting``  the acts that a state is made of; the rest counts no more.
``fold``      journal lines -> State, whatever their order, doubled or missing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..case.records import Act, Document, Exercise, Step


@dataclass(frozen=True)
class State:
    """What a learner has done in one exercise."""

    frozen: Mapping[str, Act] = field(default_factory=dict)  # first commit of each step
    drafts: Mapping[str, Mapping[str, object]] = field(default_factory=dict)  # of open steps
    hints: Mapping[str, int] = field(default_factory=dict)
    tries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    checked: Mapping[str, Sequence[Act]] = field(default_factory=dict)  # drafts of a page, by item
    saved_at: str = ""


def in_order(acts: Iterable[Act]) -> list[Act]:
    """Return acts by time and id, each once: of two of an exercise with one id the earlier."""
    first: dict[tuple[str, str], Act] = {}
    for act in acts:
        name = act.exercise, act.id
        if name in first:
            act = min(first[name], act, key=lambda a: (a.at, repr(a)))
        first[name] = act
    return sorted(first.values(), key=lambda a: (a.at, a.id))


def counting(acts: Iterable[Act]) -> list[Act]:
    """Return the acts that a state is made of, in order: what an export must carry.

    Left out is what counts no more whatever is added: drafts of which every item was written anew
    or whose step was committed, and tries made after the commit or without a value. An earlier
    try stays, for a commit made elsewhere may rest on it.
    """
    ordered = in_order(acts)
    commits: dict[tuple[str, str], int] = {}
    last: dict[tuple[str, str, str], int] = {}
    for place, act in enumerate(ordered):
        if act.do == "commit":
            commits.setdefault((act.exercise, act.step), place)
        elif act.do in ("draft", "check"):
            last.update({(act.exercise, act.step, item): place for item in act.answers})

    def counts(place: int, act: Act) -> bool:
        commit = commits.get((act.exercise, act.step), len(ordered))
        if act.do == "draft":
            return commit == len(ordered) and any(
                last[act.exercise, act.step, item] == place for item in act.answers)
        return act.do != "try" or (place < commit and bool(_values(act)))

    return [act for place, act in enumerate(ordered) if counts(place, act)]


def _values(act: Act) -> dict[str, Mapping[str, Any]]:
    """Return the values of a try, by item."""
    return {item: value for item, value in act.answers.items()
            if isinstance(value, dict) and isinstance(value.get("value"), str)}


def fold(acts: Iterable[Act]) -> State:
    """Return the state that a set of acts of one exercise amounts to, whatever their order.

    The first commit of a step counts, and makes an end of its drafts.
    """
    ordered = counting(acts)
    frozen: dict[str, Act] = {}
    for act in ordered:
        if act.do == "commit":
            frozen.setdefault(act.step, act)
    drafts: dict[str, Mapping[str, object]] = {}
    hints: dict[str, int] = {}
    tries: dict[str, Mapping[str, Any]] = {}
    checked: dict[str, list[Act]] = {}
    for act in ordered:
        if act.do == "check":
            checked.setdefault(act.item, []).append(act)
        if act.do in ("draft", "check") and act.step not in frozen:
            # Item by item: another window knows only the boxes written in there.
            drafts[act.step] = {**drafts.get(act.step, {}), **act.answers}
        elif act.do == "hint":
            hints[act.item] = hints.get(act.item, 0) + 1
        elif act.do == "try":
            tries.update(_values(act))
    return State(frozen, drafts, hints, tries, checked, ordered[-1].at if ordered else "")


_ASKED = ("id", "kind", "ask", "sure", "pick", "form", "labels", "document")


def digest(step: Step, documents: Mapping[str, Document]) -> str:
    """Return a short hash of what a step asks: an answer names what it answered.

    Options count by id and text; where words are marked, the text they stand in counts too.
    """
    said = [
        [[getattr(item, name) for name in _ASKED], [[o.id, o.text] for o in item.options],
         [[row.id, row.text] for row in item.rows],
         [[column.id, column.text, column.choices] for column in item.columns],
         item.passage or (documents[item.document].text if item.document in documents else ())]
        for item in step.items
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:12]


def open_step(exercise: Exercise, state: State) -> Step | None:
    """Return the first step that is not committed yet, or None where all are."""
    return next((step for step in exercise.steps if step.id not in state.frozen), None)


def is_done(exercise: Exercise, state: State) -> bool:
    """Tell whether every step is committed."""
    return open_step(exercise, state) is None


def texts_open(exercise: Exercise, state: State) -> bool:
    """Tell whether the documents' texts may be shown: no step opens them, or it is committed."""
    opener = next((step for step in exercise.steps if step.opens), None)
    return opener is None or opener.id in state.frozen
