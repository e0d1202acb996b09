"""Bibliography, finished references, glossary and the course's id, as their files say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from .citations import short
from .errors import Problem
from .yamlfile import read_text

BIBLIOGRAPHY = "data/bibliography.json"
REFERENCES = "data/references.json"  # made of it by ``python -m helpers references``


def read_bibliography(path: Path, problems: list[Problem]) -> dict[str, dict[str, Any]]:
    """Read the CSL-JSON file; sound entries are returned, mistakes are noted."""
    name = BIBLIOGRAPHY
    text = read_text(path, name, problems) or "[]"
    try:
        entries = json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        problems.append(Problem(name, line, "", "is not well-formed JSON here; look for a missing "
                                                "or extra comma or quotation mark"))
        return {}
    found: dict[str, dict[str, Any]] = {}
    lines = text.splitlines()
    for entry in entries if isinstance(entries, list) else []:
        key = str(entry.get("id", "")) if isinstance(entry, dict) else ""
        if not key or not entry.get("title"):
            problems.append(Problem(name, _line_of(key, lines), "title",
                                    "every entry needs an id and a title"))
        elif key in found:
            problems.append(Problem(name, _line_of(key, lines, second=True), "id",
                                    f"two entries are '{key}'; rename one"))
        else:
            try:
                short(entry)
                found[key] = entry
            except (AttributeError, IndexError, TypeError):
                problems.append(Problem(
                    name, _line_of(key, lines), "author",
                    "author must be a list of names and issued a list of dates, as in CSL-JSON"))
    return found


def read_references(path: Path, _: list[Problem]) -> dict[str, str]:
    """Read the finished references by id; none where the file is missing or spoilt.

    That is no mistake in a lesson, which then shows the title; ``check`` says what to run.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {key: text for key, text in found.items() if isinstance(text, str)} if isinstance(
        found, dict) else {}


def _line_of(key: str, lines: list[str], second: bool = False) -> int:
    places = [n for n, row in enumerate(lines, start=1) if f'"id": "{key}"' in row] or [1]
    return places[1] if second and len(places) > 1 else places[0]


def read_glossary(path: Path, problems: list[Problem]) -> dict[str, str]:
    """Read the glossary; ``check`` holds its rows against ``data/datapackage.json``."""
    import csv  # only the glossary needs it at run time

    rows = list(csv.DictReader(read_text(path, "data/glossary.csv", problems).splitlines()))
    if rows and not {"word", "meaning"} <= rows[0].keys():
        problems.append(Problem("data/glossary.csv", 1, "word", "the first line must be "
                                "word,meaning"))
        return {}
    return {row["word"].strip(): (row["meaning"] or "").strip() for row in rows}


def read_course(path: Path, problems: list[Problem]) -> str:
    """Read the course's id from the data package; the other rules of that file are not for here."""
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        found = package.get("course") or package.get("name")
    except (OSError, ValueError, AttributeError):
        found = None
    if isinstance(found, str) and _COURSE_ID.fullmatch(found):
        return found
    problems.append(Problem("data/datapackage.json", 1, "course", "must be the course's id, in "
                            "small letters, digits and hyphens, so that answers can name it"))
    return ""


_COURSE_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")  # also part of a key in the browser
