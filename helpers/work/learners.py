"""Who is answering: a code of two friendly words and a number, with one folder for each code.

A learner is a code, never a name. Which of several codes this kernel goes on as is known to this
kernel only, so that the next student at the computer is asked again.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
from pathlib import Path

from ..case.errors import CourseError
from . import library, look

# Messages can arrive in another thread while a cell runs; one at a time may judge, write, draw.
LOCK = threading.RLock()
_FIRST = ("amber", "brisk", "calm", "clear", "early", "gentle", "keen", "quiet", "steady", "swift")
_SECOND = ("badger", "crane", "finch", "heron", "lark", "linnet", "otter", "plover", "wren", "yew")
# In a folder whose code somebody chose; it holds the earlier codes of the same learner.
_WAS = ".was"
# Windows knows these names as devices, in any folder and any case.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt")
                                          for number in "0123456789¹²³")}
_RULE = ("may hold letters, digits and hyphens only, 40 at most, and be no name that Windows keeps "
         "for itself, such as CON.")
_chosen: dict[Path, str] = {}  # this kernel's learner, for each folder of answers


def folder() -> Path:
    """Return the folder that holds one folder for each learner."""
    named = os.environ.get("MY_WORK")
    return library.placed(named) if named else library.root() / "notebooks" / "my-work"


@look.once
def learner() -> str:
    """Return the code this kernel goes on as; its folder is there when this returns.

    (It is not where nothing can be written: then the lessons can be read, and nothing is saved.)
    The code is ``$LEARNER``, else what was chosen in this kernel, else the only code here, else a
    new one. Raises ``CourseError`` where several learners have answers and none was chosen.
    """
    with LOCK:
        code = fixed()
        if code:
            _make(code)
        else:  # no mkdir of a folder that is there: another kernel may just be renaming it
            code = _still_here() or _only_one() or _new()
        if folder() not in _chosen and _is_claimed(code):
            _chosen[folder()] = code
        return code


def _make(code: str) -> None:
    """Make a learner's folder where it is not there and can be made."""
    if not (folder() / code).is_dir():
        with contextlib.suppress(OSError):
            (folder() / code).mkdir(parents=True, exist_ok=True)
        look.again()


def fixed() -> str:
    """Return the code the computer gives by ``$LEARNER``, or nothing."""
    named = os.environ.get("LEARNER", "")
    if named and not _is_code(named):
        raise CourseError(f"LEARNER {_RULE}")
    return named


def claimed() -> list[str]:
    """Return the codes that are somebody's: with answers, or chosen by hand."""
    return [name for name in _folders() if _is_claimed(name)]


def _is_claimed(code: str) -> bool:
    return bool(journals(code)) or _WAS in library.names_in(folder() / code)


def journals(code: str) -> list[str]:
    """Return the names of a learner's journal files, those that were put aside among them."""
    return [name for name in library.names_in(folder() / code) if name.endswith(".jsonl")]


@look.once
def codes_before(code: str) -> list[str]:
    """Return the codes a learner had before this one, oldest first."""
    if _WAS not in library.names_in(folder() / code):
        return []
    try:
        text = (folder() / code / _WAS).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return [one for one in text.splitlines() if _is_code(one)]


def is_me(code: str) -> bool:
    """Tell whether a code is the present learner's, now or before it was changed."""
    me = learner()
    return code == me or code in codes_before(me)


def suggest(number: int) -> list[str]:
    """Return some codes that nobody has here."""
    found: set[str] = set()
    while len(found) < number:
        code = _made()
        if not (folder() / code).exists() and not _former_of(code):
            found.add(code)
    return sorted(found)


def rename(code: str) -> None:
    """Give the present learner another code; the folder with the answers goes along."""
    with LOCK:
        look.again()
        _may_change(code)
        old = learner()
        if code == old:
            (folder() / old / _WAS).touch()
            look.again()
        elif code in claimed() or _former_of(code) not in ("", old):
            raise CourseError(f"{code} is somebody's code here already. Choose another one.")
        else:
            _move(old, code, [*codes_before(old), old])


