"""A replica of a text that cannot be shown: our own sentences, each for one line of the original.

``data/specimen.md`` holds them. Wherever the replica is shown it says that it is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .errors import Problem
from .items import no_twins
from .yamlfile import Fields, front_matter, read_text

VOICES = ("reference work", "museum essay", "news feature", "forum", "person quoted",
          "leftover or fragment")
DAMAGE = ("none", "apostrophe lost", "quotation marks lost", "letters lost", "dash lost",
          "who is meant lost", "fused", "cut off")
NAME = "data/specimen.md"
_ID = r"s[0-9]{2}"


@dataclass(frozen=True)
class Sentence:
    """One sentence of a replica: whose line it stands for, its voice, its damage, and the key."""

    id: str
    stands_for: str
    voice: str
    damage: tuple[str, ...]
    text: str
    key: str

    @property
    def number(self) -> str:
        """The number in the id, ``7`` of ``s07``; a misspelt id as it stands."""
        return str(int(self.id[1:])) if re.fullmatch(_ID, self.id) else self.id

    @property
    def shown(self) -> str:
        """The sentence as a row of a grid shows it: number, line it stands for, words."""
        return f"{self.number} ({self.stands_for}). “{self.text}”"


@dataclass(frozen=True)
class Specimen:
    """A replica: what it is called, what is said wherever it is shown, its sentences in order."""

    title: str
    replica: str
    review: str
    sentences: tuple[Sentence, ...]
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


def read_specimen(path: Path, problems: list[Problem]) -> Specimen:
    """Read the replica; every mistake is noted with its line."""
    fields, _ = front_matter(read_text(path, NAME, problems), NAME, (), problems)
    entries = list(fields.each("sentences"))
    sentences = tuple(_sentence(entry) for entry in entries)
    no_twins(entries, [one.id for one in sentences], "sentence")
    found = Specimen(fields.text("title"), fields.text("replica"), fields.text("review"), sentences,
                     fields.lines())
    if not sentences:
        fields.problem("sentences", "is missing; a replica has sentences")
    if "replica" not in found.replica.casefold():
        fields.problem("replica", "must say that this is a replica")
    return fields.closed(found)


def _sentence(fields: Fields) -> Sentence:
    damage = tuple(part.strip() for part in fields.text("damage").split(";"))
    for part in damage:
        if part and part not in DAMAGE:
            fields.problem("damage", f"'{part}' is not one of: {', '.join(DAMAGE)}")
    found = Sentence(fields.text("id"), fields.text("stands_for"),
                     fields.one_of("voice", VOICES), damage, fields.text("text"),
                     fields.text("key"))
    if not re.fullmatch(_ID, found.id):
        fields.problem("id", "must be s and two digits, such as s07")
    return fields.closed(found)
