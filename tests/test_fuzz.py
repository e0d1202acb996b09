"""Whatever stands in a file of a course, every way into it ends well or in one sentence.

Each example spoils one file of a course by chance and then goes all the ways that a teacher and a
student go. A hundred run with the suite, a few thousand with ``pytest -m long``.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import helpers
from helpers import __main__ as command_line
from helpers.case.errors import CourseError
from helpers.paper.markup import Html, sentence
from helpers.work import library

ROOT = Path(__file__).resolve().parent.parent
COURSES = {"toy": ROOT / "tests/toy", "exile": ROOT}
JUNK = ["", "x", "[]", "{}", "- a", "null", "&a [*a]", "{a: 1}: b", "!!python/object:os.system x",
        "🙂", "'", '"', "[@x", "[@diary-1901; @ x]", "[@]", "../../x", "a: b: c", "-1", "1e999",
        "²", "<<<<<<< HEAD", "a;b;c", "24/12/1922", "---", "## Text", "\u2028", "\x00",
        "=HYPERLINK()", "9" * 400, "01/predict/who", "*/x", "true"]
VALUES: list[Any] = [None, True, 0, -1.5, "", "x", [], {}, [[]], [None], {"id": None}, "../x",
                     "http://x.org/y.csv", "people.csv", [{"x": []}], "9" * 400]


# -- one file, spoilt -------------------------------------------------------------------------


def lines(text: str, luck: random.Random) -> str:
    """Lose, double, move or replace some lines, or the value of a field."""
    found = text.split("\n")
    for _ in range(luck.choice((1, 1, 2, 4))):
        place, other = luck.randrange(len(found)), luck.randrange(len(found))
        indent = found[place][: len(found[place]) - len(found[place].lstrip())]
        how = luck.randrange(6)
        if how == 0:
            del found[place]
        elif how == 1:
            found.insert(other, found[place])
        elif how == 2:
            found[place], found[other] = found[other], found[place]
        elif how == 3:
            found[place] = f"{found[place].partition(':')[0]}: {luck.choice(JUNK)}"
        elif how == 4:
            found[place] = indent + luck.choice(("", "- ", "x: ")) + luck.choice(JUNK)
        else:
            found[place] = luck.choice(("  ", "\t", " - ")) + found[place]
        found = found or [""]
    return "\n".join(found)


def letters(text: str, luck: random.Random) -> str:
    """Cut, lose or add a few characters."""
    start = luck.randrange(len(text) + 1)
    end = min(len(text), start + luck.choice((0, 1, 3, 40)))
    return luck.choice((text[:start], text[start:], text[:start] + luck.choice(JUNK) + text[end:]))


def nodes(text: str, luck: random.Random) -> str:
    """Replace, lose or double some value of a JSON file."""
    whole = json.loads(text)
    places: list[tuple[Any, Any]] = []
    waiting = [whole]
    while waiting:
        one = waiting.pop()
        keys = one if isinstance(one, dict) else range(len(one))
        places += [(one, key) for key in keys]
        waiting += [one[key] for key in keys if isinstance(one[key], dict | list)]
    holder, key = luck.choice(places)
    if luck.randrange(3):
        holder[key] = luck.choice(VALUES)
    elif isinstance(holder, list) and luck.randrange(2):
        holder.append(holder[key])
    else:
        del holder[key]
    return json.dumps(whole, indent=luck.choice((None, 1, "\t")), ensure_ascii=False)


def cells(text: str, luck: random.Random) -> str:
    """Save a table as a spreadsheet would."""
    way: Callable[[str], str] = luck.choice((
        lambda t: t.replace(",", ";"), lambda t: t.replace(",", "\t"), str.upper,
        lambda t: t.replace("\n", ",,\n") + ",,,\n,,,\n", lambda t: t.replace('"', ""),
        lambda t: t.replace("1901-", "1/2/").replace("1922-12-24", "24.12.1922"),
        lambda t: t.replace(",", " , ", 1), lambda t: t.replace("\n", "\r\n\r\n")))
    return way(text)


def spoil(course: Path, seed: int) -> str:
    """Spoil one file of a course; return its name and what was done."""
    luck = random.Random(seed)
    files = sorted(p for part in ("data", "notebooks") for p in (course / part).rglob("*")
                   if p.is_file() and "my-work" not in p.parts)
    kinds = sorted({path.suffix for path in files})
    kind = luck.choice(kinds)
    path = luck.choice([one for one in files if one.suffix == kind])
    text = path.read_text(encoding="utf-8")
    how = luck.randrange(20)
    done = f"{path.relative_to(course)} (seed {seed})"
    if how == 0:
        path.unlink()
        if luck.randrange(2):
            path.mkdir()
    elif how == 1:
        other = luck.choice((b"", b"\xff", b"\x00" * 9, text.encode("utf-16"),
                             text.encode("utf-8-sig"), b"[" * 100_000, b"{" * 999 + b"}" * 999))
        path.write_bytes(other)
    elif how == 2:
        path.rename(path.with_name(luck.choice((f"{path.name}.txt", f"x{path.name}", "02-x.yaml"))))
    else:
        own = {".json": nodes, ".ipynb": nodes, ".csv": cells}.get(path.suffix, lines)
        way = luck.choice((own, own, lines, letters))
        path.write_text(way(text, luck), encoding="utf-8", newline="")
    return done


# -- all ways into a course -------------------------------------------------------------------


def command(*arguments: str) -> tuple[str, bool]:
    """Run a command; return what it says and whether it went well."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        well = command_line.main([*arguments]) == 0
    return out.getvalue(), well


