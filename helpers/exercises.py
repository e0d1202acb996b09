"""What an exercise is at this moment: fold the acts, draw the view, take the next message. Pure.

``fold``  journal lines -> State, whatever their order, doubled or missing.
``view``  exercise + state -> what the page may show now: no key, no locked text.
``act``   message from the page -> an act to write down, or a refusal in one sentence.
The printed twin, a function of the exercise alone, is in ``cards``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import cards, checks, grids
from .questions import Item
from .records import MARKS, SURE, Act, Document, Exercise, Step, Verdict

LARGEST = 20_000  # characters of one message
Recall = Callable[[str], str]


@dataclass(frozen=True)
class State:
    """What a learner has done in one exercise."""

    frozen: Mapping[str, Act] = field(default_factory=dict)  # first commit of each step
    drafts: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    hints: Mapping[str, int] = field(default_factory=dict)
    tries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    saved_at: str = ""


@dataclass(frozen=True)
class Refusal:
    """Why a message was not taken, and the item it is about."""

    why: str
    item: str = ""


def fold(acts: Iterable[Act]) -> State:
    """Return the state that a set of acts amounts to.

    Acts are sorted by (time, id) and counted once each; the first commit of a step counts.
    """
    frozen: dict[str, Act] = {}
    drafts: dict[str, Mapping[str, object]] = {}
    hints: dict[str, int] = {}
    tries: dict[str, Mapping[str, Any]] = {}
    ordered = sorted({a.id: a for a in acts}.values(), key=lambda a: (a.at, a.id))
    for act in ordered:
        if act.do == "commit":
            frozen.setdefault(act.step, act)
        elif act.do == "draft":
            # Item by item: another window knows only the boxes written in there.
            drafts[act.step] = {**drafts.get(act.step, {}), **act.answers}
        elif act.do == "hint":
            hints[act.item] = hints.get(act.item, 0) + 1
        elif act.do == "try" and act.step not in frozen:
            tries.update({k: v for k, v in act.answers.items() if isinstance(v, dict)})
    return State(frozen, drafts, hints, tries, ordered[-1].at if ordered else "")


_ASKED = ("id", "kind", "ask", "sure", "pick", "form", "labels", "document")


def digest(step: Step, documents: Mapping[str, Document]) -> str:
    """Return a short hash of what a step asks: an answer names what it answered.

    Options count by id and text; where words are marked, the text they stand in counts too.
    """
    said = [
        [[getattr(item, name) for name in _ASKED], [[o.id, o.text] for o in item.options],
         [[row.id, row.text] for row in item.rows],
         [[column.id, column.text, column.choices] for column in item.columns],
         documents[item.document].text if item.document in documents else ()]
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
    return _first_version(item, exercise, state) if item.revises else None


def _first_version(item: Item, exercise: Exercise, state: State) -> Any:
    for step, earlier in exercise.items():
        if earlier.id == item.revises and step.id in state.frozen:
            value = state.frozen[step.id].answers.get(earlier.id)
            return value if not checks.shape(earlier, value) else None
    return None


def judged(exercise: Exercise, step: Step, state: State,
           documents: Mapping[str, Document]) -> dict[str, list[Verdict]]:
    """Return the verdicts on every item of a committed step, by item id."""
    answers = state.frozen[step.id].answers
    found = {}
    for item in step.items:
        value = state.tries.get(item.id, {}).get("value") if item.kind == "result" else (
            answers.get(item.id)
        )
        bad = item.kind not in ("result", "recall") and checks.shape(item, value)
        if not bad and not checks.missing(item, value):
            found[item.id] = checks.judge(item, value, _texts(item, exercise, documents))
    return found


def _texts(item: Item, exercise: Exercise, documents: Mapping[str, Document]) -> list[str]:
    if item.kind == "mark":
        return ["\n".join(documents[item.document].text)]
    shown = [documents[i] for i in exercise.shows]  # a reader may quote either text
    return ["\n".join((*d.text, *d.plainer)) for d in shown]


def view(exercise: Exercise, state: State, documents: Mapping[str, Document],
         draw: Callable[[str], str], recall: Recall = lambda address: "") -> dict[str, Any]:
    """Return what the page may show now. ``draw`` turns citations into what a reader sees."""
    current = open_step(exercise, state)
    opened = texts_open(exercise, state)
    hides = () if state.frozen else exercise.hides
    shown = [s for s in exercise.steps if s.id in state.frozen or s is current]
    return {
        "exercise": exercise.address,
        "title": exercise.title,
        "number": exercise.number,
        "further": exercise.path == "further",
        "done": current is None,
        "cards": [_card(documents[i], opened, hides, draw) for i in exercise.shows],
        "steps": [_step(step, exercise, state, documents, draw, recall) for step in shown],
    }


def _card(document: Document, opened: bool, hides: Collection[str],
          draw: Callable[[str], str]) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "attribution": [[name, draw(text)] for name, text in cards.attribution(document, hides)],
        "text": list(document.text) if opened else None,
        "plainer": list(document.plainer) if opened and document.plainer else None,
        "notes": [draw(note) for note in document.notes] if opened else [],
        "isSummary": document.text_is == "summary",
    }


def _step(step: Step, exercise: Exercise, state: State, documents: Mapping[str, Document],
          draw: Callable[[str], str], recall: Recall) -> dict[str, Any]:
    act = state.frozen.get(step.id)
    older = act is not None and act.of != digest(step, documents)
    verdicts = judged(exercise, step, state, documents) if act and not older else {}
    return {
        "id": step.id,
        "title": step.title,
        "frozen": act is not None,
        "older": older,
        "opens": step.opens,
        "readsTitle": step.reads_title,
        "reads": [[draw(r.text), draw(r.comment)] for r in step.reads],
        "notes": [draw(note) for note in step.notes],
        "items": [
            _item(item, step, exercise, state, documents, draw, recall,
                  verdicts.get(item.id, [])) for item in step.items
        ],
    }


def _item(item: Item, step: Step, exercise: Exercise, state: State,
          documents: Mapping[str, Document], draw: Callable[[str], str], recall: Recall,
          verdicts: list[Verdict]) -> dict[str, Any]:
    used = min(state.hints.get(item.id, 0), len(item.hints))
    value = recall(item.recalls) if item.kind == "recall" else (
        value_of(item, step, exercise, state)
    )
    seen: dict[str, Any] = {
        "id": item.id,
        "kind": item.kind,
        "ask": draw(item.ask),
        "value": value,
        "hints": [draw(hint) for hint in item.hints[:used]],
        "hintsLeft": 0 if step.id in state.frozen else len(item.hints) - used,
        "verdicts": [
            {"label": f"{MARKS[v.mark]}: {v.part}", "mark": v.mark, "because": draw(v.because)}
            for v in verdicts
        ],
    }
    if step.id in state.frozen:
        words = checks.tokens(" ".join(documents[item.document].text)) if item.document else []
        seen["said"] = cards.said(item, value, words, judged=bool(verdicts))
    if item.kind == "choice":
        seen |= {"options": [[o.id, o.text] for o in item.options], "pick": item.pick,
                 "sure": list(SURE) if item.sure else None}
    elif item.kind == "field":
        seen["form"] = item.form
    elif item.kind == "grid":
        seen["rows"] = [[row.id, draw(row.text)] for row in item.rows]
        seen["columns"] = [[c.id, draw(c.text), [list(one) for one in c.choices]]
                           for c in item.columns]
    elif item.kind == "order":
        seen["rows"] = [[row.id, draw(row.text)] for row in grids.mixed(item.rows)]
    elif item.kind == "mark" and texts_open(exercise, state):
        seen["paragraphs"] = [checks.tokens(p) for p in documents[item.document].text]
        seen["labels"] = [list(label) for label in item.labels]
    if item.revises:
        seen["first"] = _first_version(item, exercise, state)
    if step.id in state.frozen and item.rubric:
        seen["rubric"] = [draw(row) for row in item.rubric]
    return seen


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
    if do not in ("draft", "commit") or not isinstance(answers, dict):
        return Refusal("The page sent something that is not an answer. Run the cell again.")
    for name, value in answers.items():
        wrong = checks.shape(items[name], value) if name in items else "no such question"
        if wrong:
            return Refusal(f"This answer was not saved: {wrong}.", str(name))
    if do == "commit":
        # The page sends what was written in it; the journal has the rest.
        held = {name: value_of(item, step, exercise, state) for name, item in items.items()
                if item.kind not in ("recall", "result")}
        answers = {name: value for name, value in {**held, **answers}.items() if value is not None}
        for name, item in items.items():
            value = state.tries.get(name) if item.kind == "result" else answers.get(name)
            lacking = checks.missing(item, value)
            if lacking:
                return Refusal(lacking, name)
    return {"of": digest(step, documents), "step": step.id, "do": do, "answers": answers}
