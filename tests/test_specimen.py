"""The replica says that it is one, stands for real lines, and is nowhere shown in other words."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from helpers.case import shingles, specimen
from helpers.case.errors import CourseError, Problem
from helpers.case.specimen import Sentence, Specimen
from helpers.desk import check, check_copying
from helpers.paper import notes, replicas
from helpers.work import library, minutes, tables

ROOT = Path(__file__).resolve().parent.parent
REPLICA = library.specimen()
LINES = {row["sentence_id"]: row for row in tables.table("page_sentences").to_dict("records")}
each = pytest.mark.parametrize("sentence", REPLICA.sentences, ids=lambda s: s.id)


def test_there_are_twenty_four_sentences_in_the_order_of_their_numbers() -> None:
    assert [one.id for one in REPLICA.sentences] == [f"s{n:02}" for n in range(1, 25)]


@each
def test_a_sentence_stands_for_a_line_that_exists(sentence: Sentence) -> None:
    assert sentence.stands_for in LINES


@each
def test_no_eight_words_in_a_row_are_those_of_the_pages(sentence: Sentence) -> None:
    assert shingles.copied(sentence.text, library.shingles(), least=8) == []


@each
def test_its_voice_is_that_of_the_line_or_of_the_person_quoted_in_it(sentence: Sentence) -> None:
    assert sentence.voice in (LINES[sentence.stands_for]["voice"], "person quoted")


@each
def test_its_damage_is_that_of_the_line(sentence: Sentence) -> None:
    line = LINES[sentence.stands_for]
    assert ("apostrophe lost" in sentence.damage) == (line["lost_apostrophes"] != "0")
    assert ("'" in sentence.text) == (line["straight_apostrophes"] != "0")
    assert ("letters lost" in sentence.damage) == bool(line["lost_letters"])
    assert sentence.text.isascii()


def test_lines_with_the_same_words_are_rebuilt_with_the_same_words() -> None:
    by_code: dict[str, set[str]] = {}
    for one in REPLICA.sentences:
        by_code.setdefault(LINES[one.stands_for]["sha1_10"], set()).add(one.text)
    assert {len(texts) for texts in by_code.values()} == {1}
    assert len(by_code) == 22  # one sentence stands three times


def test_it_says_that_it_is_a_replica_wherever_it_is_shown() -> None:
    shown = notes.replica("specimen")
    assert shown.html.index(escape(REPLICA.replica)) < shown.html.index(
        escape(REPLICA.sentences[0].text))
    for one in REPLICA.sentences:
        assert escape(one.text) in shown.html
        assert f">{one.stands_for}<" in shown.html
    for lesson_id in library.lesson_files():
        for exercise in library.lesson(lesson_id).exercises:
            for step in exercise.steps:
                texts = [t for item in step.items for t in (
                    *(row.text for row in item.rows), *item.passage)]
                if any(one.text in text for one in REPLICA.sentences for text in texts):
                    assert "replica" in " ".join(step.notes).casefold(), exercise.address


def test_there_is_no_other_replica() -> None:
    assert notes.replica("bell").text == "There is no replica 'bell'. There is: specimen."


def test_its_words_count_where_a_notebook_shows_it() -> None:
    words = sum(len(one.text.split()) for one in REPLICA.sentences)
    assert minutes.replica_words("01-a-page-without-an-author") == words > 400
    assert minutes.replica_words("02-did-lenin-pick-an-heir") == 0


def test_the_line_that_stands_six_times_is_shown_as_in_the_replica() -> None:
    notes_of_step = library.exercise("01/six-times").steps[0].notes
    assert f"“{next(one.text for one in REPLICA.sentences if one.id == 's04')}”" in notes_of_step[0]


def test_a_passage_to_mark_has_the_words_of_the_replica() -> None:
    passage = library.exercise("01/autopsy").item("damage").passage
    assert set(passage) <= {one.text for one in REPLICA.sentences}


# -- mistakes of a teacher --------------------------------------------------------------------

GOOD = (ROOT / specimen.NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize(("old", "new", "words"), [
    ("voice: forum\n    damage: who", "voice: choir\n    damage: who", "'choir' is not one"),
    ("damage: letters lost; apostrophe lost", "damage: burnt", "'burnt' is not one of"),
    ("  - id: s02", "  - id: s01", "two"),
    ("  - id: s02", "  - id: two", "must be s and two digits"),
    ("Replica. The wording", "Copy. The wording", "must say that this is a replica"),
    ("    stands_for: A5\n", "    stand_for: A5\n", "is not a field"),
    ("    stands_for: A5\n", "", "is missing"),
])
def test_a_mistake_in_the_replica_is_named_with_its_line(
        tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in GOOD
    path = tmp_path / "specimen.md"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    found: list[Problem] = []
    specimen.read_specimen(path, found)
    assert words in " ".join(one.message for one in found)
    assert all(one.file == specimen.NAME and one.line > 1 for one in found)


def _course(toy: Path, change: Callable[[str], str]) -> list[Problem]:
    (toy / specimen.NAME).write_text(change(GOOD), encoding="utf-8")
    table = (ROOT / "data/page_sentences.csv").read_text(encoding="utf-8")
    (toy / "data/page_sentences.csv").write_text(table, encoding="utf-8")
    lesson = library.read_course_lesson(ROOT / "data/lessons/01-a-page-without-an-author.yaml", [])
    return check_copying.problems([lesson])


def test_a_sentence_that_stands_for_no_line_is_named(toy: Path) -> None:
    found = _course(toy, lambda text: text.replace("stands_for: A56", "stands_for: A556"))
    assert [one.message for one in found if one.field == "stands_for"] == [
        "'A556' is no line of data/page_sentences.csv"]


def test_a_lesson_that_shows_a_sentence_in_other_words_is_named(toy: Path) -> None:
    assert _course(toy, str) == []
    found = _course(toy, lambda text: text.replace("climber's axe", "climber's hammer"))
    assert [one.field for one in found] == ["s11"]
    assert "must read as in data/specimen.md: 11 (A63). “That's no ice pick" in found[0].message


def test_a_course_without_a_replica_says_so_in_one_sentence(toy: Path) -> None:
    with pytest.raises(CourseError):
        library.specimen()
    assert "specimen.md" in notes.replica("specimen").text


def test_a_replica_is_text_and_nothing_else() -> None:
    hostile = "<script>alert(1)</script>"
    one = Sentence("s01", hostile, "forum", (), hostile, "")
    assert "<script" not in replicas.html(Specimen("t", f"Replica {hostile}", "r", (one,)))


def test_a_work_that_the_replica_cites_must_be_known(toy: Path) -> None:
    text = GOOD.replace("Replica. The wording", "Replica. [@nobody-1] The wording")
    (toy / specimen.NAME).write_text(text, encoding="utf-8")
    assert [(one.file, one.field) for one in check.problems() if "'nobody-1'" in one.message] == [
        (specimen.NAME, "citation")]
