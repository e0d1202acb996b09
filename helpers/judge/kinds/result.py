"""``result``: a value from the student's own code in a data lab, judged like a short answer.

The page takes no answer: a cell calls ``check``, and the journal keeps value and code as a try,
``{"value": text, "code": text}``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...case.records import Document, Item
from ...case.yamlfile import Fields
from ..scene import Scene
from . import field

NEEDS = ("keys", "otherwise", "table", "solution")
RULES: tuple[str, ...] = ()
ANSWERED_IN = "code"
problems, judge = field.problems, field.judge
blank, short, key = field.blank, field.short, field.key


def read(fields: Fields) -> dict[str, Any]:
    """Return what a field has, and the code that gives the answer."""
    return {**field.read(fields), "solution": fields.text("solution", "")}


def shape(item: Item, value: object) -> str:
    return "this item takes no answer on the page"


def missing(item: Item, value: Any) -> str:
    """Return "" where a value was checked."""
    return "" if value else "Run the cell with your code first, with your value in it."


def is_blank(value: object) -> bool:
    """Tell whether a value is still the three dots of the starter code."""
    if isinstance(value, str):
        return not re.sub(r"[.\s…]", "", value)
    return value is Ellipsis or value is None


def said(item: Item, value: Any, documents: Mapping[str, Document], judged: bool) -> list[str]:
    return [str(value.get("value", ""))]


def seen(item: Item, scene: Scene) -> dict[str, Any]:
    return {}


def scripts(item: Item) -> tuple[str, ...]:
    return ()


def seconds(item: Item) -> int:
    return 480
