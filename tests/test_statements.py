"""The list for a historian: nothing that a lesson says is missing from it."""

from __future__ import annotations

import re

import pytest

from helpers import __main__ as command_line
from helpers import citations, library, notes, statements


def test_a_text_is_parted_after_its_citations() -> None:
    found = list(statements.parted("x", "It fell. [@a, 7; @b] [@c] It broke. [@d, 1-2]"))
    assert [(one.text, one.sources) for one in found] == [
        ("It fell.", (("a", "7"), ("b", ""), ("c", ""))), ("It broke.", (("d", "1-2"),))]


def test_what_follows_the_last_citation_names_no_source() -> None:
    *_, last = statements.parted("x", "It fell. [@a]. And nobody saw it.")
    assert (last.text, last.sources) == ("And nobody saw it.", ())


@pytest.mark.parametrize("lesson_id", library.lesson_files())
def test_every_citation_of_a_lesson_and_of_its_documents_is_in_the_list(lesson_id: str) -> None:
    lesson = library.lesson(lesson_id)
    shown = {i for exercise in lesson.exercises for i in exercise.shows}
    paths = [library.root() / lesson.file, *(library.document_files()[i] for i in shown),
             *(library.root() / f"data/{name}.csv" for name in notes.tables_of(lesson))]
    written = [pair for path in paths
               for pair in citations.cited(" ".join(path.read_text(encoding="utf-8").split()))]
    listed = [pair for one in statements.of_lesson(lesson) for pair in one.sources]
    assert sorted(listed) == sorted(written)


@pytest.mark.parametrize("lesson_id", library.lesson_files())
def test_every_statement_is_printed_with_its_place_source_and_locator(
        lesson_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["claims", lesson_id]) == 0
    printed = capsys.readouterr().out
    found = statements.of_lesson(library.lesson(lesson_id))
    entries = library.bibliography()
    for one in found:
        assert one.where in printed
        assert one.text in printed
        for key, at in one.sources:
            assert citations.short(entries[key]) + (f", {at}" if at else "") in printed
    assert printed.count("\n[ ] ") == len(found)


def test_every_reason_and_hint_of_a_lesson_is_in_the_list() -> None:
    said = " ".join(one.text for one in statements.of_lesson(library.lesson("02")))
    for exercise in library.lesson("02").exercises:
        for _, item in exercise.items():
            for text in (*(o.because for o in item.options), *item.hints, item.model):
                for part in re.split(r"\s*\[@[^\]]+\][\s.]*", text):
                    assert part.strip() in said