def call(name: str, *arguments: str) -> tuple[str, bool]:
    """Call what a notebook calls; return what it says where it cannot, and whether it went well."""
    try:
        shown = getattr(helpers, name)(*arguments)
    except CourseError as error:
        return str(error), False
    refused = isinstance(shown, Html) and shown.html == sentence(shown.text).html
    return (shown.text, False) if refused else ("", True)


def ways(course: Path, lesson: str) -> list[tuple[str, ...]]:
    """Return every way into one lesson and its tables: commands, then calls of a notebook."""
    found: list[tuple[str, ...]] = [
        ("teacher", lesson, "--out", str(course / "out")), ("claims", lesson), ("sources", lesson),
        ("words", lesson), ("lesson", lesson), ("course",)]
    with contextlib.suppress(CourseError):
        found += [("table", name) for name in library.package().tables]
    with contextlib.suppress(CourseError):
        record = library.lesson(lesson)
        found += [("exercise", exercise.address) for exercise in record.exercises]
        found += [("note", f"{lesson}/{name}") for name in record.notes]
    return found


def go(course: Path, seed: int, most: int = 99) -> None:
    """Spoil a file of a course, and hold that no way in ends in an error of ours.

    Where ``check`` finds no mistake, every way ends well.
    """
    library._cache.clear()
    done, luck = spoil(course, seed), random.Random(seed)
    checked, sound = command("check")
    for line in checked.splitlines():
        assert re.match(r"(data|notebooks|README)\S*, line \d+\D|Mistakes: ", line), (done, line)
    found = ways(course, luck.choice(sorted(library.lesson_files()) or ["01"]))
    for way in luck.sample(found, min(most, len(found))):
        said, well = (command if way[0] in ("teacher", "claims") else call)(*way)
        assert well or not sound, f"{done}: check finds nothing, {way}: {said}"
        assert well or said.strip().count("\n") == 0, f"{done}: {way}: {said}"


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Return a way to copy a course, which then is the course."""
    def copy(name: str) -> Path:
        for part in ("data", "notebooks"):
            shutil.copytree(COURSES[name] / part, tmp_path / name / part,
                            ignore=shutil.ignore_patterns("my-work", ".ipynb_checkpoints"))
        monkeypatch.setenv("COURSE", str(tmp_path / name))
        return tmp_path / name
    return copy


@pytest.mark.parametrize("seed", range(100))
def test_a_spoilt_file_is_a_sentence_wherever_it_is_read(
        copied: Callable[[str], Path], seed: int) -> None:
    go(copied("toy"), seed)


@pytest.mark.long
@pytest.mark.parametrize(("course", "seed", "most"), [
    *(("toy", 1000 + n, 99) for n in range(2000)), *(("exile", n, 6) for n in range(1000))])
def test_every_file_of_both_courses_can_be_spoilt(
        copied: Callable[[str], Path], course: str, seed: int, most: int) -> None:
    go(copied(course), seed, most)
