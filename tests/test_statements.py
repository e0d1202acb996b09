"""The list for a historian: nothing that a lesson says is missing from it."""

from __future__ import annotations

import re

import pytest

from helpers import __main__ as command_line
from helpers.case import citations
from helpers.desk import claims
from helpers.paper import notes
from helpers.work import library, notebook


def test_a_text_is_parted_after_its_citations() -> None:
    found = list(claims.parted("x", "It fell. [@a, 7; @b] [@c] It broke. [@d, 1-2]"))
    assert [(one.text, one.sources) for one in found] == [
        ("It fell.", (("a", "7"), ("b", ""), ("c", ""))), ("It broke.", (("d", "1-2"),))]


def test_what_follows_the_last_citation_names_no_source() -> None:
    *_, last = claims.parted("x", "It fell. [@a]. And nobody saw it.")
    assert (last.text, last.sources) == ("And nobody saw it.", ())


@pytest.mark.parametrize("lesson_id", library.lesson_files())
def test_every_citation_of_a_lesson_and_of_its_documents_is_in_the_list(lesson_id: str) -> None:
    lesson = library.lesson(lesson_id)
    shown = {i for exercise in lesson.exercises for i in exercise.shows}
    paths = [library.root() / lesson.file, *(library.document_files()[i] for i in shown),
             *(library.root() / f"data/{name}.csv" for name in notes.tables_of(lesson))]
    written = [pair for path in paths
               for pair in citations.cited(" ".join(path.read_text(encoding="utf-8").split()))]
    written += [pair for kind, source in notebook.cells(lesson.slug) if kind == "markdown"
                for pair in citations.cited(source)]
    listed = [pair for one in claims.of_lesson(lesson) for pair in one.sources]
    assert sorted(listed) == sorted(written)


@pytest.mark.parametrize("lesson_id", library.lesson_files())
def test_every_statement_is_printed_with_its_place_source_and_locator(
        lesson_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["claims", lesson_id]) == 0
    printed = capsys.readouterr().out
    found = claims.of_lesson(library.lesson(lesson_id))
    entries = library.bibliography()
    for one in found:
        assert one.where in printed
        assert one.text in printed
        for key, at in one.sources:
            assert citations.short(entries[key]) + (f", {at}" if at else "") in printed
    assert printed.count("\n[ ] ") == len(found)


def test_every_reason_and_hint_of_a_lesson_is_in_the_list() -> None:
    said = " ".join(one.text for one in claims.of_lesson(library.lesson("02")))
    for exercise in library.lesson("02").exercises:
        for _, item in exercise.items():
            for text in (*(o.because for o in item.options), *item.hints, item.model):
                for part in re.split(r"\s*\[@[^\]]+\][\s.]*", text):
                    assert part.strip() in said


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\[@[^\]]+\][\s.]*", " ", text).split())


@pytest.mark.parametrize("lesson_id", library.lesson_files())
def test_every_sentence_of_the_notebook_is_in_the_list(lesson_id: str) -> None:
    lesson = library.lesson(lesson_id)
    said = {one.text for one in claims.of_lesson(lesson) if "notebook" in one.where}
    whole = _plain(" ".join(said))
    sentences = [one for kind, source in notebook.cells(lesson.slug) if kind == "markdown"
                 for row in source.splitlines() for one in re.split(r"(?<=[.?!]) ", row)]
    assert sentences
    assert [one for one in sentences if _plain(one).strip("#> ") not in whole] == []


def test_words_of_stored_figures_are_in_the_list() -> None:
    found = {one.where: one.text for one in claims.of_lesson(library.lesson("01"))}
    assert found["01 notebook alt text"].startswith("Two rows of bars, 100 for page A")
    assert found["01 notebook caption"].startswith("202 lines, 12 sentences")


@pytest.mark.parametrize("lesson_id", library.lesson_files())
def test_titles_options_rows_and_what_is_known_of_documents_are_in_the_list(
        lesson_id: str) -> None:
    lesson = library.lesson(lesson_id)
    said = _plain(" ".join(one.text for one in claims.of_lesson(lesson)))
    texts = [lesson.title, lesson.question, lesson.move, lesson.review]
    for exercise in lesson.exercises:
        texts += [exercise.title, *(library.document(one).author for one in exercise.shows)]
        texts += [one.text for step in exercise.steps for one in step.reads]
        for _, item in exercise.items():
            texts += [one.text for one in (*item.options, *item.rows, *item.columns)]
    parts = [part for text in texts if re.search("[A-Za-z]", text)
             for part in re.split(r"\[@[^\]]+\][\s.]*", text)]
    assert [part for part in parts if _plain(part) not in said] == []
