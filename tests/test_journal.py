"""Answers on disk: appended before they are acknowledged, read back whatever happened."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_line_has_no_line_break_in_it(text: str) -> None:
    assert "\n" not in journal.line(_act(text=text))


def test_a_new_act_has_its_own_id_and_the_time_in_utc() -> None:
    first, second = (journal.new_act("02", "exit", "d", "ticket", "draft", {}) for _ in "ab")
    assert first.id != second.id
    assert first.at.endswith("Z")
    assert len(first.at) == len("2026-11-21T09:30:12.345Z")
    assert first.learner == "amber-heron-42"


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
    "nested without end": "[" * 100_000,
    "number without end": '{"v": ' + "1" * 10_000 + "}",
}


@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_line_that_is_no_act_is_skipped_and_said(line: str) -> None:
    pages = journal.parse(line, "02.jsonl")
    assert (len(pages.acts), len(pages.warnings)) == (0, 1)


# -- union ------------------------------------------------------------------------------------


def test_union_adds_what_is_missing_and_nothing_else() -> None:
    journal.append(_act("a1"))
    assert [a.id for a in journal.union("02", [_act("a1"), _act("a2")])] == ["a2"]
    assert [act.id for act in journal.read("02").acts] == ["a1", "a2"]


def test_union_is_idempotent() -> None:
    acts = [_act("a1"), _act("a2")]
    assert [len(journal.union("02", acts)) for _ in range(2)] == [2, 0]


IDS = st.lists(st.sampled_from("abcdefgh"), max_size=6)


@given(IDS, IDS)
def test_union_gives_the_same_acts_in_either_order(mine: list[str], yours: list[str]) -> None:
    def joined(first: list[str], second: list[str]) -> dict[str, Act]:
        journal.path("02").unlink(missing_ok=True)
        journal.union("02", map(_act, first))
        journal.union("02", map(_act, second))
        pages = journal.read("02")
        assert len({act.id for act in pages.acts}) == len(pages.acts)
        return {act.id: act for act in pages.acts}

    assert joined(mine, yours) == joined(yours, mine)


# -- time -------------------------------------------------------------------------------------


def test_the_clock_put_back_does_not_make_a_new_answer_older() -> None:
    after = "2199-01-01T00:00:00.000Z"
    assert journal.new_act("02", "exit", "x", "ticket", "draft", {}, after=after).at > after


@pytest.mark.parametrize("at", ["zzz", "2099", "9999-12-31T23:59:59.999Z", "2026-11-21T09:30",
                                "2026-13-21T09:30:00.000Z"])
def test_a_line_with_a_time_that_nothing_can_follow_is_skipped_and_said(at: str) -> None:
    act = replace(journal.new_act("02", "exit", "x", "ticket", "draft", {}), at=at)
    pages = journal.parse(journal.line(act), "a file")
    assert pages.acts == ()
    assert "line 1 is damaged" in pages.warnings[0]


# -- kill -9 and company ----------------------------------------------------------------------

# One clean process forks the writers, so that each costs milliseconds and none inherits ours.
KILLING = """
import os, random, signal, sys
from helpers.work import journal

def write(pipe):
    while True:
        text = "x" * random.randrange(6000)
        act = journal.new_act("02", "masthead", "d1", "predict", "draft", {"why": text})
        journal.append(act)
        os.write(pipe, (act.id + "\\n").encode())  # "Saved"

random.seed(1)
acknowledged = b""
for kill in range(200):
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write(into)
        finally:
            os._exit(1)
    os.close(into)
    wanted = random.randrange(1, 6)
    while wanted > 0:
        read = os.read(out, 37)
        acknowledged += read
        wanted -= read.count(b"\\n")
    for _ in range(random.randrange(3000)):
        pass  # a little later, by a different little each time
    os.kill(child, signal.SIGKILL)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    while read := os.read(out, 4096):
        acknowledged += read
    os.close(out)
sys.stdout.write(acknowledged.decode())
"""

# Waits for a line on stdin, so that both writers begin together.
TOGETHER = """
import sys
from helpers.work import journal
sys.stdin.readline()
for _ in range(250):
    act = journal.new_act("02", "masthead", "d1", "predict", "draft", {"why": "x" * 3000})
    journal.append(act)
    print(act.id)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and kill -9")
def test_no_acknowledged_answer_is_missing_after_two_hundred_kills() -> None:
    done = subprocess.run([sys.executable, "-c", KILLING], capture_output=True, text=True,
                          check=False)
    assert done.stderr == ""
    acknowledged = done.stdout.split()
    assert len(acknowledged) >= 200
    pages = journal.read("02")
    assert set(acknowledged) <= {act.id for act in pages.acts}
    assert len(pages.warnings) <= 200  # no more than one torn line a kill


def test_two_kernels_that_write_at_once_lose_nothing() -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", TOGETHER], stdin=subprocess.PIPE,
                         stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    said = [writer.communicate()[0].split() for writer in writers]
    pages = journal.read("02")
    assert [len(ids) for ids in said] == [250, 250]
    assert pages.warnings == ()
    assert {act.id for act in pages.acts} == {*said[0], *said[1]}
    assert len(pages.acts) == 500


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
