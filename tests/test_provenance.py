"""What the course made of the two real pages, held against the pages themselves.

These tests need the pages' text as ``page-a.txt`` and ``page-b.txt`` in ``../shared/pages`` beside
the course; the text is not ours to store, so without it they skip and say so.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from helpers.case import shingles
from helpers.work import library, tables

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT.parent / "shared" / "pages").glob("page-?.txt"))
needs_pages = pytest.mark.skipif(
    not PAGES, reason="the two pages are not here: ../shared/pages is absent")


@needs_pages
def test_the_table_is_a_count_of_the_pages() -> None:
    lines = tables.table("page_sentences")
    parts = re.compile(r"(?:(?<=[.?!])|(?<=[.?!][\"”)]))(?<!St\.)(?<!Robert O\.)(?<!Aug\.)\s+")
    for path in PAGES:
        page = path.stem[-1].upper()
        text = path.read_text(encoding="utf-8")
        assert text.isascii()
        found = [one for row in text.split("\n") for one in parts.split(row.strip()) if one]
        rows = lines[lines.page == page]
        whole = [(len(one.split()), hashlib.sha1(one.encode()).hexdigest()[:10]) for one in found]
        table = list(zip(rows.n_words.astype(int), rows.sha1_10, strict=True))
        assert whole == table
        assert rows.straight_apostrophes.astype(int).sum() == text.count("'")


@needs_pages
def test_the_file_of_hashes_holds_every_run_of_the_two_pages_and_no_other() -> None:
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    assert {code for text in texts for code in shingles.hashes(text)} == library.shingles()
    assert sum(len(shingles.hashes(text)) for text in texts) == 3698


def _runs(text: str) -> set[tuple[str, ...]]:
    plain = re.sub(r"['’‘]", "", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return {tuple(words[i : i + 9]) for i in range(len(words) - 8)}


def test_a_run_of_nine_words_is_found_whatever_its_points_and_case() -> None:
    assert _runs("One two, three four. Five SIX seven eight don't") == _runs(
        "one two three four five six seven eight dont")


@needs_pages
def test_no_nine_words_in_a_row_are_taken_from_the_two_pages() -> None:
    theirs = set().union(*(_runs(p.read_text(encoding="utf-8")) for p in PAGES))
    assert len(theirs) > 1000
    files = [p for folder in ("data", "notebooks") for p in sorted((ROOT / folder).rglob("*"))
             if p.suffix in (".csv", ".json", ".yaml", ".md", ".ipynb")
             and not {"documents", "my-work", ".ipynb_checkpoints"} & set(p.parts)]
    assert any(p.suffix == ".ipynb" for p in files)
    copied = {}
    for path in files:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".ipynb":
            text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
        if shared := _runs(text) & theirs:
            copied[path.name] = sorted(" ".join(run) for run in shared)
    assert copied == {}
