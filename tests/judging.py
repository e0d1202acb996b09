"""Judging without a lesson, for tests: an item, a value, and perhaps texts to quote from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from toy_case import DOCS

from helpers.case.records import Exercise, Item, Verdict
from helpers.judge import kinds
from helpers.judge.scene import Around, Scene


def shape(item: Item, value: object) -> str:
    """Return what is wrong with the form of a value."""
    return kinds.of(item).shape(item, value)


def missing(item: Item, value: Any) -> str:
    """Return what an answer lacks."""
    return kinds.of(item).missing(item, value)


def scene(texts: Sequence[str] = ()) -> Scene:
    """Return a scene in which an exercise shows documents with these texts."""
    letter = replace(DOCS["toy-letter"], title="", plainer=())
    documents = {f"d{n}": replace(letter, id=f"d{n}", text=(text,))
                 for n, text in enumerate(texts)}
    exercise = Exercise("e", "01", 1, "E3", "", "core", tuple(documents), (), ())
    return Scene(exercise=exercise, around=Around(documents))


def judge(item: Item, value: Any, texts: Sequence[str] = ()) -> list[Verdict]:
    """Return what is said of a complete answer."""
    if item.kind == "mark" and texts:
        item = replace(item, document="", passage=tuple(texts))
    return kinds.of(item).judge(item, value, scene(texts))
