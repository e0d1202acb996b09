"""Answers on disk: appended before they are acknowledged, read back whatever happened."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.case.errors import CourseError
from helpers.case.records import Act
from helpers.work import journal


def _act(ident: str = "a1", text: str = "The cat.", do: str = "draft") -> Act:
    return Act(id=ident, at="2026-11-21T09:30:12.345Z", learner="amber-heron-42", lesson="02",
               exercise="masthead", of="d1", step="predict", do=do, answers={"why": text},
               course="exile")


# -- one line an act --------------------------------------------------------------------------


def test_an_act_is_on_disk_when_append_returns() -> None:
    journal.append(_act())
    assert journal.read("02").acts == (_act(),)


def test_a_lesson_never_begun_has_no_acts_and_no_warnings() -> None:
    assert journal.read("02") == journal.Entries((), ())


def test_each_learner_has_a_folder(tmp_path: Path) -> None:
    journal.append(_act())
    assert (tmp_path / "amber-heron-42" / "02.jsonl").read_text().count("\n") == 1


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was_written(text: str) -> None:
    pages = journal.parse(journal.line(_act(text=text)) + "\n", "02.jsonl")
    assert pages == journal.Entries((_act(text=text),), ())


def test_a_line_reads_as_it_was_written_and_carries_nothing_empty() -> None:
    line = journal.line(_act(text="Чёрный кот"))
    assert "Чёрный кот" in line
    assert '"item"' not in line


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_line_has_no_line_break_in_it(text: str) -> None:
    assert "\n" not in journal.line(_act(text=text))


def test_a_new_act_has_its_own_id_and_the_time_in_utc() -> None:
    first, second = (journal.new_act("02", "exit", "d", "ticket", "draft", {}) for _ in "ab")
    assert first.id != second.id
    assert first.at.endswith("Z")
    assert len(first.at) == len("2026-11-21T09:30:12.345Z")
    assert first.learner == "amber-heron-42"
    assert first.item == ""
    assert journal.new_act("02", "exit", "d", "ticket", "hint", {}, item="why").item == "why"


# -- damage -----------------------------------------------------------------------------------


def _torn() -> Path:
    journal.append(_act("a1"))
    journal.append(_act("a2"))
    target = journal.path("02")
    target.write_bytes(target.read_bytes()[:-20])
    return target


def test_a_torn_last_line_is_skipped_and_said() -> None:
    _torn()
    pages = journal.read("02")
    assert [act.id for act in pages.acts] == ["a1"]
    assert pages.warnings == (
        "02.jsonl, line 2 is damaged and was skipped; all other answers are here.",)


def test_the_next_answer_after_a_torn_line_starts_on_a_line_of_its_own() -> None:
    _torn()
    journal.append(_act("a3"))
    pages = journal.read("02")
    assert [act.id for act in pages.acts] == ["a1", "a3"]
    assert len(pages.warnings) == 1


def test_a_single_byte_is_a_torn_line_too(tmp_path: Path) -> None:
    file = tmp_path / "02.jsonl"
    file.write_bytes(b"{")
    journal.write_lines(file, ["{}"])
    assert file.read_bytes() == b"{\n{}\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_file_of_answers_is_no_program(tmp_path: Path) -> None:
    journal.write_lines(tmp_path / "02.jsonl", ["{}"])
    assert (tmp_path / "02.jsonl").stat().st_mode & 0o111 == 0


def test_what_stands_in_the_file_is_never_rewritten() -> None:
    before = _torn().read_bytes()
    journal.append(_act("a3"))
    assert journal.path("02").read_bytes().startswith(before)


def test_bytes_that_are_no_text_cost_one_line_only() -> None:
    journal.append(_act("a1"))
    with journal.path("02").open("ab") as file:
        file.write(b"\xff\xfe\x00\n")
    journal.append(_act("a2"))
    pages = journal.read("02")
    assert ([act.id for act in pages.acts], len(pages.warnings)) == (["a1", "a2"], 1)


@given(st.text())
def test_no_line_whatever_it_holds_raises(text: str) -> None:
    pages = journal.parse(text, "02.jsonl")
    lines = [line for line in text.split("\n") if line.strip()]
    assert len(pages.acts) + len(pages.warnings) == len(lines)


FIELDS = json.loads(journal.line(_act()))
JSON = st.none() | st.booleans() | st.integers() | st.text(max_size=90) | st.lists(st.integers())


@given(st.sampled_from(sorted(FIELDS)), JSON)
def test_no_value_in_a_field_raises(name: str, value: object) -> None:
    pages = journal.parse(json.dumps({**FIELDS, name: value}), "02.jsonl")
    assert len(pages.acts) + len(pages.warnings) == 1


HOSTILE = {
    "no mapping": "[1, 2]",
    "a number": "7",
    "unknown field": json.dumps({**FIELDS, "extra": 1}),
    "missing field": json.dumps({k: v for k, v in FIELDS.items() if k != "id"}),
    "another course": json.dumps({**FIELDS, "course": "other"}),
    "another version": json.dumps({**FIELDS, "v": 2}),
    "version that is true": json.dumps({**FIELDS, "v": True}),
    "unknown act": json.dumps({**FIELDS, "do": "erase"}),
    "answers that are a list": json.dumps({**FIELDS, "answers": []}),
    "id too long": json.dumps({**FIELDS, "id": "x" * 81}),
    "an infinite number": json.dumps({**FIELDS, "answers": {"n": 0}}).replace("0}", "1e999}"),
    "no number": json.dumps({**FIELDS, "answers": {"n": [float("nan")]}}),
    "nested without end": "[" * 100_000,
    "number without end": '{"v": ' + "1" * 10_000 + "}",
}


@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_line_that_is_no_act_is_skipped_and_said(line: str) -> None:
    pages = journal.parse(line, "02.jsonl")
    assert (len(pages.acts), len(pages.warnings)) == (0, 1)


@pytest.mark.parametrize("fields", [{"id": "x" * 80}, {"answers": {"n": [0.5, -1e300]}}])
def test_a_line_may_hold_long_ids_and_any_finite_number(fields: dict[str, Any]) -> None:
    assert len(journal.parse(json.dumps({**FIELDS, **fields}), "02.jsonl").acts) == 1


@pytest.mark.parametrize(("line", "fault"), [
    ("{", "torn"), ('\0\0{"v": 1', "torn"), ("\0\0\0", "torn"), ("x{", "damaged")])
def test_what_a_crash_leaves_is_told_from_what_a_hand_spoilt(line: str, fault: str) -> None:
    assert journal.parse(line, "02.jsonl").faults == (fault,)


def _deep(levels: int) -> str:
    return json.dumps({**FIELDS, "answers": {"why": json.loads("[" * levels + "]" * levels)}})


def test_an_answer_may_be_so_deep_and_no_deeper() -> None:
    assert len(journal.parse(_deep(7), "02.jsonl").acts) == 1
    assert len(journal.parse(_deep(8), "02.jsonl").warnings) == 1


@pytest.mark.parametrize(("damaged", "said"), [
    (1, 1), (3, 3), (4, 4), (9, 4)])
def test_three_damaged_lines_are_named_and_the_others_counted(damaged: int, said: int) -> None:
    told = journal.parse("torn\n" * damaged, "02.jsonl").told()
    assert len(told) == said
    assert told[0] == ("02.jsonl, line 1 is damaged and was skipped; all other answers are here.")
    more = {4: ["1 more line was skipped as well."], 9: ["6 more lines were skipped as well."]}
    assert told[3:] == more.get(damaged, [])


def test_no_more_faults_are_read_than_were_asked_for() -> None:
    text = f"torn\n{journal.line(_act())}\ntorn\ntorn\n"
    assert journal.parse(text, "02.jsonl", most=1) == journal.parse("torn\n", "02.jsonl")
    assert len(journal.parse(text, "02.jsonl", most=2).warnings) == 2


# -- what an editor does to a file ------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", "\r\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_byte_order_marks_and_the_line_ends_of_any_system_do_no_harm(mark: str, end: str) -> None:
    acts = (_act("a1"), _act("a2", "Line\r\nend\u2028 and \x85 in a text."))
    text = "".join(f"{mark}{journal.line(act)}{end}" for act in acts)
    target = journal.path("02")
    target.write_bytes(text.encode())
    assert journal.read("02") == journal.Entries(acts, ())
    journal.append(_act("a3"))
    assert journal.read("02") == journal.Entries((*acts, _act("a3")), ())


def test_the_lines_of_such_a_file_are_numbered_as_an_editor_numbers_them() -> None:
    text = f"{journal.line(_act())}\r\n\r\ntorn\r\n"
    assert journal.parse(text, "02.jsonl").warnings[0].startswith("02.jsonl, line 3 ")


# -- union ------------------------------------------------------------------------------------


def test_union_adds_what_is_missing_and_nothing_else() -> None:
    journal.append(_act("a1"))
    assert [a.id for a in journal.union("02", [_act("a1"), _act("a2")])] == ["a2"]
    assert [act.id for act in journal.read("02").acts] == ["a1", "a2"]


def test_union_is_idempotent() -> None:
    acts = [_act("a1"), _act("a2")]
    assert [len(journal.union("02", acts)) for _ in range(2)] == [2, 0]


def test_of_two_acts_with_one_id_the_one_that_is_here_stays() -> None:
    journal.append(_act("a1", "Mine."))
    assert journal.union("02", [_act("a1", "Theirs."), _act("a2", "Theirs.")]) == [
        _act("a2", "Theirs.")]
    assert journal.read("02").acts == (_act("a1", "Mine."), _act("a2", "Theirs."))


@pytest.mark.parametrize("turn", [1, -1])
def test_of_two_new_acts_with_one_id_the_earlier_is_added(turn: int) -> None:
    early, late = _act("a1", "Early."), replace(_act("a1", "Late."), at="2026-11-21T10:00:00.000Z")
    assert journal.union("02", [early, late][::turn]) == [early]


def test_the_same_id_in_two_exercises_is_two_acts() -> None:
    acts = [_act("a1"), replace(_act("a1"), exercise="exit")]
    assert journal.union("02", acts) == acts


IDS = st.lists(st.sampled_from("abcdefgh"), max_size=6)


@given(IDS, IDS)
def test_union_gives_the_same_acts_in_either_order(mine: list[str], yours: list[str]) -> None:
    def joined(first: list[str], second: list[str]) -> dict[str, Act]:
        journal.path("02").unlink(missing_ok=True)
        journal.union("02", [_act(name, f"Text of {name}.") for name in first])
        journal.union("02", [_act(name, f"Text of {name}.") for name in second])
        pages = journal.read("02")
        assert len({act.id for act in pages.acts}) == len(pages.acts)
        return {act.id: act for act in pages.acts}

    assert joined(mine, yours) == joined(yours, mine)
    assert joined(mine, yours).keys() == {*mine, *yours}


# -- time -------------------------------------------------------------------------------------


def _clock(monkeypatch: pytest.MonkeyPatch, now: str) -> None:
    """Let the clock stand still."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime.fromisoformat(now)

    monkeypatch.setattr(journal, "datetime", Clock)


