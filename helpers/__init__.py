"""What the notebooks of "Why did Stalin exile Trotsky?" import: a handful of names.

``import helpers; helpers.exercise("02/masthead")``. Every name is loaded when it is first used, so
that the first exercise appears at once and pandas and matplotlib wait until a data lab asks.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

# Where each name lives. The only list of them: a new figure is one file and one row here.
_ROOMS = {
    "figures.barcode": ("barcode", "barcode_alt", "repeats"),
    "figures.bulletin": ("bulletin",),
    "figures.calibration": ("calibration",),
    "figures.claim_tree": ("family_tree",),
    "figures.counts": ("counts",),
    "figures.days": ("known", "known_alt"),
    "figures.decision": ("decision",),
    "figures.fates": ("fates",),
    "figures.figure": ("figure",),
    "figures.growth": ("growth",),
    "figures.network": ("network",),
    "figures.revealed": ("revealed",),
    "figures.river": ("river",),
    "figures.route": ("route",),
    "figures.seats": ("timeline",),
    "figures.vote": ("discussion",),
    "paper.frames": ("show",),
    "paper.notes": ("own_words", "replica", "sources", "words"),
    "screen.background": ("note",),
    "screen.bar": ("lesson",),
    "screen.form": ("exercise",),
    "screen.index": ("course",),
    "screen.lab": ("check",),
    "screen.last": ("last_page",),
    "work.tables": ("table",),
}
if "" in sys.path:  # a student's own pandas.py beside the notebook stands behind the real one
    sys.path.remove("")
    sys.path.append("")
_HOME = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"helpers has no '{name}'; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return [*globals(), *__all__]
