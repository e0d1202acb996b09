"""One look at the disk for one message or one draw: within it nothing is asked for twice.

Without a look every question goes to the disk, since a teacher changes files and another kernel
renames folders. Whoever writes here says ``again``.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class _Look(threading.local):
    seen: dict[tuple[object, ...], object] | None = None  # a message may come in another thread


_look = _Look()


@contextmanager
def one() -> Iterator[None]:
    """Hold one look; a look inside another is part of it."""
    if _look.seen is not None:
        yield
        return
    _look.seen = {}
    try:
        yield
    finally:
        _look.seen = None


def again() -> None:
    """Forget what was seen: this process has changed something, or something was not there."""
    if _look.seen is not None:
        _look.seen = {}


def once(function: Callable[P, T]) -> Callable[P, T]:
    """Let a function that only looks do so once in a look; what it raises is not kept."""

    @functools.wraps(function)
    def looked(*args: P.args, **kwargs: P.kwargs) -> T:
        key = (function, *args, *kwargs.items())
        if _look.seen is not None and key in _look.seen:
            return _look.seen[key]  # type: ignore[return-value]
        found = function(*args, **kwargs)
        if _look.seen is not None:
            _look.seen[key] = found
        return found

    return looked
