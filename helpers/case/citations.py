"""Citations: ``[@lewin-1968, 77]`` in a data file, "(Lewin 1968, 77)" on the page.

Entries are CSL-JSON (Citation Style Language), so that any reference manager can read the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

CITATION = re.compile(r"\[@([^\]]+)\]")
NOTE = "\ue000\ue001"  # private characters, which stand in no text; static/dom.js reads them
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
