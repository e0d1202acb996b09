"""Where answers live: one JSON line an act, appended and flushed before the page says "Saved".

``notebooks/my-work/<learner>/<lesson>.jsonl`` (``$MY_WORK`` names another folder). A line that was
torn by a crash is skipped and said. Nothing that was saved is ever rewritten, so nothing can be
lost by writing; a line that could not be saved whole is blanked.
"""

from __future__ import annotations

import contextlib
import errno
import json
import math
import os
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..case.errors import CourseError
from ..case.records import Act, Exercise
from ..judge.states import State, fold, in_order
from . import library, look
from .learners import LOCK as LOCK
from .learners import codes_before, folder, journals, learner

DOES = ("draft", "hint", "check", "commit", "try")
LARGEST_WARNINGS = 3  # sentences about damaged lines that are shown


@dataclass(frozen=True)
class Entries:
    """What a journal file holds: its acts, and a sentence for each thing wrong with it."""

    acts: tuple[Act, ...]
    warnings: tuple[str, ...]
    faults: tuple[str, ...] = ()  # the kind of each warning: torn, damaged, version or course

    def told(self) -> list[str]:
        """Return the first few warnings and how many more there are."""
        more = len(self.warnings) - LARGEST_WARNINGS
        rest = [f"{more} more {'line was' if more == 1 else 'lines were'} skipped as well."]
        return [*self.warnings[:LARGEST_WARNINGS], *(rest if more > 0 else ())]


def path(lesson: str) -> Path:
    """Return the file of one lesson for the present learner."""
    return folder() / learner() / f"{lesson}.jsonl"


def new_act(lesson: str, exercise: str, of: str, step: str, do: str,
            answers: dict[str, object], item: str = "", after: str = "") -> Act:
    """Return an act of the present learner, made now, or just later than ``after``.

    A clock that was put back must not make a new answer older than the one before it. Raises
    ``CourseError`` where the calendar has no later time.
    """
    now = _stamp(datetime.now(UTC))
    if now <= after:
        now = _stamp(datetime.fromisoformat(after) + timedelta(milliseconds=1))
    if not _is_time(now):
        raise CourseError("The calendar ends here, so nothing can be saved: set this computer's "
                          "clock right, or start the lesson afresh in its first cell.")
    return Act(id=str(uuid.uuid4()), at=now, learner=learner(), lesson=lesson, exercise=exercise,
               of=of, step=step, do=do, answers=answers, course=library.course(), item=item)


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def append(act: Act) -> None:
    """Write one act to disk; when this returns it is there and can be read back.

    Raises ``OSError`` where it cannot.
    """
    _write(act.lesson, [act])


def _write(lesson: str, acts: list[Act]) -> None:
    lines = [line(act) for act in acts]
    try:
        write_lines(path(lesson), lines)
    except FileNotFoundError:  # another kernel has just renamed the folder: ask where it is now
        look.again()
        write_lines(path(lesson), lines)
    finally:
        look.again()
    if not {act.id for act in acts} <= {act.id for act in read(lesson).acts}:
        raise OSError(errno.EIO, "what was written cannot be read back")


def warnings(lesson: str) -> list[str]:
    """Return what a learner must be told of a lesson's file: it cannot be written, is damaged."""
    closed = _closed(lesson)
    return [*([closed] if closed else []), *read(lesson).told()]


def unsaved(lesson: str, error: OSError) -> str:
    """Return what to do about an answer that could not be written."""
    return _closed(lesson) or (f"It could not be written to disk ({error.strerror}). Free some "
                               "space or check the folder my-work, then try again.")


def _closed(lesson: str) -> str:
    """Return the sentence on a file that cannot be written, or nothing; one can still read on."""
    target = path(lesson)
    if os.access(target.parent, os.W_OK) and (
            target.name not in journals(learner()) or os.access(target, os.W_OK)):
        return ""
    return (f"Nothing can be saved here, for {target.parent} cannot be written. You can read "
            "everything; to keep answers, copy the whole course folder to a place of your own, or "
            "set MY_WORK to a folder of your own, and start again.")


def line(act: Act) -> str:
    """Return an act as one line of JSON."""
    kept = {key: value for key, value in asdict(act).items() if value != "" or key == "of"}
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    # Half an emoji cannot be written as UTF-8; its escape is the same text in JSON.
    return text.encode(errors="backslashreplace").decode()


def write_lines(target: Path, lines: Iterable[str]) -> None:
    """Append whole lines in a single write, so that two kernels do not mix their lines.

    (Windows seeks and then writes; there a mixed line would be skipped and said.) Raises
    ``OSError`` where they are not all on disk; then none of them stays in the file.
    """
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
    handle = os.open(target, flags, 0o644)
    pieces: list[tuple[int, int]] = []  # where ours begin, and their bytes
    try:
        # A crash may have left half a line; a line break first keeps ours whole.
        size = os.lseek(handle, 0, os.SEEK_END)
        torn = size > 0 and _last_byte(handle, size) != b"\n"
        text = ("\n" if torn else "") + "".join(f"{one}\n" for one in lines)
        rest = text.encode()
        while rest:
            written = os.write(handle, rest)
            pieces.append((os.lseek(handle, 0, os.SEEK_CUR) - written, written))
            rest = rest[written:]
        _sync(handle)
    except OSError:
        _blank(target, pieces)
        raise
    finally:
        os.close(handle)


def _sync(handle: int) -> None:
    """Wait until the disk has it all, on every file system that can say so."""
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP):
            raise


