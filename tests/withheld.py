"""What nobody may read of a question before it is answered, for tests that look for leaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

_NAMES = {"because", "hints", "rubric", "otherwise", "model", "solution", "adds"}


def withheld(record: Any, name: str = "") -> Iterator[str]:
    """Go through the reasons, hints and models in a record and in all that it holds."""
    if isinstance(record, str):
        if name in _NAMES and record:
            yield record
    elif is_dataclass(record):
        for field in fields(record):
            yield from withheld(getattr(record, field.name), field.name)
    elif isinstance(record, tuple):
        for one in record:
            yield from withheld(one, name)
