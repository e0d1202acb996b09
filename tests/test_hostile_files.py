"""Whatever a data file holds, reading it ends in records or in sentences, never in a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.case import attribution, reference
from helpers.case.errors import CourseError, Problem
from helpers.case.read import read_document
from helpers.case.records import Act
from helpers.judge import rebuilt, rules, scene, states, views
from helpers.paper import markup, published, twin
from helpers.work import library

TOY = Path(__file__).parent / "toy/data"
LESSON = (TOY / "lessons/01-toy.yaml").read_text(encoding="utf-8")
LETTER = (TOY / "documents/toy-letter.md").read_text(encoding="utf-8")
BOOKS = (TOY / "bibliography.json").read_text(encoding="utf-8")
CANARY = "<img src=x onerror=alert(1)><script>alert(1)</script>"
JUNK = ["", "[]", "{}", "- a", "no", "{", "&a *a", "!!python/object:os.system x", "\x00", "🙂",
        "'", '"', CANARY, "999999999999999999999", "[@x", "../../etc/passwd", "a: b: c"]


def _spoilt(text: str) -> st.SearchStrategy[str]:
    """A file in which some lines were lost, doubled, moved or replaced by junk."""
    lines = text.splitlines()
    places = st.integers(0, len(lines) - 1)

    def spoil(changes: list[tuple[int, int, str, str]]) -> str:
        spoilt = lines[:]
        for place, other, how, junk in changes:
            if how == "lose":
                spoilt[place] = ""
            elif how == "move":
                spoilt[place], spoilt[other] = spoilt[other], spoilt[place]
            elif how == "value":
                spoilt[place] = f"{spoilt[place].partition(':')[0]}: {junk}"
            else:
                spoilt[place] = junk
        return "\n".join(spoilt)

    how = st.sampled_from(["lose", "move", "value", "junk"])
    change = st.tuples(places, places, how, st.sampled_from(JUNK))
    return st.lists(change, min_size=1, max_size=4).map(spoil)


def _sentences(problems: list[Problem]) -> None:
    assert all(problem.message and problem.line > 0 for problem in problems)


@settings(deadline=None)
@given(_spoilt(LESSON))
def test_a_spoilt_lesson_is_read_or_its_mistakes_are_said(
        tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("hostile") / "01-toy.yaml"
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    lesson = library.read_course_lesson(path, problems)
    _sentences(problems)
    if not problems:  # what is taken for sound can be shown and printed
        documents = {p.stem: read_document(p, []) for p in (TOY / "documents").glob("*.md")}
        for exercise in lesson.exercises:
            if all(i in documents for i in exercise.shows):
                shown = [documents[i] for i in exercise.shows]
                assert CANARY not in twin.twin(exercise, shown)


@settings(deadline=None)
@given(_spoilt(LETTER))
def test_a_spoilt_document_is_read_or_its_mistakes_are_said(
        tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("hostile") / "toy-letter.md"
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    document = read_document(path, problems)
    _sentences(problems)
    if not problems:
        assert CANARY not in markup.table_html(attribution.attribution(document))


@settings(deadline=None)
@given(st.one_of(_spoilt(BOOKS), st.text(), st.recursive(
    st.none() | st.booleans() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3) |
    st.dictionaries(st.sampled_from(["id", "title", "author", "issued", "date-parts"]), inner,
                    max_size=4)).map(json.dumps)))
def test_a_spoilt_bibliography_is_read_or_its_mistakes_are_said(
        tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("hostile") / "bibliography.json"
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    reference.read_bibliography(path, problems)
    _sentences(problems)


@given(st.text(max_size=300), st.text(max_size=60))
def test_whatever_is_written_on_a_page_it_is_checked_and_published_as_text(
        first: str, second: str) -> None:
    exercise = library.read_course_lesson(TOY / "lessons/01-toy.yaml", []).exercise("rebuild")
    documents = {p.stem: read_document(p, []) for p in (TOY / "documents").glob("*.md")}
    text = f"{first}\n{CANARY} [{second}] {{{second}}}"
    item = exercise.item("page")
    assert rules.check(rebuilt.read(text), rebuilt.shelf(item, documents))
    acts = [Act(id=do, at=f"2026-11-21T09:30:0{n}.000Z", learner="a", lesson="01", of="x",
                exercise="rebuild", step="write", do=do, answers={"page": text}, item="page")
            for n, do in enumerate(("check", "commit"))]
    state = states.fold(acts)
    if text.strip():
        html = published.html(exercise, item, state, scene.Around(documents))
        assert "<script" not in html
        assert "<img" not in html
        assert views.view(exercise, state, scene.Around(documents, str))["steps"][0]["frozen"]


@pytest.mark.parametrize("address", ["../01", "01/../../etc", "", "/", "01//", "00", "²¹/x",
                                     CANARY])
def test_an_address_that_leads_nowhere_is_a_sentence(toy: Path, address: str) -> None:
    with pytest.raises(CourseError) as caught:
        library.exercise(address)
    assert "\n" not in str(caught.value)
