"""What carries answers elsewhere and back: the lines that are needed, and their union by id.

Restoring adds what is missing and never overwrites.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..case.errors import CourseError
from ..case.records import Act
from ..judge.states import counting
from . import journal, learners, library

LARGEST = 2_000_000  # bytes of a file, written or read
UNCHANGED = "Nothing was changed."
TOO_LARGE = f"This file is over 2 MB, so it is not an export of this course. {UNCHANGED}"
CUT_SHORT = f"This file was cut short, its end is missing: copy or export it again. {UNCHANGED}"
TITLE = "Answers of "
OPENING = '<script type="application/x-ndjson" id="answers">'
_MOST_FAULTS = 100  # so many damaged lines are counted; then the file is refused
_END = "9999"  # no answer of this year is taken: those that are given next must be later


def in_words(acts: Iterable[Act]) -> str:
    """Return in words in how many exercises something was answered; a hint is no answer."""
    addresses = {(act.lesson, act.exercise) for act in acts if act.do != "hint"}
    return f"{len(addresses)} exercise{'' if len(addresses) == 1 else 's'}"


def needed(lesson_ids: Iterable[str]) -> list[Act]:
    """Return the acts that bring the present learner's answers back elsewhere."""
    code = learners.learner()
    # The folder says whose the answers are, even after it was renamed.
    return [replace(act, learner=code) for lesson_id in lesson_ids
            for act in counting(journal.read(lesson_id).acts)]


def carried(lesson_ids: Iterable[str]) -> list[str]:
    """Return the lines of the acts that are needed elsewhere."""
    return [journal.line(act) for act in needed(lesson_ids)]


def lines(text: str) -> tuple[dict[str, list[Act]], int]:
    """Return the acts an exported file (or a .jsonl file) carries, by lesson; how many are torn.

    A journal file may hold lines that a crash has torn: they are counted and left out. Raises
    ``CourseError`` with one sentence where the file is not one of ours or is damaged.
    """
    if len(text.encode(errors="replace")) > LARGEST:
        raise CourseError(TOO_LARGE)
    data = _carried_by(text)
    pages = journal.parse(text if data is None else data, "the file", most=_MOST_FAULTS)
    faults = pages.faults + tuple("damaged" for act in pages.acts if act.at >= _END)
    if "version" in faults:
        raise CourseError("This file was made by another version of the course's program, which "
                          f"this one cannot read: open it with that version. {UNCHANGED}")
    if "course" in faults:
        raise CourseError(f"This file holds answers of another course: restore it there. "
                          f"{UNCHANGED}")
    if not pages.acts:
        raise CourseError(CUT_SHORT if "torn" in faults else
                          f"This file is not an export of this course. {UNCHANGED}")
    if "damaged" in faults or (faults and data is not None) or len(faults) == _MOST_FAULTS:
        number = f"{len(faults)}{'' if len(faults) < _MOST_FAULTS else ' or more'}"
        raise CourseError(f"This file is damaged ({number} of its lines cannot be read): export "
                          f"it again. {UNCHANGED}")
    by_lesson: dict[str, list[Act]] = {}
    known = library.lesson_files()
    for act in pages.acts:
        if act.lesson not in known:
            raise CourseError(f"This file is about lesson '{act.lesson}', which is not here. "
                              f"{UNCHANGED}")
        by_lesson.setdefault(act.lesson, []).append(act)
    return by_lesson, len(faults)


def _carried_by(text: str) -> str | None:
    """Return the journal lines in an exported page; None where a text is lines itself.

    Searched by plain words: a crafted page can make a regular expression search for hours.
    """
    start = text.find(OPENING)
    if start < 0 and not text.lstrip("\ufeff").lstrip().startswith("<"):
        return None
    end = text.find("</script>", start)
    if 0 <= start < end and text.rstrip().endswith("</html>"):
        return text[start + len(OPENING):end]
    if start >= 0 or f"<title>{TITLE}" in text:
        raise CourseError(CUT_SHORT)
    raise CourseError(f"This page is not an export of this course: it carries no answers. "
                      f"{UNCHANGED}")


def restore(text: str, join: bool = False) -> str:
    """Add the answers of an exported file to the journal; return one sentence on what was done.

    Answers of another learner are refused where there are answers already. With ``join`` those
    here go along: a disk was lost, and something was written before the answers were back.
    """
    with journal.LOCK:
        found, torn = lines(text)
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
    if torn:
        note += (f" {torn} line{'' if torn == 1 else 's'} of the file broke off and could not be "
                 "read.")
    if not added:
        return f"Restored: all of this file was here already{note}"
    return f"Restored: your answers to {in_words(added)}{note}"


def _take_over(theirs: set[str], join: bool) -> None:
    """Make sure that the lines of these learners may stand in the present learner's folder."""
    strangers = {code for code in theirs if not learners.is_me(code)}
    if len(strangers) > 1 or (strangers and theirs != strangers):
        raise CourseError(f"This file mixes the answers of several learners "
                          f"({', '.join(sorted(theirs))}). If all are yours, copy the whole folder "
                          f"that it stands in to my-work instead. {UNCHANGED}")
    if not strangers:
        return
    known = library.lesson_files()
    own = learners.journals(learners.learner())
    # A file may be put aside, or be of a lesson that is not here.
    begun = any(name.removesuffix(".jsonl") not in known for name in own) or any(
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
