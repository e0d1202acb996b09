"""``recall``: an answer given elsewhere, shown again. It takes no answer."""

from __future__ import annotations

from typing import Any

from ...case.records import Item, Verdict
from ...case.yamlfile import Fields
from ..scene import Blank, Line, Scene, Short
from . import field, result

NEEDS = ("recalls",)
RULES: tuple[str, ...] = ()
ANSWERED_IN = "nothing"
problems, said = field.problems, field.said
shape, scripts = result.shape, result.scripts


def read(fields: Fields) -> dict[str, Any]:
    """Return the address of the answer, ``lesson/exercise/item``."""
    return {"recalls": fields.text("recalls", "")}


def missing(item: Item, value: Any) -> str:
    """Return "": nothing is asked."""
    return ""


def judge(item: Item, value: Any, scene: Scene) -> list[Verdict]:
    return []


def seen(item: Item, scene: Scene) -> dict[str, Any]:
    """Return the answer in words; nothing where there is none yet."""
    found = scene.around.elsewhere(item.recalls)
    return {"value": "; ".join(found.said) if found else ""}


def blank(item: Item) -> Blank:
    return Blank(says=("(Look back at your earlier answer.)",))


def short(item: Item) -> Short:
    return Short()


def key(item: Item) -> list[Line]:
    return []


def seconds(item: Item) -> int:
    return 0
