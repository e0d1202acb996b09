"""What ``check`` says of the replica and of wording taken from the two real pages.

Every file of ``data`` and ``notebooks`` and the README at the top are read; a notebook by its
sources and its stored texts. The rules stand in ``shingles`` and ``specimen``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

from ..case import shingles, specimen
from ..case.csvfile import read_sheet
from ..case.errors import Problem
from ..case.records import Lesson
from ..case.yamlfile import read_text
from ..work import library, notebook

_TEXTS = (".csv", ".json", ".md", ".yaml", ".yml")
_NOT_OURS = ("my-work", ".ipynb_checkpoints")


def problems(lessons: Sequence[Lesson]) -> list[Problem]:
    """Return what is wrong with the replica and the hashes, and every copied stretch of words."""
    root, found = library.root(), list[Problem]()
    known = shingles.read_shingles(root / shingles.NAME, found)
    for path in files(root) if known else ():
        text = written(path)
        for stretch in shingles.copied(text, known):
            found.append(Problem(path.relative_to(root).as_posix(), line_of(stretch, text), "",
                                 f"takes words from the two pages: “{stretch}”; write your own"))
    shown = any("helpers.replica(" in source for one in lessons
                for _, source in notebook.cells(one.slug))
    if shown and not (root / shingles.NAME).exists():
        found.append(Problem(shingles.NAME, 1, "", "is missing; without it no copying is found"))
    if shown or (root / specimen.NAME).exists():
        found += _replica(specimen.read_specimen(root / specimen.NAME, found), root, lessons)
    return found


def files(root: Path) -> list[Path]:
    """Return the files whose words must be our own."""
    folders = (root / "data", root / "notebooks")
    inside = [p for folder in folders for p in sorted(folder.rglob("*"))
              if p.suffix in (*_TEXTS, ".ipynb")
              and not set(_NOT_OURS) & set(p.relative_to(root).parts)]
    return [*inside, *root.glob("README.md")]


def written(path: Path) -> str:
    """Return the words of a file; of a notebook its cells' sources and stored texts."""
    text = read_text(path, path.name, [])
    if path.suffix != ".ipynb":
        return text
    try:
        cells = json.loads(text)["cells"]
        parts = ["".join(cell["source"]) for cell in cells]
        for output in (one for cell in cells for one in cell.get("outputs", ())):
            data = output.get("data", {})
            page = re.sub("<[^>]*>", " ", "".join(data.get("text/html", "")))
            parts += ["".join(output.get("text", "")), "".join(data.get("text/plain", "")),
                      unescape(page)]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return ""  # no notebook of ours; Jupyter would not open it either
    return "\n".join(parts)


def line_of(stretch: str, text: str) -> int:
    """Return the line on which a stretch of words begins; 1 where it cannot be told."""
    wanted, seen = stretch.split(), list[tuple[str, int]]()
    for number, row in enumerate(text.split("\n"), start=1):
        seen += [(word, number) for word in shingles.words(row)]
    plain = [word for word, _ in seen]
    starts = (n for n in range(len(plain)) if plain[n : n + len(wanted)] == wanted)
    return next((seen[n][1] for n in starts), 1)


def _replica(found: specimen.Specimen, root: Path,
             lessons: Sequence[Lesson]) -> Iterator[Problem]:
    """Say where a sentence stands for no line, or a lesson shows it in other words."""
    table = read_sheet(root / "data" / "page_sentences.csv", "", [], ("sentence_id",))
    lines = {row["sentence_id"] for _, row in table.rows}
    for n, one in enumerate(found.sentences):
        if lines and one.stands_for not in lines:
            line = found.lines.get(f"sentences/{n}/stands_for", 1)
            yield Problem(specimen.NAME, line, "stands_for", f"'{one.stands_for}' is no line of "
                                                             "data/page_sentences.csv")
    shown = {one.id: one.shown for one in found.sentences}
    for lesson in lessons:
        for item in (item for exercise in lesson.exercises for _, item in exercise.items()):
            for row in item.rows:
                if shown.get(row.id, row.text) != row.text:
                    yield Problem(lesson.file, item.line, row.id,
                                  f"must read as in {specimen.NAME}: {shown[row.id]}")
