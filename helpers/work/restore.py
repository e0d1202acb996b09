"""What carries answers elsewhere and back: the lines that are needed, and their union by id.

Restoring adds what is missing and never overwrites.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace

from ..case.errors import CourseError
from ..case.records import Act
from . import journal, learners, library

LARGEST = 2_000_000  # bytes of a file, written or read
UNCHANGED = "Nothing was changed."
TOO_LARGE = f"This file is over 2 MB, so it is not an export of this course. {UNCHANGED}"
CUT_SHORT = f"This file was cut short, its end is missing: copy or export it again. {UNCHANGED}"
_TITLE = "Answers of "
_OPENING = '<script type="application/x-ndjson" id="answers">'
_CARRIED = re.compile(rf"{_OPENING}(.*?)</script>.*</html>\s*\Z", re.S)


def _number(acts: Iterable[Act]) -> str:
    """Return in words in how many exercises something was answered; a hint is no answer."""
    addresses = {(act.lesson, act.exercise) for act in acts if act.do != "hint"}
    return f"{len(addresses)} exercise{'' if len(addresses) == 1 else 's'}"


def carried(lesson_ids: Iterable[str]) -> list[str]:
    """Return the lines that bring the present learner's answers back elsewhere."""
    code = learners.learner()
    # The folder says whose the answers are, even after it was renamed.
    return [journal.line(replace(act, learner=code)) for lesson_id in lesson_ids
            for act in needed(journal.read(lesson_id).acts)]


def needed(acts: Iterable[Act]) -> list[Act]:
    """Leave out drafts and tries that a later one or a commit has overtaken, item by item."""
    ordered = sorted(acts, key=lambda act: (act.at, act.id))
    frozen = {(a.exercise, a.step) for a in ordered if a.do == "commit"}
    last = {(a.do, a.exercise, a.step, item): a.id for a in ordered for item in a.answers}
    return [
        a for a in ordered
        if a.do in ("commit", "hint", "check")
        or ((a.do == "try" or (a.exercise, a.step) not in frozen)
            and any(last[a.do, a.exercise, a.step, item] == a.id for item in a.answers))
    ]


def lines(text: str) -> dict[str, list[Act]]:
    """Return the acts an exported file (or a .jsonl file) carries, by lesson.

    Raises ``CourseError`` with one sentence where the file is not one of ours or is damaged.
    """
    if len(text.encode(errors="replace")) > LARGEST:
        raise CourseError(TOO_LARGE)
    data = _data(text)
    pages = journal.parse(data, "the file")
    if "version" in pages.faults:
        raise CourseError("This file was made by another version of the course's program, which "
                          f"this one cannot read: open it with that version. {UNCHANGED}")
    if "course" in pages.faults:
        raise CourseError(f"This file holds answers of another course: restore it there. "
                          f"{UNCHANGED}")
    if pages.faults and _is_torn(data.split("\n")[-1]):
        raise CourseError(CUT_SHORT)
    if not pages.acts:
        raise CourseError(f"This file is not an export of this course. {UNCHANGED}")
    if pages.faults:
        raise CourseError(f"This file is damaged ({len(pages.faults)} of its lines cannot be "
                          f"read): export it again. {UNCHANGED}")
    by_lesson: dict[str, list[Act]] = {}
    known = library.lesson_files()
    for act in pages.acts:
        if act.lesson not in known:
            raise CourseError(f"This file is about lesson '{act.lesson}', which is not here. "
                              f"{UNCHANGED}")
        by_lesson.setdefault(act.lesson, []).append(act)
    return by_lesson


def _data(text: str) -> str:
    """Return the journal lines in an exported page; any other text is taken for lines itself."""
    found = _CARRIED.search(text)
    if found:
        return found.group(1)
    if not text.lstrip().startswith("<"):
        return text
    if _OPENING in text or f"<title>{_TITLE}" in text:
        raise CourseError(CUT_SHORT)
    raise CourseError(f"This page is not an export of this course: it carries no answers. "
                      f"{UNCHANGED}")


def _is_torn(last: str) -> bool:
    """Tell whether a last line, which has no line break, began as one of ours and broke off."""
    try:
        json.loads(last)
    except (ValueError, RecursionError):
        return last.startswith("{")
    return False


def restore(text: str, join: bool = False) -> str:
    """Add the answers of an exported file to the journal; return one sentence on what was done.

    Answers of another learner are refused where there are answers already. With ``join`` those
    here go along: a disk was lost, and something was written before the answers were back.
    """
    with journal.LOCK:
        found = lines(text)
        before = _frozen(found)  # a lesson that cannot be read refuses before anything changes
        _take_over({act.learner for acts in found.values() for act in acts}, join)
        added = [act for lesson_id, acts in found.items()
                 for act in journal.union(lesson_id, acts)]
        after = _frozen(found)
    earlier = [step for step in before if after[step] != before[step]]
    note = "; nothing that was here was lost."
    if earlier:
        note += (f" In {', '.join(earlier)} the file has an answer committed earlier, and the "
                 "first one counts.")
    if not added:
        return f"Restored: all of this file was here already{note}"
    return f"Restored: your answers to {_number(added)}{note}"


def _take_over(theirs: set[str], join: bool) -> None:
    """Make sure that the lines of these learners may stand in the present learner's folder."""
    strangers = {code for code in theirs if not learners.is_me(code)}
    if len(strangers) > 1 or (strangers and theirs != strangers):
        raise CourseError(f"This file mixes the answers of several learners. {UNCHANGED}")
    if not strangers:
        return
    # Running the cells again tries the lab's line; that alone is no answer.
    known = library.lesson_files()
    own = (learners.folder() / learners.learner()).glob("*.jsonl")
    begun = any(file.stem not in known for file in own) or any(  # put aside, or of a lost lesson
        pages.faults or pages.acts for pages in map(journal.read, known))
    code = strangers.pop()
    if begun and not join:
        raise CourseError(
            f"This file holds the answers of {code}, but here are answers of "
            f"{learners.learner()}: under “Change code” say that you are somebody else, then "
            f"restore. {UNCHANGED}")
    learners.adopt(code, join=begun)  # an empty folder takes the code of the file


def _frozen(lesson_ids: Iterable[str]) -> dict[str, str]:
    """Return the act that counts for each committed step of some lessons."""
    return {
        f"{exercise.address}/{step}": act.id
        for lesson_id in lesson_ids for exercise in library.lesson(lesson_id).exercises
        for step, act in journal.state(exercise).frozen.items()
    }
