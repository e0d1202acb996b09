"""What is known of a document before it is read: the rows of its card."""

from __future__ import annotations

from collections.abc import Collection

from . import dates
from .records import Document

# What a reader needs at once: who speaks, when, to whom, and how it comes to us.
FIRST = ("Who", "Written", "For whom", "How it reached us")
ROWS = ("Who", "Written", "About", "Kind of text", "For whom", "How it reached us",
        "First printed", "Edition", "This text")


def attribution(document: Document, hides: Collection[str] = ()) -> list[tuple[str, str]]:
    """Return what is known of a document before reading it, as (name, text) rows."""
    d = document
    texts = (
        f"{d.author}, {d.role_then}",
        dates.spoken(d.written),
        "" if d.event == d.written else f"events of {dates.spoken(d.event)}",
        d.genre,
        d.audience,
        "; ".join(d.transmission),
        "; ".join(d.published),
        d.edition,
        f"{_said_text(d)} {d.review}.",
    )
    return [row for row in zip(ROWS, texts, strict=True) if row[1] and row[0] not in hides]


def _said_text(document: Document) -> str:
    if document.text_is == "summary":
        return "A summary in our own words; not the wording of the document."
    if document.text_is == "invented":
        return "Invented for practice; no such document exists."
    return document.translation.rstrip(".") + "."
