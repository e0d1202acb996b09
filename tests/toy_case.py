"""The toy case read by the pure readers alone, for tests that need no course on disk."""

from __future__ import annotations

from pathlib import Path

from helpers.case.read import read_document, read_lesson
from helpers.case.records import Document
from helpers.judge.kinds import read_item

_DATA = Path(__file__).parent / "toy" / "data"

TOY = read_lesson(_DATA / "lessons/01-toy.yaml", [], read_item)
DOCS: dict[str, Document] = {path.stem: read_document(path, [])
                             for path in sorted((_DATA / "documents").glob("*.md"))}
