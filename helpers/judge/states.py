"""What an exercise is at this moment, and what is said about it. Pure.

``counting``  the acts that a state is made of; the rest counts no more.
``fold``      journal lines -> State, whatever their order, doubled or missing.
``judged``    what is said about the answers of a committed step.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..case.records import Act, Document, Exercise, Item, Step, Verdict
from . import checks, grids, rebuilt, rules


@dataclass(frozen=True)
class Answer:
    """An answer given elsewhere in the course: its item, its value, and how it is said."""

    item: Item
    value: Any
    said: tuple[str, ...]


Elsewhere = Callable[[str], Answer | None]  # by address: lesson/exercise/item


def nowhere(_: str) -> Answer | None:
    """Find no answer: what stands in for the rest of the course where there is none."""
    return None


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


def value_of(item: Item, step: Step, exercise: Exercise, state: State) -> Any:
    """Return the value to show for an item: the frozen one, else the draft, else a copy."""
    if item.kind == "result":
        return state.tries.get(item.id)
    held = state.frozen[step.id].answers if step.id in state.frozen else (
        state.drafts.get(step.id, {})
    )
    value = held.get(item.id)
    if value is not None and not checks.shape(item, value):
        return value
    first = first_version(item, exercise, state) if item.revises else None
    if isinstance(first, dict) and item.kind == "choice" and not item.sure:
        return {"picked": first["picked"]}  # nobody asked how sure the second answer is
    return first


def first_version(item: Item, exercise: Exercise, state: State) -> Any:
    """Return the committed answer that this item revises, or None."""
    return committed(item.revises, exercise, state)


def committed(item_id: str, exercise: Exercise, state: State) -> Any:
    """Return the committed answer to an item of this exercise, or None where there is none."""
    for step, item in exercise.items():
        if item.id == item_id and step.id in state.frozen:
            value = state.frozen[step.id].answers.get(item.id)
            return value if not checks.shape(item, value) else None
    return None


def judged(exercise: Exercise, step: Step, state: State, documents: Mapping[str, Document],
           elsewhere: Elsewhere = nowhere,
           taken: frozenset[str] = frozenset()) -> dict[str, list[Verdict]]:
    """Return the verdicts on every item of a committed step, by item id.

    ``taken`` are the hashes of wording that a page must not copy (``shingles``).
    """
    answers = state.frozen[step.id].answers
    found = {}
    for item in step.items:
        value = state.tries.get(item.id, {}).get("value") if item.kind == "result" else (
            answers.get(item.id)
        )
        bad = item.kind not in ("result", "recall") and checks.shape(item, value)
        if not bad and not checks.missing(item, value):
            found[item.id] = _judged(item, value, exercise, state, documents, elsewhere,
                                     taken)
    return found


def _judged(item: Item, value: Any, exercise: Exercise, state: State,
            documents: Mapping[str, Document], elsewhere: Elsewhere,
            taken: frozenset[str]) -> list[Verdict]:
    """Judge one answer, with the student's other answers where a rule needs them."""
    if item.rule == "ranking":
        weights = committed(item.weighs, exercise, state)
        weighed = exercise.item(item.weighs)
        if weights is None or checks.missing(weighed, weights):
            return []  # an older or a foreign answer may lack a card
        return grids.judge_ranking(item, value, weighed, weights)
    verdicts = checks.judge(item, value, _texts(item, exercise, documents))
    if item.rule != "page":
        return verdicts
    return ruled(item, value, documents, elsewhere, taken) + [v for v in verdicts if not v.rule]


def ruled(item: Item, value: str, documents: Mapping[str, Document],
          elsewhere: Elsewhere, taken: frozenset[str] = frozenset()) -> list[Verdict]:
    """Return what the reference rules ask of a page, beside the student's own earlier grids.

    ``taken`` are the hashes of wording that the page must not copy.
    """
    given = [elsewhere(address) for address in item.grids]
    own = [(one.item, one.value) for one in given if one and isinstance(one.value, dict)]
    shelf = rebuilt.shelf(item, documents, own, taken)
    return rules.check(rebuilt.read(value), shelf)


def _texts(item: Item, exercise: Exercise, documents: Mapping[str, Document]) -> list[str]:
    if item.kind == "mark":
        return ["\n".join(passage(item, documents))]
    shown = [documents[i] for i in exercise.shows]  # a reader may quote either text
    return ["\n".join((*d.text, *d.plainer)) for d in shown]


def passage(item: Item, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """Return the paragraphs whose words are marked: the item's own, or those of its document."""
    return item.passage or (documents[item.document].text if item.document in documents else ())
