"""A complete answer to a question of each kind, for tests. A new kind adds a row here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from helpers.case.records import Item


def _choice(item: Item) -> dict[str, Any]:
    number = 1 if item.pick == "any" else int(item.pick)
    picked: dict[str, Any] = {"picked": [option.id for option in item.options][:number]}
    return {**picked, "sure": "leaning"} if item.sure else picked


SAMPLES: dict[str, Callable[[Item], Any]] = {
    "choice": _choice,
    "field": lambda item: item.keys[0].value,
    "grid": lambda item: {row.id: {c.id: c.choices[0][0] for c in item.columns}
                          for row in item.rows},
    "mark": lambda item: [[0, 1, item.labels[0][0]]],
    "order": lambda item: [row.id for row in item.rows],
    "prose": lambda item: "It was the zebra.",
}


def sample(item: Item) -> Any:
    """Return a complete answer to an item that is answered in the form."""
    assert item.kind in SAMPLES, f"add an answer to a question of kind '{item.kind}' to {__file__}"
    return SAMPLES[item.kind](item)
