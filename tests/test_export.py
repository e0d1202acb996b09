"""One HTML file carries the answers out of the course and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from asked import digest
from hypothesis import given
from hypothesis import strategies as st

from helpers.case.errors import CourseError
from helpers.case.records import Act, Exercise, Step
from helpers.judge import states
from helpers.paper import answers
from helpers.work import journal, learners, library, restore


@pytest.fixture
def filled(toy: Path, acts_of: Callable[[Exercise, Step], list[Act]]) -> list[Act]:
    """Answer the whole toy lesson; return its acts."""
    acts = [a for e in library.lesson("01").exercises for s in e.steps for a in acts_of(e, s)]
    acts = [replace(act, id=f"{act.exercise}-{act.id}") for act in acts]
    for act in acts:
        journal.append(act)
    return acts


def _wipe() -> None:
    journal.path("01").unlink()


def _states() -> list[states.State]:
    acts = journal.read("01").acts
    return [states.fold(a for a in acts if a.exercise == e.id)
            for e in library.lesson("01").exercises]


# -- a piece of work worth keeping -------------------------------------------------------------


def test_the_page_shows_verdicts_models_and_changes_of_mind(filled: list[Act]) -> None:
    page = unescape(answers.html(["01"]))
    assert "✓ Right <strong>The cat</strong><br>The letter blames an animal. (Braun 1901" in page
    assert "A model answer</strong><br>A writer with a stake blames" in page
    assert '<blockquote class="first" dir="auto">First: ' in page
    assert "<strong>What I thought at first</strong>" in page
    assert "<strong>What I think now</strong>" in page


def test_only_what_was_done_is_in_the_page(
        toy: Path, acts_of: Callable[[Exercise, Step], list[Act]]) -> None:
    exercise = library.exercise("01/card")
    for act in acts_of(exercise, exercise.steps[0]):
        journal.append(act)
    page = answers.html(["01"])
    assert page.count("<h3>") == 1
    assert "What I thought at first" not in page


# -- there and back ---------------------------------------------------------------------------


def test_restoring_into_an_empty_folder_gives_the_same_state(filled: list[Act]) -> None:
    before, page = _states(), answers.html(["01"])
    _wipe()
    restore.restore(page)
    assert _states() == before
    assert all(state.frozen for state in before)


def test_the_number_of_exercises_that_came_back_is_said(filled: list[Act]) -> None:
    page = answers.html(["01"])
    told = f"answers to {len({act.exercise for act in filled})} exercises"
    assert told in page
    _wipe()
    assert restore.restore(page).startswith(f"Restored: your {told};")


def test_only_exercises_with_answers_of_the_acts_that_were_added_are_counted(
        filled: list[Act]) -> None:
    page = answers.html(["01"])
    lost = filled[0].exercise
    kept = [act for act in journal.read("01").acts if act.exercise != lost]
    _wipe()
    journal.union("01", kept)
    assert restore.restore(page).startswith("Restored: your answers to 1 exercise;")


def test_a_hint_is_no_answer(toy: Path) -> None:
    journal.append(journal.new_act("01", "card", "", "read", "hint", {}, item="who"))
    assert "answers to 0 exercises" in answers.html(["01"])


def test_restoring_twice_adds_nothing(filled: list[Act]) -> None:
    page, before = answers.html(["01"]), journal.path("01").read_bytes()
    assert restore.restore(page).startswith("Restored: all of this file was here already")
    assert journal.path("01").read_bytes() == before


def test_two_exports_restored_in_either_order_give_the_same_state(filled: list[Act]) -> None:
    late = answers.html(["01"])
    lines = journal.path("01").read_text(encoding="utf-8").splitlines(keepends=True)
    early = "".join(lines[: len(lines) // 2])
    results = []
    for order in ((early, late), (late, early)):
        _wipe()
        for text in order:
            restore.restore(text)
        results.append(_states())
    assert results[0] == results[1]


def test_what_was_already_here_stays_as_it_was(filled: list[Act]) -> None:
    page = answers.html(["01"])
    changed = replace(filled[0], answers={"who": "changed"})
    journal.path("01").write_text(journal.line(changed) + "\n", encoding="utf-8")
    restore.restore(page)
    assert journal.read("01").acts[0] == changed


def test_an_answer_committed_earlier_elsewhere_counts_and_that_is_said(toy: Path) -> None:
    _write("Mine.")
    mine = journal.read("01").acts[0]
    theirs = replace(mine, id="other", at="2000-01-01T00:00:00.000Z",
                     answers={**mine.answers, "why": "Theirs."})
    said = restore.restore(journal.line(theirs))
    assert "In 01/predict/guess the file has an answer committed earlier" in said
    assert mine in journal.read("01").acts


def test_the_export_holds_every_lesson_begun(toy: Path) -> None:
    second = (toy / "data/lessons/01-toy.yaml").read_text(encoding="utf-8")
    (toy / "data/lessons/02-toy.yaml").write_text(
        second.replace('id: "01"', 'id: "02"').replace("01/", "02/"), encoding="utf-8")
    for lesson in ("01", "02"):
        journal.append(journal.new_act(lesson, "exit", "x", "ticket", "draft", {"ticket": "Yes."}))
    assert set(restore.lines(answers.export()["html"])[0]) == {"01", "02"}


def _journal(*kinds: tuple[str, str, dict[str, object]]) -> list[Act]:
    """Write acts of the lab and of a page, a second apart; return them."""
    acts = [replace(journal.new_act("01", exercise, "x", exercise, do, given, item="page"),
                    at=f"2026-11-21T09:30:{number:02}.000Z")
            for number, (do, exercise, given) in enumerate(kinds)]
    return journal.union("01", acts)


def test_the_value_that_was_committed_comes_back_though_the_lab_was_run_again(toy: Path) -> None:
    acts = _journal(("try", "count", {"n": {"value": "2"}}), ("commit", "count", {}),
                    ("try", "count", {"n": {"value": "5"}}))
    before = journal.state(library.exercise("01/count"))
    page = answers.html(["01"])
    _wipe()
    restore.restore(page)
    assert journal.state(library.exercise("01/count")) == before
    assert journal.read("01").acts == tuple(acts[:2])


def test_all_checked_versions_of_a_page_are_exported_for_its_change_log(toy: Path) -> None:
    texts = ("First.", "Second.", "Third.")
    checks = _journal(*(("check", "rebuild", {"page": text}) for text in texts))
    assert restore.needed(["01"]) == checks


def test_a_draft_that_was_written_anew_is_not_exported(toy: Path) -> None:
    drafts = _journal(*(("draft", "exit", {"ticket": text}) for text in ("First.", "Second.")))
    assert restore.needed(["01"]) == drafts[1:]


def test_what_is_no_answer_is_no_export(toy: Path) -> None:
    with pytest.raises(CourseError, match="no answers to export yet"):
        answers.export()
    _journal(("draft", "exit", {}))
    with pytest.raises(CourseError, match="no answers to export yet"):
        answers.export()


def test_the_lines_of_an_export_name_the_present_code(
        toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEARNER")
    learners.choose("calm-otter-11")
    journal.append(journal.new_act("01", "exit", "x", "ticket", "draft", {"ticket": "Yes."}))
    learners.rename("keen-wren-12")
    assert [act.learner for act in journal.read("01").acts] == ["calm-otter-11"]
    assert [act.learner for act in restore.lines(answers.html(["01"]))[0]["01"]] == ["keen-wren-12"]
    assert '"learner":"keen-wren-12"' in restore.carried(["01"])[0]


def test_an_answer_to_an_older_question_is_called_so(toy: Path) -> None:
    _write("Because.")
    path = toy / "data/lessons/01-toy.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Why do you think so?", "Why trust nobody?"), encoding="utf-8")
    assert "an answer to an older version of this question" in answers.html(["01"])


def test_a_journal_file_can_be_restored_as_it_is(filled: list[Act]) -> None:
    text = journal.path("01").read_text(encoding="utf-8")
    _wipe()
    assert restore.restore(text).startswith("Restored: your answers to")


def test_the_page_shows_questions_answers_and_code(filled: list[Act]) -> None:
    page = answers.html(["01"])
    assert "<strong>Why do you think so?</strong> <small>(committed 2026-11-21 09:30 UTC)" in page
    assert '<blockquote dir="auto">It was the zebra.</blockquote>' in page
    assert "<pre>n</pre>" in page


def test_the_page_names_its_learner_and_its_file(filled: list[Act]) -> None:
    made = answers.export()
    assert made["name"] == "answers-amber-heron-42.html"
    assert "<title>Answers of amber-heron-42</title>" in made["html"]


# -- hostile answers --------------------------------------------------------------------------


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.append(tag)


def _write(text: str) -> None:
    lesson = library.lesson("01")
    step = lesson.exercises[0].steps[0]
    answers: dict[str, object] = {"who": {"picked": ["cat"], "sure": "guess"}, "why": text}
    of = digest("01/predict")
    journal.append(journal.new_act("01", "predict", of, step.id, "commit", answers))


HOSTILE = st.lists(
    st.sampled_from(["</script>", "<script>", "<!--", "-->", "]]>", "&", '"', "'", "\\u003c",
                     '<script type="application/x-ndjson" id="answers">', "<img src=x>", "\u2028"])
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=8,
).map("".join)


@given(HOSTILE.filter(lambda text: bool(text.strip())))
def test_no_answer_can_end_the_script_that_carries_it(text: str) -> None:
    lesson = library.lesson("02")
    step = lesson.exercise("exit").steps[0]
    journal.path("02").unlink(missing_ok=True)
    journal.append(journal.new_act("02", "exit", digest("02/exit"), step.id, "commit",
                                   {"ticket": text}))
    page = answers.html(["02"])
    tags = _Tags()
    tags.feed(page)
    assert (tags.found.count("script"), tags.found.count("img")) == (1, 0)
    assert restore.lines(page)[0]["02"][0].answers == {"ticket": text}


def test_an_answer_that_closes_a_script_comes_back_whole(toy: Path) -> None:
    _write("</script><script>alert(1)</script>")
    page = answers.html(["01"])
    assert page.count("</script>") == 1
    assert restore.lines(page)[0]["01"][0].answers["why"] == "</script><script>alert(1)</script>"


# -- refusals ---------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_short_is_refused(filled: list[Act], share: float) -> None:
    page = answers.html(["01"])
    with pytest.raises(CourseError, match="cut short"):
        restore.restore(page[: int(len(page) * share)])


def test_a_page_of_somebody_else_is_refused(toy: Path) -> None:
    with pytest.raises(CourseError, match="carries no answers"):
        restore.restore("<!doctype html><html><body>News</body></html>")


@pytest.mark.parametrize("text", ["", "hello", "{}", "[]", '{"v": 1}'])
def test_text_that_is_no_journal_is_refused(toy: Path, text: str) -> None:
    with pytest.raises(CourseError, match="not an export"):
        restore.restore(text)


def test_a_file_with_one_damaged_line_is_refused_whole(filled: list[Act]) -> None:
    page = answers.html(["01"]).replace('"do":"commit"', '"do":"erase"', 1)
    _wipe()
    with pytest.raises(CourseError, match="damaged"):
        restore.restore(page)
    assert journal.read("01").acts == ()


def test_an_oversized_file_is_refused(toy: Path) -> None:
    with pytest.raises(CourseError, match="over 2 MB"):
        restore.restore("x" * (restore.LARGEST + 1))


def test_a_lesson_that_is_not_here_is_refused(filled: list[Act]) -> None:
    stray = replace(filled[0], id="stray", lesson="../../etc")
    with pytest.raises(CourseError, match="which is not here"):
        restore.restore(journal.line(stray))


def test_the_answers_of_another_learner_do_not_mix_with_those_here(filled: list[Act]) -> None:
    before = journal.path("01").read_bytes()
    theirs = replace(filled[0], id="theirs", learner="calm-otter-11")
    with pytest.raises(CourseError, match=r"calm-otter-11.*Nothing was changed"):
        restore.restore(journal.line(theirs))
    assert journal.path("01").read_bytes() == before


def test_a_file_of_two_learners_is_refused_even_by_an_empty_folder(filled: list[Act]) -> None:
    theirs = replace(filled[0], id="theirs", learner="calm-otter-11")
    text = f"{journal.line(filled[0])}\n{journal.line(theirs)}\n"
    _wipe()
    with pytest.raises(CourseError):
        restore.restore(text)


def test_a_learner_who_was_named_does_not_take_another_code(filled: list[Act]) -> None:
    theirs = replace(filled[0], learner="calm-otter-11")
    _wipe()
    with pytest.raises(CourseError, match="LEARNER is set"):
        restore.restore(journal.line(theirs))


def test_an_empty_folder_takes_the_code_of_the_file(
        filled: list[Act], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = answers.html(["01"])
    monkeypatch.setenv("MY_WORK", str(tmp_path / "elsewhere"))
    monkeypatch.delenv("LEARNER")
    restore.restore(page)
    assert learners.learner() == "amber-heron-42"
    assert len(journal.read("01").acts) == len(filled)
