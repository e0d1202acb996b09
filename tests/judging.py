"""Judging without a lesson, for tests: an item, a value, and perhaps texts to quote from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from helpers.case.read import read_document, read_lesson
from helpers.case.records import Exercise, Item, Verdict
from helpers.judge import kinds
from helpers.judge.scene import Around, Scene

_DATA = Path(__file__).parent / "toy/data"
_DOCUMENT = read_document(_DATA / "documents/toy-letter.md", [])
TOY = read_lesson(_DATA / "lessons/01-toy.yaml", [], kinds.read_item)


def shape(item: Item, value: object) -> str:
    """Return what is wrong with the form of a value."""
    return kinds.of(item).shape(item, value)


def missing(item: Item, value: Any) -> str:
    """Return what an answer lacks."""
    return kinds.of(item).missing(item, value)


def scene(texts: Sequence[str] = ()) -> Scene:
    """Return a scene in which an exercise shows documents with these texts."""
    documents = {f"d{n}": replace(_DOCUMENT, id=f"d{n}", title="", text=(text,), plainer=())
                 for n, text in enumerate(texts)}
    exercise = Exercise("e", "01", 1, "E3", "", "core", tuple(documents), (), ())
    return Scene(exercise=exercise, around=Around(documents))


def judge(item: Item, value: Any, texts: Sequence[str] = ()) -> list[Verdict]:
    """Return what is said of a complete answer."""
    if item.kind == "mark" and texts:
        item = replace(item, document="", passage=tuple(texts))
    return kinds.of(item).judge(item, value, scene(texts))
