"""What an exercise is at this moment: journal lines to state, whatever their order. Pure."""

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
    drafts: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    hints: Mapping[str, int] = field(default_factory=dict)
    tries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    checked: Mapping[str, Sequence[Act]] = field(default_factory=dict)  # drafts of a page, by item
    saved_at: str = ""


def fold(acts: Iterable[Act]) -> State:
    """Return the state that a set of acts amounts to.

    Acts are sorted by (time, id) and counted once each; the first commit of a step counts.
    """
    frozen: dict[str, Act] = {}
    drafts: dict[str, Mapping[str, object]] = {}
    hints: dict[str, int] = {}
    tries: dict[str, Mapping[str, Any]] = {}
    checked: dict[str, list[Act]] = {}
    ordered = sorted({a.id: a for a in acts}.values(), key=lambda a: (a.at, a.id))
    for act in ordered:
        if act.do == "commit":
            frozen.setdefault(act.step, act)
        elif act.do in ("draft", "check"):
            if act.do == "check":
                checked.setdefault(act.item, []).append(act)
            # Item by item: another window knows only the boxes written in there.
            drafts[act.step] = {**drafts.get(act.step, {}), **act.answers}
        elif act.do == "hint":
            hints[act.item] = hints.get(act.item, 0) + 1
        elif act.do == "try" and act.step not in frozen:
            tries.update({k: v for k, v in act.answers.items()
                          if isinstance(v, dict) and isinstance(v.get("value"), str)})
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
