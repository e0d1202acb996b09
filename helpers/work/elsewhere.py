"""Answers given elsewhere in the course, and the wording that a rebuilt page must not copy."""

from __future__ import annotations

from ..case.errors import CourseError
from ..case.records import Item
from ..judge import said, states
from . import journal, library


def taken() -> frozenset[str]:
    """Return the hashes of wording that a page must not copy; none where the file is spoilt.

    ``check`` names what is wrong with the file; an exercise opens without it.
    """
    try:
        return library.shingles()
    except (CourseError, OSError):
        return frozenset()


def answer(address: str) -> states.Answer | None:
    """Return a committed answer by its address, ``02/exit/claim``, or None."""
    exercise_address, _, item_id = address.rpartition("/")
    exercise = library.exercise(exercise_address)
    state = journal.state(exercise)
    for step, item in exercise.items():
        if item.id == item_id and step.id in state.frozen:
            value = states.value_of(item, step, exercise, state)
            words = said.said(item, value, words_of(item))
            return states.Answer(item, value, tuple(words))
    return None


def words_of(item: Item) -> list[str]:
    """Return the words that are marked in an item, as marks count them."""
    if item.kind != "mark":
        return []
    return " ".join(item.passage or library.document(item.document).text).split()