def _answer(after: str = "") -> Act:
    act = journal.new_act("02", "exit", "x", "ticket", "draft", {"ticket": "So."}, after=after)
    journal.append(act)
    return act


NOW = "2026-11-21T09:30:12.345Z"


@pytest.mark.parametrize("after", ["", "2026-11-21T09:30:12.344Z", NOW, "2026-11-21T09:30:12.346Z",
                                   "2199-01-01T00:00:00.000Z", "2199-12-31T23:59:59.999Z",
                                   "9998-12-31T23:59:59.999Z"])
def test_each_answer_is_later_than_the_one_before_it_and_is_read_back(
        monkeypatch: pytest.MonkeyPatch, after: str) -> None:
    _clock(monkeypatch, NOW)
    times = [after]
    for _ in range(3):
        times.append(_answer(times[-1]).at)
    assert times == sorted(set(times))
    assert [act.at for act in journal.read("02").acts] == times[1:]


def test_a_clock_that_goes_right_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    _clock(monkeypatch, NOW)
    assert _answer("2026-11-21T09:30:12.344Z").at == NOW


@pytest.mark.parametrize("now", ["1970-01-01T00:00:00.000Z", "2200-01-01T00:00:00.000Z",
                                 "2262-04-12T00:00:00.000Z", "9999-12-31T23:59:59.000Z"])
