"""``order``: cards to put in order, by buttons.

An answer is the list of row ids; the order of the file is the right one. With the rule ``ranking``
nothing is right: the order is held against the student's own weights in the grid it ``weighs``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

from ...case import items
from ...case.items import Before
from ...case.records import Document, Item, Row, Verdict
from ...case.yamlfile import Fields
from ..scene import Blank, Line, Scene, Short
from . import grid

NEEDS = ("rows",)
RULES = ("ranking",)
ANSWERED_IN = "form"


def read(fields: Fields) -> dict[str, Any]:
    """Return the cards, and the grid whose weights a ranking is held against."""
    return {"rows": items.rows(fields), "weighs": fields.text("weighs", "")}


def problems(item: Item, before: Before) -> Iterator[tuple[str, str]]:
    """Go through what is wrong: too few cards, or weights that are not there or do not fit."""
    if len(item.rows) < 3:
        yield "rows", "an order needs at least three cards"
    if item.rule == "ranking" and not item.weighs:
        yield "weighs", "is missing; the rule 'ranking' needs it"
    weighed = before.items.get(item.weighs)
    if item.weighs and (weighed is None or weighed.rule != "weights"):
        yield "weighs", (f"'{item.weighs}' is no grid with the rule 'weights' of an earlier step")
    elif weighed and {c.id for c in weighed.columns} != {row.id for row in item.rows}:
        yield "rows", f"must have the ids of the columns of '{item.weighs}'"


def shape(item: Item, value: object) -> str:
    """Return "" where a value is the item's cards in some order, else what is wrong."""
    ids = sorted(row.id for row in item.rows)
    sound = isinstance(value, list) and all(isinstance(one, str) for one in value) and (
        sorted(value) == ids)
    return "" if sound else "an order needs each of its cards once"


def missing(item: Item, value: Any) -> str:
    """Return "" where there is an order."""
    return "" if value else "Put the cards in order first."


def judge(item: Item, value: Any, scene: Scene) -> list[Verdict]:
    """Compare an order with the file's, or a ranking with the student's own weights."""
    if item.rule != "ranking":
        return _judge_order(item, value)
    weighed = scene.exercise.item(item.weighs)
    weights = scene.committed(item.weighs)
    if grid.shape(weighed, weights) or grid.missing(weighed, weights):
        return []  # an older or a foreign answer may lack a card
    return _judge_ranking(item, value, grid.totals(weighed.rows, weighed.columns, weights))


def _judge_order(item: Item, value: list[str]) -> list[Verdict]:
    """Say how many pairs stand right, and name each wrong neighbour.

    Method: the share of pairs in the right order, as in Kendall's rank distance.
    """
    right = [row.id for row in item.rows]
    texts = {row.id: row for row in item.rows}
    pairs = list(combinations(right, 2))
    good = sum(value.index(first) < value.index(second) for first, second in pairs)
    part = f"{good} of {len(pairs)} pairs stand in the right order"
    close = "almost" if good >= 0.8 * len(pairs) else "wrong"
    mark = "right" if good == len(pairs) else close
    told = "\n".join(f"{n}. {texts[i].text}." for n, i in enumerate(right, start=1))
    verdicts = [Verdict(part, "right", "", "order") if mark == "right" else
                Verdict("Your order", mark, f"{part}. The order is:\n{told}", "order")]
    for first, second in pairwise(value):
        if right.index(first) > right.index(second):
            pair = [texts[second], texts[first]]  # as they came
            said = "\n".join(f"“{row.text}”: {row.because}" for row in pair if row.because)
            verdicts.append(Verdict(f"You put “{texts[first].text}” before “{texts[second].text}”",
                                    "wrong", said or "It is the other way round.", "order"))
    reasons = "\n".join(verdict.because for verdict in verdicts)
    verdicts += [Verdict(f"{n}. {row.text}", "noted", row.because, "order")
                 for n, row in enumerate(item.rows, start=1)
                 if row.because and row.because not in reasons]
    return verdicts


def _judge_ranking(item: Item, value: Sequence[str], sums: Mapping[str, float]) -> list[Verdict]:
    """Name each pair that the student's own weights put the other way round.

    Nothing is right here: a ranking may follow the weights or have a reason not to.
    """
    names = {row.id: row.text for row in item.rows}
    turned = [(above, below) for above, below in combinations(value, 2)
              if sums[above] < sums[below]]
    if not turned:
        return [Verdict("Your ranking", "noted", "It follows your own weights.", "own ranking")]
    return [Verdict(f"“{names[above]}” stands above “{names[below]}”", "arguable",
                    "By your weights it is the other way round. Which do you stand by, the ranking "
                    "or the weights, and why?", "own ranking") for above, below in turned]


def mixed(rows: Sequence[Row]) -> list[Row]:
    """Return cards in an order that is always the same and never the right one."""
    by_hash = sorted(rows, key=lambda row: hashlib.sha256(row.id.encode()).hexdigest())
    return [*by_hash[1:], by_hash[0]] if by_hash == list(rows) else by_hash


def said(item: Item, value: Any, documents: Mapping[str, Document], judged: bool) -> list[str]:
    texts = {row.id: row.text for row in item.rows}
    return ["; ".join(f"{place}. {texts[one]}" for place, one in enumerate(value, start=1))]


def seen(item: Item, scene: Scene) -> dict[str, Any]:
    return {"rows": [[row.id, scene.around.cite(row.text)] for row in mixed(item.rows)]}


def scripts(item: Item) -> tuple[str, ...]:
    return ("editor-order",)


def blank(item: Item) -> Blank:
    """Return the cards, mixed, each with room for a number."""
    return Blank(says=("Number the cards.",),
                 boxes=tuple(f"__ {row.text}" for row in mixed(item.rows)))


def short(item: Item) -> Short:
    """Return the right order; a ranking has none."""
    return Short() if item.rule else Short(right=(" → ".join(row.text for row in item.rows),))


def key(item: Item) -> list[Line]:
    """Return the cards in their order, each with its reason."""
    name = "no key" if item.rule else "order"
    return [(name, row.text, row.because) for row in item.rows]


def seconds(item: Item) -> int:
    return 60
