"""What the notebooks of "Why did Stalin exile Trotsky?" import: a handful of names.

``import helpers; helpers.exercise("02/masthead")``. Every name is loaded when it is first used, so
that the first exercise appears at once and pandas and matplotlib wait until a data lab asks.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .bar import lesson
    from .days import known, known_alt
    from .figures import figure, timeline
    from .form import exercise
    from .index import course
    from .labs import check, show, table
    from .notes import note, own_words, replica, sources, words
    from .pages import barcode, barcode_alt, repeats
    from .series import discussion, growth
    from .streams import river
    from .trees import family_tree

__all__ = [
    "barcode", "barcode_alt", "check", "course", "discussion", "exercise", "family_tree", "figure",
    "growth", "known", "known_alt", "lesson", "note", "own_words", "repeats", "replica", "river",
    "show", "sources", "table", "timeline", "words",
]

_HOME = {
    "barcode": "pages", "barcode_alt": "pages", "check": "labs", "course": "index",
    "discussion": "series", "exercise": "form", "family_tree": "trees", "figure": "figures",
    "growth": "series", "known": "days", "known_alt": "days", "lesson": "bar", "note": "notes",
    "own_words": "notes", "repeats": "pages", "replica": "notes", "river": "streams",
    "show": "labs", "sources": "notes", "table": "labs", "timeline": "figures", "words": "notes",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"helpers has no '{name}'; it has {', '.join(__all__)}")