def test_what_is_answered_under_a_wrong_clock_is_read_back(
        monkeypatch: pytest.MonkeyPatch, now: str) -> None:
    _clock(monkeypatch, now)
    acts = [_answer()]
    acts.append(_answer(acts[0].at))
    assert journal.read("02") == journal.Entries(tuple(acts), ())


@pytest.mark.parametrize(("now", "after"), [
    (NOW, "9999-12-31T23:59:59.998Z"), ("9999-12-31T23:59:59.999Z", "")])
def test_at_the_end_of_the_calendar_nothing_is_acknowledged(
        monkeypatch: pytest.MonkeyPatch, now: str, after: str) -> None:
    _clock(monkeypatch, now)
    with pytest.raises(CourseError, match="set this computer's clock right"):
        _answer(after)
    assert journal.read("02") == journal.Entries((), ())


@pytest.mark.parametrize("at", ["zzz", "2099", "9999-12-31T23:59:59.999Z", "2026-11-21T09:30",
                                "2026-13-21T09:30:00.000Z", "2026-11-21T09:30:00.000+00:00"])
def test_a_line_with_a_time_that_nothing_can_follow_is_skipped_and_said(at: str) -> None:
    act = replace(journal.new_act("02", "exit", "x", "ticket", "draft", {}), at=at)
    pages = journal.parse(journal.line(act), "a file")
    assert pages.acts == ()
    assert "line 1 is damaged" in pages.warnings[0]


