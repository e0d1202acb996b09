"""Citations: ``[@lewin-1968, 77]`` in a data file, "(Lewin 1968, 77)" on the page.

Entries are CSL-JSON (Citation Style Language), so that any reference manager can read the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

CITATION = re.compile(r"\[@([^\]]+)\]")
# Private characters, which stand in no text; static/dom.js reads them.
NOTE = "\ue000\ue001"
WORD = "\ue002\ue003\ue004"  # before a hard word, between it and its meaning, and after that
BOLD = re.compile(r"\*\*(.+?)\*\*")
OPEN = re.compile(r"\[@[^\]\[]*(?=\[|\Z)")  # before it ends another one begins, or the file ends
Bibliography = Mapping[str, Mapping[str, Any]]


def cited(text: str) -> Iterator[tuple[str, str]]:
    """Go through the (id, locator) pairs of a text.

    >>> list(cited("So it is. [@lewin-1968, 77; @pss-45, 346]"))
    [('lewin-1968', '77'), ('pss-45', '346')]
    """
    for group in CITATION.findall(text):
        for part in group.split(";"):
            key, _, locator = part.strip().removeprefix("@").partition(",")
            yield key.strip(), locator.strip()


def shown(text: str, entries: Bibliography) -> str:
    """Return the text with every citation as a reader sees it; an unknown id stays as it is."""
    return CITATION.sub(lambda found: f"({called(cited(found.group()), entries)})", text)


def noted(text: str, entries: Bibliography) -> str:
    """Return the text with every citation between ``NOTE``, for a page that folds it to a number.

    The blank before it goes: a number stands at the word.
    """
    return CITATION.sub(
        lambda found: f"{NOTE[0]}{called(cited(found.group()), entries)}{NOTE[1]}",
        re.sub(r"\s+(?=\[@)", "", text))


def explained(text: str, meanings: Mapping[str, str]) -> str:
    """Return the text with each **hard word** of the glossary between ``WORD``, with its meaning.

    Words are looked up as they stand, then without regard to capitals or a plural s.
    """
    known = {word.casefold(): meaning for word, meaning in meanings.items()}

    def marked(found: re.Match[str]) -> str:
        word = found[1].casefold()
        meaning = known.get(word) or known.get(word.removesuffix("s"))
        if not meaning:
            return found.group()
        return f"{WORD[0]}{found[1]}{WORD[1]}{meaning}{WORD[2]}"

    return BOLD.sub(marked, text)


class Numbered:
    """Turns citations into numbers, and keeps what the numbers stand for, to be listed below.

    >>> cite = Numbered({"a": {"title": "Book"}})
    >>> cite("So it is. [@a, 7]"), cite.notes
    ('So it is. [1]', ['Book, 7'])
    """

    def __init__(self, entries: Bibliography) -> None:
        self._entries = entries
        self.notes: list[str] = []

    def __call__(self, text: str) -> str:
        """Return the text with a number for each citation; the same citation has one number."""
        return CITATION.sub(self._number, text)

    def _number(self, found: re.Match[str]) -> str:
        note = called(cited(found.group()), self._entries)
        if note not in self.notes:
            self.notes.append(note)
        return f"[{self.notes.index(note) + 1}]"


def called(pairs: Iterable[tuple[str, str]], entries: Bibliography) -> str:
    """Return (id, locator) pairs as a reader sees them."""
    return "; ".join(short(entries.get(key, {"title": key})) + (f", {locator}" if locator else "")
                     for key, locator in pairs)


def short(entry: Mapping[str, Any]) -> str:
    """Return how a citation calls a work: its short title, or author (else site) and year."""
    if entry.get("title-short"):
        return str(entry["title-short"])
    authors = entry.get("author", [])
    names = [author.get("family") or author.get("literal", "") for author in authors]
    who = " and ".join(names[:2]) + (" and others" if len(names) > 2 else "")
    dates = entry.get("issued", {}).get("date-parts", [[]])[0]
    work = who or entry.get("container-title") or entry.get("title", "")
    return f"{work} {dates[0]}" if dates else str(work)