def choose(code: str) -> None:
    """Go on as ``code`` in this kernel: one that is here, or a new one with its own folder."""
    with LOCK:
        look.again()
        _may_change(code)
        try:
            present = learner()
        except CourseError:
            present = ""  # nobody yet
        if code not in claimed():
            _not_a_former_one(code)
            (folder() / code).mkdir(parents=True, exist_ok=True)
            (folder() / code / _WAS).touch()
        if present not in ("", code) and not journals(present):
            with contextlib.suppress(OSError):  # no litter of unused codes
                (folder() / present / _WAS).unlink(missing_ok=True)
                (folder() / present).rmdir()
        _chosen[folder()] = code
        look.again()


def adopt(code: str, join: bool = False) -> None:
    """Take the code of a restored file; the caller sees that the present one has no answers.

    With ``join`` it has some, which go along: both codes are the same learner's from now on.
    """
    look.again()
    if not _is_code(code):
        raise CourseError("The file names no learner of this course. Nothing was changed.")
    if fixed():
        raise CourseError(f"LEARNER is set to {fixed()}, but the file belongs to {code}. "
                          "Nothing was changed.")
    if code in claimed():
        raise CourseError(f"{code} has answers here already: under “Change code” go on as {code}, "
                          "then restore. Nothing was changed.")
    _not_a_former_one(code)
    me = learner()
    _move(me, code, [*codes_before(me), me] if join else [])  # an unused code leaves no trace


def _former_of(code: str) -> str:
    """Return the learner who had this code before, or nothing."""
    return next((name for name in claimed() if code in codes_before(name)), "")


def _not_a_former_one(code: str) -> None:
    name = _former_of(code)
    if name:
        raise CourseError(f"{code} is the former code of {name}: go on as {name}. Nothing was "
                          "changed.")


def _is_code(name: str) -> bool:
    return (name.replace("-", "").isalnum() and len(name) <= 40
            and name.lower() not in _DEVICES)


@look.once
def _folders() -> list[str]:
    try:
        with os.scandir(folder()) as inside:
            return sorted(one.name for one in inside if _is_code(one.name) and one.is_dir())
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return []


def _still_here() -> str:
    """Return this kernel's choice, by its new code where another kernel changed it."""
    code = _chosen.get(folder(), "")
    if not code or (folder() / code).is_dir():
        return code
    here = claimed()
    for name in here:
        if code in codes_before(name):
            _chosen[folder()] = name
            return name
    if here:  # never a second folder beside the one that was moved by hand
        raise CourseError(f"The folder of {code} is no longer here. Choose in the lesson's first "
                          "cell who you are, then run this cell again.")
    _make(code)  # the disk was emptied
    return code


def _only_one() -> str:
    here = claimed()
    if len(here) > 1:
        raise CourseError(f"Several learners have answers here ({', '.join(here)}). Choose in the "
                          "lesson's first cell who you are, then run this cell again; on the "
                          "command line set LEARNER.")
    # Two lessons opened at once may each have made a folder; the empty ones are nobody's.
    oldest = sorted(_folders(), key=lambda name: (folder() / name).stat().st_mtime_ns)
    return here[0] if here else oldest[0] if oldest else ""


def _new() -> str:
    code = _made()
    _make(code)
    found = _only_one()  # another kernel may have been a moment faster
    if not found:  # nothing can be written here: this kernel at least remembers the code
        _chosen[folder()] = found = code
    return found


def _made() -> str:
    return f"{secrets.choice(_FIRST)}-{secrets.choice(_SECOND)}-{secrets.randbelow(90) + 10}"


def _may_change(code: str) -> None:
    if fixed():
        raise CourseError(f"This computer gives you the code {fixed()} (LEARNER is set), so it "
                          "cannot be changed here.")
    if not _is_code(code):
        raise CourseError(f"A code {_RULE}")


def _move(old: str, code: str, before: list[str]) -> None:
    """Rename a learner's folder and note its earlier codes in it, for other kernels."""
    target = folder() / code
    with contextlib.suppress(OSError):
        target.rmdir()  # an empty folder is nobody's
    if target.exists():
        raise CourseError(f"There is a folder {code} already. Nothing was changed.")
    own = folder() / old
    (own / _WAS).write_text("\n".join(before), encoding="utf-8")
    own.rename(target)
    _chosen[folder()] = code
    look.again()
