"""Restoring refuses with one sentence what is not the learner's, and then changes nothing."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers.case.errors import CourseError
from helpers.case.records import Act, Exercise, Step
from helpers.judge import states, views
from helpers.paper import answers
from helpers.work import elsewhere, journal, learners, library, restore

ME, OTHER = "amber-heron-42", "calm-otter-11"


@pytest.fixture
def acts(toy: Path, acts_of: Callable[[Exercise, Step], list[Act]]) -> list[Act]:
    """Answer the first step of each toy exercise."""
    found = [replace(act, id=f"{e.id}-{act.id}") for e in library.lesson("01").exercises
             for act in acts_of(e, e.steps[0])]
    journal.union("01", found)
    return found


def _files() -> dict[str, bytes]:
    return {str(p.relative_to(learners.folder())): p.read_bytes() if p.is_file() else b""
            for p in sorted(learners.folder().rglob("*"))}


def _text(*acts: Act) -> str:
    return "".join(f"{journal.line(act)}\n" for act in acts)


def _refused(text: str) -> str:
    """Restore a text that must be refused; return the sentence."""
    before = _files()
    with pytest.raises(CourseError) as caught:
        restore.restore(text)
    assert _files() == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


# -- one sentence for each refusal ------------------------------------------------------------

CASES: dict[str, tuple[Callable[[Act, str], str], str]] = {
    "page cut short": (lambda act, page: page[: len(page) // 2], "was cut short"),
    "page without its end": (lambda act, page: page.replace("</html>", ""), "was cut short"),
    "page with a torn line": (lambda act, page: page.replace('"do":"commit"', '"do', 1),
                              "is damaged (1 of its lines"),
    "page whose beginning is lost": (
        lambda act, page: page[page.index('"do":"commit"'):], "is damaged (3 of its lines"),
    "journal with one torn line": (lambda act, page: _text(act)[:50], "was cut short"),
    "another page": (lambda act, page: "<!doctype html><p>News</p></html>",
                     "carries no answers"),
    "another page after a mark of an editor": (
        lambda act, page: "\ufeff<!doctype html><p>News</p></html>", "carries no answers"),
    "any text": (lambda act, page: "Dear diary,\n", "is not an export of this course"),
    "nothing": (lambda act, page: "", "is not an export of this course"),
    "too large": (lambda act, page: "x" * 2_000_001, "is over 2 MB"),
    "another version": (lambda act, page: _text(act, replace(act, v=2)), "another version"),
    "another version of a line": (
        lambda act, page: json.dumps({"v": 7, "all": "new"}) + "\n", "another version"),
    "another course": (lambda act, page: _text(act, replace(act, course="exile")),
                       "another course"),
    "a time that little can follow": (
        lambda act, page: _text(replace(act, at="9999-01-01T00:00:00.000Z")),
        "is damaged (1 of its lines"),
    "many damaged lines": (lambda act, page: _text(act) + "{}\n" * 500,
                           "is damaged (100 or more of its lines"),
    "many torn lines": (lambda act, page: _text(act) + "{\n" * 500,
                        "is damaged (100 or more of its lines"),
    "no line of an editor": (lambda act, page: f"Dear diary,\n{_text(act)}",
                             "is damaged (1 of its lines"),
    "a damaged line": (lambda act, page: "{}\n" + _text(act), "is damaged (1 of its lines"),
    "a lesson that is not here": (lambda act, page: _text(replace(act, lesson="../../etc")),
                                  "which is not here"),
    "several learners": (lambda act, page: _text(act, replace(act, learner=OTHER)),
                         "several learners"),
    "two others": (lambda act, page: _text(replace(act, learner="a-1"),
                                           replace(act, learner=OTHER)), "several learners"),
    "another learner": (lambda act, page: _text(replace(act, learner=OTHER)),
                        f"holds the answers of {OTHER}, but here are answers of {ME}"),
}


@pytest.mark.parametrize(("made", "said"), CASES.values(), ids=CASES.keys())
def test_a_file_that_does_not_fit_is_refused_and_nothing_is_changed(
        acts: list[Act], made: Callable[[Act, str], str], said: str) -> None:
    sentence = _refused(made(acts[0], answers.html(["01"])))
    assert said in sentence
    assert sentence.endswith("Nothing was changed.")


def test_an_empty_folder_refuses_as_well_and_stays_empty(acts: list[Act]) -> None:
    page = answers.html(["01"])
    journal.path("01").unlink()
    for name, (made, _) in CASES.items():
        if name != "another learner":
            _refused(made(acts[0], page))
    with pytest.raises(CourseError, match="LEARNER is set"):
        restore.restore(_text(replace(acts[0], learner=OTHER)))


def test_a_code_that_has_answers_here_is_not_taken_by_an_empty_one(
        acts: list[Act], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEARNER")
    learners.choose("keen-wren-12")
    assert f"{ME} has answers here already" in _refused(_text(*acts))


@pytest.mark.parametrize("code", ["../../etc", "a b", "", "x" * 60])
def test_a_learner_that_is_no_code_is_not_adopted(
        acts: list[Act], monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    journal.path("01").unlink()
    monkeypatch.delenv("LEARNER")
    text = _text(acts[0]).replace(ME, code)
    _refused(text)


def test_the_file_of_one_s_former_code_is_one_s_own(
        acts: list[Act], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEARNER")
    learners.rename("keen-wren-12")
    lost = replace(acts[0], id="lost")
    assert restore.restore(_text(lost, replace(acts[0], learner="keen-wren-12"))).startswith(
        "Restored: your answers to 1 exercise;")


# -- a disk was lost, and a word was written before the answers were back ---------------------


@pytest.fixture
def written_since(acts: list[Act], monkeypatch: pytest.MonkeyPatch) -> list[Act]:
    """Return answers that are in a browser only; something else stands here under a new code."""
    monkeypatch.delenv("LEARNER")
    journal.path("01").unlink()
    (learners.folder() / ME).rmdir()
    learners.choose("keen-wren-12")
    journal.append(replace(acts[-1], id="since", learner="keen-wren-12",
                           at="2026-12-01T09:30:00.000Z"))
    return acts


def test_one_restore_joins_what_is_there_and_what_was_written_since(
        written_since: list[Act]) -> None:
    said = restore.restore(_text(*written_since), join=True)
    assert said.startswith("Restored: your answers to ")
    assert learners.learner() == ME
    assert learners.is_me("keen-wren-12")
    assert [path.name for path in learners.folder().iterdir()] == [ME]
    assert {act.id for act in journal.read("01").acts} == {
        "since", *(act.id for act in written_since)}
    assert {json.loads(line)["learner"] for line in restore.carried(["01"])} == {ME}


def test_of_two_answers_to_a_step_the_earlier_counts_and_that_is_said(
        written_since: list[Act]) -> None:
    said = restore.restore(_text(*written_since), join=True)
    last = written_since[-1]
    assert f"In 01/{last.exercise}/{last.step} the file has an answer committed earlier" in said
    frozen = journal.state(library.exercise(f"01/{last.exercise}")).frozen
    assert frozen[last.step].id == last.id


def test_another_s_answers_are_joined_only_where_that_is_asked(written_since: list[Act]) -> None:
    assert "but here are answers of keen-wren-12" in _refused(_text(*written_since))


@pytest.mark.parametrize("join", [False, True])
def test_no_join_takes_a_code_that_is_somebody_s_here(
        written_since: list[Act], join: bool) -> None:
    learners.choose("calm-otter-11")
    journal.append(replace(written_since[0], id="theirs", learner="calm-otter-11"))
    learners.choose("keen-wren-12")
    before = _files()
    with pytest.raises(CourseError, match=r"Nothing was changed\.$"):
        restore.restore(_text(replace(written_since[0], learner="calm-otter-11")), join=join)
    assert _files() == before


@pytest.mark.parametrize("code", ["../../etc", "a b", "", "x" * 60])
def test_no_join_makes_a_learner_of_what_is_no_code(
        written_since: list[Act], code: str) -> None:
    before = _files()
    with pytest.raises(CourseError, match=r"Nothing was changed\.$"):
        restore.restore(_text(written_since[0]).replace(ME, code), join=True)
    assert _files() == before


# -- a journal file as a crash or an editor leaves it ------------------------------------------


@pytest.mark.parametrize("torn", [
    lambda line: line[:-20], lambda line: line[:1], lambda line: f"{line[:40]}\0\0\0",
    lambda line: "\0" * 40])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_torn_line_is_left_out_and_said_and_the_others_are_restored(
        acts: list[Act], torn: Callable[[str], str], place: int) -> None:
    lines = [journal.line(act) for act in acts[:2]]
    lines.insert(place, torn(journal.line(acts[2])))
    journal.path("01").unlink()
    said = restore.restore("\n".join(lines))
    assert journal.read("01").acts == tuple(states.in_order(acts[:2]))
    assert said.endswith("lost. 1 line of the file broke off and could not be read.")


def test_all_torn_lines_are_counted(acts: list[Act]) -> None:
    said = restore.restore(_text(acts[0]) + '{"id":\n' * 99)
    assert said.endswith(" 99 lines of the file broke off and could not be read.")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_byte_order_marks_and_other_line_ends_do_no_harm(acts: list[Act], end: str) -> None:
    page = answers.html(["01"])
    for text in (_text(*acts), page):
        journal.path("01").unlink()
        assert "broke off" not in restore.restore("\ufeff" + text.replace("\n", end))
        assert journal.read("01").acts == tuple(states.in_order(acts))


@pytest.mark.parametrize("around", ["{}\n \n", "\n \n{}", "\ufeff\n{}\n"])
def test_blanks_around_a_page_do_no_harm(acts: list[Act], around: str) -> None:
    page = answers.html(["01"])
    journal.path("01").unlink()
    assert restore.restore(around.format(page)).startswith("Restored: your answers to ")


def test_a_page_into_which_a_browser_wrote_scripts_of_its_own_is_restored(acts: list[Act]) -> None:
    page = answers.html(["01"])
    journal.path("01").unlink()
    script = "<script>add('on')</script>"
    page = page.replace("<head>", f"<head>{script}").replace("</body>", f"{script}</body>")
    restore.restore(page)
    assert journal.read("01").acts == tuple(states.in_order(acts))


def test_an_answer_dated_far_ahead_is_restored_and_the_next_one_is_saved(acts: list[Act]) -> None:
    late = replace(acts[0], id="late", at="9998-12-31T23:59:59.999Z")
    restore.restore(_text(late))
    act = journal.new_act("01", "exit", "x", "ticket", "draft", {"ticket": "So."}, after=late.at)
    journal.append(act)
    assert act in journal.read("01").acts


# -- a crafted file costs no time --------------------------------------------------------------


CRAFTED = {
    "openings": '<script type="application/x-ndjson" id="answers">',
    "closings": '<script type="application/x-ndjson" id="answers"></script>',
    "ends": "</script></html>x",
    "empty acts": "{}\n",
    "beginnings": "{\n",
    "lists": "[]\n",
    "blanks": " \t",
    "brackets": "<",
}


@pytest.mark.parametrize("part", CRAFTED.values(), ids=CRAFTED.keys())
def test_no_crafted_file_is_read_more_than_a_little(
        acts: list[Act], monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    read = []
    loads = json.loads
    monkeypatch.setattr(json, "loads", lambda *args, **named: read.append(1) or loads(
        *args, **named))
    _refused(part * (restore.LARGEST // len(part)))
    assert len(read) <= 200
    # A regular expression can search a crafted file for hours, and this holds the kernel.
    assert not hasattr(restore, "re")


# -- anything at all --------------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["v", "id", "answers", "value", "picked", "x"]), inner,
                      max_size=4),
    max_leaves=12,
)


def _harmless(text: str) -> None:
    """Restore a text, whatever it is: it raises a sentence and changes nothing, or it adds."""
    before = _files()
    try:
        restore.restore(text)
    except CourseError:
        assert _files() == before
    else:
        after = _files()
        assert all(after[name].startswith(held) for name, held in before.items())


@given(st.text())
def test_no_text_breaks_a_restore(text: str) -> None:
    _harmless(text)


@given(st.lists(JSON, max_size=4))
def test_no_json_breaks_a_restore(values: list[Any]) -> None:
    _harmless("".join(f"{json.dumps(value)}\n" for value in values))


def _sound(**changes: Any) -> dict[str, Any]:
    act = Act(id="a", at="2026-11-21T09:30:00.000Z", learner=ME, lesson="02", exercise="masthead",
              of="x", step="predict", do="commit", answers={"why": "So."}, course="exile", v=1)
    return {**json.loads(journal.line(act)), **changes}


def _view(address: str) -> dict[str, Any]:
    exercise = library.exercise(address)
    return views.view(exercise, journal.state(exercise), elsewhere.around(exercise))


@given(st.sampled_from(sorted({*_sound(), "item"})), JSON)
def test_no_value_in_a_field_breaks_a_restore_or_the_page_after_it(name: str, value: Any) -> None:
    journal.path("02").unlink(missing_ok=True)
    _harmless(json.dumps(_sound(**{name: value})) + "\n")
    assert "</html>" in answers.html(["02"])
    assert _view("02/masthead")["steps"]


@given(st.sampled_from(["draft", "commit", "try", "check"]),
       st.sampled_from(["likely", "why", "n"]), JSON)
def test_no_answer_in_a_restored_line_breaks_the_page_or_the_export(
        do: str, item: str, value: Any) -> None:
    journal.path("02").unlink(missing_ok=True)
    for exercise, step in (("masthead", "predict"), ("missing-names", "count")):
        _harmless(json.dumps(_sound(do=do, exercise=exercise, step=step,
                                    answers={item: value})) + "\n")
        assert _view(f"02/{exercise}")["steps"]
    page = answers.html(["02"])
    assert page.encode()
    if restore.needed(["02"]):  # infinity is no JSON: such a line is refused whole
        assert restore.restore(page).startswith("Restored: all of this file was here")


@pytest.mark.parametrize("deep", [9, 200, 450, 900, 100_000])
def test_an_answer_without_a_bottom_is_refused(deep: int) -> None:
    inner = "[" * deep + "]" * deep
    _refused(json.dumps(_sound()).replace('"So."', inner) + "\n")


EXPORT_CUTS = st.tuples(st.integers(0, 10**6), st.integers(0, 400), st.text(max_size=12))


@given(EXPORT_CUTS)
def test_no_mutated_export_breaks_a_restore(cut: tuple[int, int, str]) -> None:
    journal.path("02").unlink(missing_ok=True)
    journal.union("02", [Act(**_sound(id=str(n), answers={"why": "</script>" * n}))
                         for n in range(4)])
    page = answers.html(["02"])
    start = cut[0] % len(page)
    _harmless(page[:start] + cut[2] + page[start + cut[1]:])


@given(st.integers(0, 10**6))
def test_no_beginning_of_an_export_is_taken_for_the_whole(length: int) -> None:
    journal.path("02").unlink(missing_ok=True)
    journal.union("02", [Act(**_sound())])
    page = answers.html(["02"])
    assume(length % len(page) < len(page.rstrip()))
    _refused(page[: length % len(page)])


# -- union ------------------------------------------------------------------------------------

ACTS = st.lists(st.builds(
    lambda number, minute, do, text: Act(**_sound(
        id=f"{number}-{minute}-{do}-{text}", at=f"2026-11-21T09:{minute:02}:00.000Z", do=do,
        step=("predict", "look-again")[number % 2], answers={"why": text})),
    st.integers(0, 3), st.integers(0, 59), st.sampled_from(["draft", "commit", "hint", "check"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=3)), min_size=1, max_size=6)


@given(ACTS, ACTS)
def test_restoring_is_idempotent_and_its_order_does_not_matter(
        mine: list[Act], yours: list[Act]) -> None:
    def after(*texts: str) -> tuple[set[Act | str], Any]:
        journal.path("02").unlink(missing_ok=True)
        for text in texts:
            restore.restore(text)
        acts = journal.read("02").acts
        assert len({act.id for act in acts}) == len(acts)
        return {journal.line(a) for a in acts}, journal.state(library.exercise("02/masthead"))

    one, two = _text(*mine), _text(*yours)
    assert after(one, two) == after(two, one) == after(one, two, one, two, two)


@given(ACTS)
def test_the_lines_that_a_copy_needs_give_the_same_state(acts: list[Act]) -> None:
    journal.path("02").unlink(missing_ok=True)
    journal.union("02", acts)
    exercise = library.exercise("02/masthead")
    before, lines = journal.state(exercise), restore.carried(["02"])
    journal.path("02").unlink()
    restore.restore("".join(f"{line}\n" for line in lines))
    assert journal.state(exercise) == before


def test_the_command_line_refuses_in_the_same_words(capsys: pytest.CaptureFixture[str]) -> None:
    from helpers.__main__ import main

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.html"
        path.write_bytes(b"x" * 2_000_001)
        assert main(["restore", str(path)]) == 1
    assert capsys.readouterr().err.endswith("Nothing was changed.\n")
