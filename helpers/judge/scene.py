"""What stands around a question while it is judged, shown or printed. Plain records, pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..case.records import Document, Exercise, Item, Step
from .states import State, texts_open


@dataclass(frozen=True)
class Answer:
    """An answer given elsewhere in the course: its item, its value, and how it is said."""

    item: Item
    value: Any
    said: tuple[str, ...]


Elsewhere = Callable[[str], Answer | None]  # by address: lesson/exercise/item


def nowhere(_: str) -> Answer | None:
    """Find no answer: what stands in for the rest of the course where there is none."""
    return None


@dataclass(frozen=True)
class Around:
    """The rest of the course, as far as one exercise needs it.

    ``cite`` turns citations into what a reader sees; ``taken`` are the hashes of wording that a
    rebuilt page must not copy (see ``shingles``); ``words`` are the lesson's hard words with their
    meanings.
    """

    documents: Mapping[str, Document] = field(default_factory=dict)
    cite: Callable[[str], str] = str
    elsewhere: Elsewhere = nowhere
    taken: frozenset[str] = frozenset()
    words: Mapping[str, str] = field(default_factory=dict)


_EXERCISE = Exercise("", "", 0, "", "", "", (), (), ())
_STEP = Step("", (), False, False, "", (), "", ())


@dataclass(frozen=True)
class Scene:
    """Where an item stands: its exercise and step, what the learner did there, the course."""

    exercise: Exercise = _EXERCISE
    step: Step = _STEP
    state: State = field(default_factory=State)
    around: Around = field(default_factory=Around)

    @property
    def frozen(self) -> bool:
        """Tell whether the item's step is committed."""
        return self.step.id in self.state.frozen

    @property
    def open(self) -> bool:
        """Tell whether the texts of the exercise may be shown."""
        return texts_open(self.exercise, self.state)

    def committed(self, item_id: str) -> Any:
        """Return what was committed for another item of the exercise, unchecked, or None."""
        for step, item in self.exercise.items():
            if item.id == item_id and step.id in self.state.frozen:
                return self.state.frozen[step.id].answers.get(item_id)
        return None


def passage(item: Item, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """Return the paragraphs whose words are marked: the item's own, or those of its document."""
    return item.passage or (documents[item.document].text if item.document in documents else ())


@dataclass(frozen=True)
class Blank:
    """A question on paper, in the order it is printed: sentences, boxes, a table, empty lines.

    ``how`` is added to the question; ``after`` stands below the boxes.
    """

    how: str = ""
    passage: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: int = 0


@dataclass(frozen=True)
class Short:
    """The answers to a question on the short key; a grid's stand in its cells."""

    right: tuple[str, ...] = ()
    arguable: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


Line = tuple[str, str, str]  # of the whole key: mark, answer, because


def marked(mark: str, tag: str) -> str:
    """Return a mark with the belief behind it, as the whole key prints both."""
    return f"{mark} ({tag})" if tag else mark