# -- a disk that refuses ----------------------------------------------------------------------


def _failing(code: int, written: int | None = None) -> Callable[..., int]:
    """Return a call that fails, after so many bytes were written where it is a write."""
    real, left = os.write, [written]

    def call(handle: int, text: bytes = b"") -> int:
        if left[0]:
            length, left[0] = left[0], 0
            return real(handle, text[:length])
        raise OSError(code, os.strerror(code))

    return call


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_file_system_that_cannot_say_when_a_line_is_on_disk_takes_it_all_the_same(
        monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    monkeypatch.setattr(os, "fsync", _failing(code))
    journal.append(_act())
    assert journal.read("02") == journal.Entries((_act(),), ())


@pytest.mark.parametrize("call", ["fsync", "write"])
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_what_is_refused_is_not_there_and_each_retry_adds_nothing(
        monkeypatch: pytest.MonkeyPatch, call: str, code: int) -> None:
    journal.append(_act("a1"))
    with monkeypatch.context() as broken:
        broken.setattr(os, call, _failing(code))
        for ident in ("b1", "b2"):
            with pytest.raises(OSError, match=os.strerror(code)):
                journal.append(_act(ident))
    assert journal.read("02") == journal.Entries((_act("a1"),), ())
    journal.append(_act("a2"))
    assert journal.read("02") == journal.Entries((_act("a1"), _act("a2")), ())


@pytest.mark.parametrize("before", ["", "torn"])
def test_half_a_line_that_the_disk_refused_is_no_damage(
        monkeypatch: pytest.MonkeyPatch, before: str) -> None:
    journal.append(_act("a1"))
    with journal.path("02").open("a", encoding="utf-8") as file:
        file.write(before)
    with monkeypatch.context() as full:
        full.setattr(os, "write", _failing(errno.ENOSPC, written=40))
        with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
            journal.append(_act("b1"))
    journal.append(_act("a2"))
    pages = journal.read("02")
    assert [act.id for act in pages.acts] == ["a1", "a2"]
    assert len(pages.warnings) == (1 if before else 0)


def test_a_line_written_in_two_pieces_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, text: real(handle, text[:40]))
    journal.append(_act())
    assert journal.read("02") == journal.Entries((_act(),), ())


def test_what_another_kernel_wrote_meanwhile_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(handle: int) -> None:
        with journal.path("02").open("ab") as file:
            file.write(f"{journal.line(_act('theirs'))}\n".encode())
        raise OSError(errno.EIO, "broken")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", meanwhile)
        with pytest.raises(OSError, match="broken"):
            journal.append(_act("mine"))
    assert journal.read("02") == journal.Entries((_act("theirs"),), ())


def test_a_line_that_cannot_be_read_back_is_not_acknowledged() -> None:
    with pytest.raises(OSError, match="cannot be read back") as raised:
        journal.append(_act(do="erase"))
    assert raised.value.strerror  # it is shown to the student


# -- reading on -------------------------------------------------------------------------------


def test_lines_that_were_added_are_read_on_and_numbered_on() -> None:
    journal.append(_act("a1"))
    assert len(journal.read("02").acts) == 1
    with journal.path("02").open("a", encoding="utf-8") as file:
        file.write("torn\n" + journal.line(_act("a2")) + "\n")
    pages = journal.read("02")
    assert [act.id for act in pages.acts] == ["a1", "a2"]
    assert pages.warnings[0].startswith("02.jsonl, line 2 ")


@pytest.mark.parametrize("before", ["", "half a line"])
def test_another_file_in_its_place_is_read_from_the_start(before: str) -> None:
    journal.path("02").parent.mkdir(parents=True, exist_ok=True)
    journal.path("02").write_text(f"{journal.line(_act('a1'))}\n{before}", encoding="utf-8")
    journal.read("02")
    lines = [journal.line(_act(ident)) for ident in ("b1", "b2", "b3")]
    journal.path("02").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [act.id for act in journal.read("02").acts] == ["b1", "b2", "b3"]


def test_half_a_line_that_was_completed_counts() -> None:
    whole = journal.line(_act("a1"))
    journal.path("02").parent.mkdir(parents=True, exist_ok=True)
    journal.path("02").write_text(whole[:20], encoding="utf-8")
    assert journal.read("02").acts == ()
    journal.path("02").write_text(f"{whole}\n", encoding="utf-8")
    assert [act.id for act in journal.read("02").acts] == ["a1"]