def _blank(target: Path, pieces: Iterable[tuple[int, int]]) -> None:
    """Write blanks over what was refused; the bytes of other kernels stay as they are."""
    with contextlib.suppress(OSError), target.open("r+b") as file:
        for start, length in pieces:
            file.seek(start)
            file.write(b" " * length)


def _last_byte(handle: int, size: int) -> bytes:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)


@look.once
def read(lesson: str) -> Entries:
    """Return all acts of one lesson; a lesson never begun has none."""
    target = path(lesson)
    try:
        now = target.stat()
    except (FileNotFoundError, NotADirectoryError):
        return Entries((), ())
    stamp = (now.st_size, now.st_mtime_ns)
    seen, old, entries = _read.get(target, ((0, 0), b"", Entries((), ())))
    if seen != stamp:  # every live exercise asks
        raw = target.read_bytes()
        if not raw.startswith(old) or old[-1:] not in (b"", b"\n"):
            old, entries = b"", Entries((), ())  # not the file we knew with lines added
        new = parse(raw[len(old):].decode("utf-8", errors="replace"), f"{lesson}.jsonl",
                    first=old.count(b"\n") + 1)
        entries = Entries(entries.acts + new.acts, entries.warnings + new.warnings,
                          entries.faults + new.faults)
        _read[target] = (stamp, raw, entries)
    return entries


_read: dict[Path, tuple[tuple[int, int], bytes, Entries]] = {}


def state(exercise: Exercise) -> State:
    """Return the present learner's state in one exercise."""
    return fold(act for act in read(exercise.lesson).acts if act.exercise == exercise.id)


def parse(text: str, name: str, first: int = 1, most: int | None = None) -> Entries:
    """Read journal lines, numbered from ``first``; what is not an act is skipped and said.

    Line ends of any system and the byte order mark of an editor do no harm. No more is read after
    ``most`` faults.
    """
    acts: list[Act] = []
    warnings, faults = [], []
    course = library.course()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, one in enumerate(lines, start=first):
        bare = one.lstrip("\ufeff")
        found = _act(bare, course) if bare.strip() else ""
        if isinstance(found, Act):
            acts.append(found)
        elif found:
            faults.append(found)
            warnings.append(f"{name}, line {number} {_SAID[found]} and was skipped; all other "
                            "answers are here.")
            if len(faults) == most:
                break
    return Entries(tuple(acts), tuple(warnings), tuple(faults))


_SAID = {"torn": "is damaged", "damaged": "is damaged", "course": "belongs to another course",
         "version": "was written by another version of the course's program"}


def _act(one: str, course: str) -> Act | str:
    """Return the act of one line, or what is wrong with the line."""
    try:
        found = json.loads(one, parse_constant=_no_number)
        if "\\ud" in one.lower():  # half an emoji could be sent to no page
            whole = json.dumps(found, ensure_ascii=False).encode(errors="replace")
            found = json.loads(whole)
        if isinstance(found, dict) and type(found.get("v")) is int and found["v"] != 1:
            return "version"
        act = Act(**found)
    except json.JSONDecodeError:  # a crash leaves the beginning of a line, or zeros for it
        return "torn" if one.lstrip("\0")[:1] in ("", "{") else "damaged"
    except (ValueError, TypeError, RecursionError):
        return "damaged"
    texts = (act.id, act.at, act.learner, act.lesson, act.exercise, act.of, act.step, act.do,
             act.item, act.course)
    sound = (
        all(isinstance(text, str) and len(text) <= 80 for text in texts)
        and type(act.v) is int and act.do in DOES and _is_time(act.at) and act.course
        and isinstance(act.answers, dict) and _is_flat(act.answers)
    )
    if not sound:
        return "damaged"
    return act if act.course == course else "course"


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not JSON")  # the browser could not read it


def _is_flat(value: object, levels: int = 8) -> bool:
    """Tell whether a value is no deeper than an answer can be: none must break what walks it.

    A number too large to be one is none: written again it could not be read back.
    """
    if isinstance(value, float) and not math.isfinite(value):
        return False
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(_is_flat(one, levels - 1) for one in inside)


def _is_time(text: str) -> bool:
    """Tell whether a text is a time as we write it, and not the last: something must follow it."""
    try:
        stamp = _stamp(datetime.fromisoformat(text))
        return text.endswith("Z") and stamp == text < "9999-12-31T23:59:59.999Z"
    except ValueError:
        return False


def union(lesson: str, lines: Iterable[Act]) -> list[Act]:
    """Add the acts that are not in the journal yet; return those that were added.

    What is here stays as it is: an act with the id of one that is here is not added.
    """
    have = {(act.exercise, act.id) for act in read(lesson).acts}
    new = [act for act in in_order(lines) if (act.exercise, act.id) not in have]
    if new:
        _write(lesson, new)
    return new


def put_aside(lesson: str) -> str:
    """Put a lesson's journal aside so that it begins afresh; return the file's new name.

    Nothing is deleted: whoever wants the answers back renames the file.
    """
    target = path(lesson)
    if not target.exists():
        raise CourseError("There are no answers in this lesson yet, so it is fresh already.")
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = target.with_name(f"{lesson}-aside-{now}.jsonl")
    target.rename(aside)
    look.again()
    return aside.name


def book(lesson: str) -> str:
    """Return a name for the journal that a page writes in: another learner, another book.

    The page drops what it still shows of the former one. A new code for the same learner changes
    nothing.
    """
    asides = [name for name in journals(learner()) if name.startswith(f"{lesson}-aside-")]
    return f"{(*codes_before(learner()), learner())[0]} {len(asides)}"
