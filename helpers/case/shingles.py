"""Finds the wording of the two real pages in a text without storing their text.

``data/shingles.txt`` holds a short hash of every run of eight words of the pages (shingles, as in
Broder, Glassman, Manasse and Zweig, "Syntactic clustering of the web", 1997). One hit may be chance
or a common phrase; two neighbouring hits are nine words in a row, and that is copying. Pure.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from pathlib import Path

from .errors import Problem
from .yamlfile import read_text, unread

RUN = 8  # words of one run
DIGITS = 8  # hexadecimal digits kept of its SHA-256
NAME = "data/shingles.txt"


def words(text: str) -> list[str]:
    """Return the words of a text: apostrophes and non-ASCII dropped, then runs of a-z and 0-9.

    The real pages lost these characters, so a text that still has them gives the same words.
    """
    plain = re.sub("['’‘ʼ]", "", text).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", plain)


def hashes(text: str) -> list[str]:
    """Return the hash of each run of eight words, in the order of the text."""
    found = words(text)
    return [_short(found[n : n + RUN]) for n in range(len(found) - RUN + 1)]


def _short(run: list[str]) -> str:
    return hashlib.sha256(" ".join(run).encode()).hexdigest()[:DIGITS]


def copied(text: str, known: Collection[str], least: int = RUN + 1) -> list[str]:
    """Return each stretch of at least ``least`` words in a row that ``known`` runs make up."""
    hits = [code in known for code in hashes(text)] if known else []
    found, stretches, start = words(text), [], 0
    for n, hit in enumerate([*hits, False]):
        if not hit:
            if n > start and n - start + RUN - 1 >= least:
                stretches.append(" ".join(found[start : n + RUN - 1]))
            start = n + 1
    return stretches


def shared(text: str, other: str) -> str:
    """Return the first eight words in a row that two folded texts share, or nothing."""
    found = text.split()
    runs = (" ".join(found[n : n + RUN]) for n in range(len(found) - RUN + 1))
    return next((run for run in runs if f" {run} " in f" {other} "), "")


def read_shingles(path: Path, problems: list[Problem]) -> frozenset[str]:
    """Read the file of hashes, one a line; a course without the file has none."""
    lines = read_text(path, NAME, problems).rstrip("\n").split("\n") if path.exists() else []
    form, last = re.compile(f"[0-9a-f]{{{DIGITS}}}"), ""
    for number, line in enumerate(lines if lines != [""] else [], start=1):
        wrong = "" if form.fullmatch(line) else f"must be {DIGITS} of the characters 0-9 and a-f"
        wrong = wrong or ("must be sorted, each line once" if line <= last else "")
        if wrong:
            unread(NAME, number, wrong, problems)
            return frozenset()
        last = line
    return frozenset(lines) - {""}
