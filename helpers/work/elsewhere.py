"""What stands around an exercise: documents, answers elsewhere, wording not to copy."""

from __future__ import annotations

from ..case.errors import CourseError
from ..case.records import Exercise
from ..judge import values
from ..judge.scene import Answer, Around
from . import journal, library


def around(exercise: Exercise) -> Around:
    """Return what an exercise needs of the course to be judged and shown."""
    return Around(library.documents_of(exercise), library.cite, answer, taken(),
                  hard_words(exercise))


def hard_words(exercise: Exercise) -> dict[str, str]:
    """Return the hard words of an exercise's lesson with their meanings.

    ``check`` names those that the glossary lacks; an exercise opens without them.
    """
    try:
        meanings = library.glossary()
        return {word: meanings[word] for word in library.lesson(exercise.lesson).words
                if word in meanings}
    except (CourseError, OSError):
        return {}


def taken() -> frozenset[str]:
    """Return the hashes of wording that a page must not copy; none where the file is spoilt.

    ``check`` names what is wrong with the file; an exercise opens without it.
    """
    try:
        return library.shingles()
    except (CourseError, OSError):
        return frozenset()


def answer(address: str) -> Answer | None:
    """Return a committed answer by its address, ``02/exit/claim``, or None."""
    exercise_address, _, item_id = address.rpartition("/")
    exercise = library.exercise(exercise_address)
    state = journal.state(exercise)
    for step, item in exercise.items():
        if item.id == item_id and step.id in state.frozen:
            value = values.value_of(item, step, exercise, state)
            if value is None:
                return None  # an answer to an older question, which fits no more
            words = values.said(item, value, Around(library.documents_of(exercise)))
            return Answer(item, value, tuple(words))
    return None
