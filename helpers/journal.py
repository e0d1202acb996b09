"""Where answers live: one JSON line an act, appended and flushed before the page says "Saved".

``notebooks/my-work/<learner>/<lesson>.jsonl`` (``$MY_WORK`` names another folder). A line that was
torn by a crash is skipped and said; nothing is ever rewritten, so nothing can be lost by writing.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from . import library
from .exercises import State, fold
from .records import Act, Exercise
from .yamlfile import CourseError

# Messages can arrive in another thread while a cell runs; one at a time may judge, write, draw.
LOCK = threading.RLock()
DOES = ("draft", "hint", "check", "commit", "try")
_FIRST = ("amber", "brisk", "calm", "clear", "early", "gentle", "keen", "quiet", "steady", "swift")
_SECOND = ("badger", "crane", "finch", "heron", "lark", "linnet", "otter", "plover", "wren", "yew")


@dataclass(frozen=True)
class Pages:
    """What a journal file holds: its acts, and a sentence for each thing wrong with it."""

    acts: tuple[Act, ...]
    warnings: tuple[str, ...]


def folder() -> Path:
    """Return the folder that holds one folder for each learner."""
    named = os.environ.get("MY_WORK")
    return Path(named) if named else library.root() / "notebooks" / "my-work"


def learner() -> str:
    """Return the learner's code: ``$LEARNER``, else the only folder there, else a new one."""
    named = os.environ.get("LEARNER", "")
    if named:
        if not _is_code(named):
            raise CourseError("LEARNER may hold letters, digits and hyphens only, 40 at most.")
        return named
    inside = folder().iterdir() if folder().is_dir() else ()
    here = sorted(p.name for p in inside if p.is_dir() and _is_code(p.name))
    # Two lessons opened at once may each have made a folder; the empty ones are nobody's.
    used = [name for name in here if any((folder() / name).glob("*.jsonl"))]
    here = used or sorted(here, key=lambda name: (folder() / name).stat().st_mtime_ns)[:1]
    if len(here) > 1:
        raise CourseError(
            f"Several learners have answers here ({', '.join(here)}). Set LEARNER to yours and "
            "restart the kernel."
        )
    if here:
        return here[0]
    code = f"{secrets.choice(_FIRST)}-{secrets.choice(_SECOND)}-{secrets.randbelow(90) + 10}"
    (folder() / code).mkdir(parents=True, exist_ok=True)
    return learner()


def _is_code(name: str) -> bool:
    return name.replace("-", "").isalnum() and len(name) <= 40


def adopt(code: str) -> None:
    """Rename the present learner's folder to ``code``; the caller sees that it has no answers."""
    if not _is_code(code):
        raise CourseError("The file names no learner of this course. Nothing was changed.")
    if os.environ.get("LEARNER"):
        raise CourseError(f"LEARNER is set to {learner()}, but the file belongs to {code}. "
                          "Nothing was changed.")
    own = folder() / learner()
    own.mkdir(parents=True, exist_ok=True)
    own.rename(folder() / code)


def path(lesson: str) -> Path:
    """Return the file of one lesson for the present learner."""
    return folder() / learner() / f"{lesson}.jsonl"


def new_act(lesson: str, exercise: str, of: str, step: str, do: str,
            answers: dict[str, object], item: str = "", after: str = "") -> Act:
    """Return an act of the present learner, made now, or just later than ``after``.

    A clock that was put back must not make a new answer older than the one before it.
    """
    now = _stamp(datetime.now(UTC))
    if now <= after:
        now = _stamp(datetime.fromisoformat(after) + timedelta(milliseconds=1))
    return Act(id=str(uuid.uuid4()), at=now, learner=learner(), lesson=lesson, exercise=exercise,
               of=of, step=step, do=do, answers=answers, item=item)


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def append(act: Act) -> None:
    """Write one act to disk; it is there when this returns. Raises ``OSError`` where it cannot."""
    write_lines(path(act.lesson), [line(act)])


def line(act: Act) -> str:
    """Return an act as one line of JSON."""
    kept = {key: value for key, value in asdict(act).items() if value != "" or key == "of"}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def write_lines(target: Path, lines: Iterable[str]) -> None:
    """Append whole lines in a single write, so that two kernels do not mix their lines.

    (Windows seeks and then writes; there a mixed line would be skipped and said.)
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
    handle = os.open(target, flags, 0o644)
    try:
        # A crash may have left half a line; a line break first keeps ours whole.
        size = os.lseek(handle, 0, os.SEEK_END)
        torn = size > 0 and _last_byte(handle, size) != b"\n"
        text = ("\n" if torn else "") + "".join(f"{one}\n" for one in lines)
        # Half an emoji cannot be written as UTF-8; its escape is the same text in JSON.
        rest = text.encode(errors="backslashreplace")
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _last_byte(handle: int, size: int) -> bytes:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)


def read(lesson: str) -> Pages:
    """Return all acts of one lesson; a lesson never begun has none."""
    target = path(lesson)
    if not target.exists():
        return Pages((), ())
    now = target.stat()
    stamp = (now.st_size, now.st_mtime_ns)
    seen, old, pages = _read.get(target, ((0, 0), b"", Pages((), ())))
    if seen != stamp:  # every live exercise asks
        raw = target.read_bytes()
        if not raw.startswith(old) or old[-1:] not in (b"", b"\n"):
            old, pages = b"", Pages((), ())  # not the file we knew with lines added
        new = parse(raw[len(old):].decode("utf-8", errors="replace"), f"{lesson}.jsonl",
                    first=old.count(b"\n") + 1)
        pages = Pages(pages.acts + new.acts, pages.warnings + new.warnings)
        _read[target] = (stamp, raw, pages)
    return pages


_read: dict[Path, tuple[tuple[int, int], bytes, Pages]] = {}


def state(exercise: Exercise) -> State:
    """Return the present learner's state in one exercise."""
    return fold(act for act in read(exercise.lesson).acts if act.exercise == exercise.id)


def parse(text: str, name: str, first: int = 1) -> Pages:
    """Read journal lines, numbered from ``first``; what is not an act is skipped and said."""
    acts, warnings = [], []
    for number, one in enumerate(text.split("\n"), start=first):
        if one.strip():
            act = _act(one)
            if act:
                acts.append(act)
            else:
                warnings.append(
                    f"{name}, line {number} is damaged and was skipped; all other answers are here."
                )
    return Pages(tuple(acts), tuple(warnings))


def _act(one: str) -> Act | None:
    try:
        found = json.loads(one)
        act = Act(**found)
    except (ValueError, TypeError, RecursionError):
        return None
    texts = (act.id, act.at, act.learner, act.lesson, act.exercise, act.of, act.step, act.do,
             act.item, act.course)
    sound = (
        all(isinstance(text, str) and len(text) <= 80 for text in texts)
        and type(act.v) is int and act.v == 1
        and act.course == Act.course and act.do in DOES and _is_time(act.at)
        and isinstance(act.answers, dict) and all(isinstance(k, str) for k in act.answers)
    )
    return act if sound else None


def _is_time(text: str) -> bool:
    """Tell whether a text is a time as we write it; ``new_act`` must be able to go on from it."""
    try:
        return _stamp(datetime.fromisoformat(text)) == text < "2200"
    except ValueError:
        return False


def union(lesson: str, lines: Iterable[Act]) -> int:
    """Add the acts that are not in the journal yet; return how many were added."""
    have = {act.id for act in read(lesson).acts}
    new = {act.id: line(act) for act in lines if act.id not in have}
    if new:
        write_lines(path(lesson), new.values())
    return len(new)
