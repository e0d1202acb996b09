"""The course's own data: plain sentences, honest numbers, sources that exist."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from helpers.case import citations, dates
from helpers.case.read import paragraphs
from helpers.case.records import Exercise, Item, Lesson
from helpers.judge import wording
from helpers.judge.kinds import field
from helpers.work import library, tables

ROOT = Path(__file__).resolve().parent.parent
LESSONS = list(library.lesson_files())
DOCUMENTS = list(library.document_files())

# Paragraphs of background notes that need no citation, by their first words, and why.
NEEDS_NO_CITATION = {
    "How does a dictated note get": "a question and the name of the thing",
    "**This case is invented.**": "lesson 00 has no source outside itself",
    "Pellerby has a school": "invented",
    "**Who is who.** Rosa Timm": "invented",
    "**Some words.** A **logbook**": "what words mean",
}
LONGEST_SENTENCE = 30
MEDIAN_SENTENCE = 16


# -- plain sentences --------------------------------------------------------------------------


def _plain(text: str) -> str:
    """Take out what is not ours to shorten: citations and quoted words (one word stays)."""
    text = citations.CITATION.sub("", text).replace("**", "")
    return re.sub(r"“[^”]*”", "“quoted”", text)


def _sentences(texts: Iterator[str]) -> list[str]:
    """Return sentences of two words or more; initials such as “V. I.” end none."""
    found = []
    for text in texts:
        for part in re.split(r"(?<![A-Z])(?<!Vlad)(?<!no)[.!?…][”\")]*\s+|\n", _plain(text)):
            if len(_words(part)) > 1:
                found.append(part)
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", text)


def _said_by(item: Item) -> Iterator[str]:
    yield from (item.ask, item.otherwise, item.model, *item.hints, *item.rubric)
    for option in item.options:
        yield from (option.text, option.because)
    yield from (key.because for key in item.keys)
    yield from (span.because for span in item.spans)


def _said_in(lesson: Lesson) -> Iterator[str]:
    for note in lesson.notes.values():
        yield from note.text
    for exercise in lesson.exercises:
        for step in exercise.steps:
            yield from step.notes
            for reading in step.reads:
                yield from (reading.text, reading.comment)
        for _, item in exercise.items():
            yield from _said_by(item)


TEXTS: dict[str, list[str]] = {
    **{f"lesson {k}": list(_said_in(library.lesson(k))) for k in LESSONS},
    **{f"plainer {k}": list(library.document(k).plainer) for k in DOCUMENTS
       if library.document(k).plainer},
    **{f"notes {k}": list(library.document(k).notes) for k in DOCUMENTS},
    "glossary": list(library.glossary().values()),
}


@pytest.mark.parametrize("where", TEXTS)
def test_no_sentence_is_longer_than_thirty_words(where: str) -> None:
    sentences = _sentences(iter(TEXTS[where]))
    assert sentences
    assert [s for s in sentences if len(_words(s)) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize("where", TEXTS)
def test_half_of_the_sentences_have_sixteen_words_or_fewer(where: str) -> None:
    lengths = [len(_words(s)) for s in _sentences(iter(TEXTS[where]))]
    assert median(lengths) <= MEDIAN_SENTENCE


def test_sentences_are_told_apart() -> None:
    texts = iter(["V. I. spoke “no. It is long.” today. Was it so? [@a, 1. b] It was, again."])
    assert [len(_words(s)) for s in _sentences(texts)] == [5, 3, 3]


@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_a_text_has_at_most_250_words(document_id: str) -> None:
    document = library.document(document_id)
    for text in (document.text, document.plainer):
        assert len(" ".join(text).split()) <= 250


@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_a_plainer_text_keeps_the_paragraphs_of_the_text(document_id: str) -> None:
    document = library.document(document_id)
    assert len(document.plainer) in (0, len(document.text))


# -- sources ----------------------------------------------------------------------------------


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_every_paragraph_of_a_note_names_its_source(lesson_id: str) -> None:
    notes = library.lesson(lesson_id).notes
    assert notes
    assert [
        text for note in notes.values() for text in note.text
        if not list(citations.cited(text)) and not text.startswith(tuple(NEEDS_NO_CITATION))
    ] == []


def test_every_exception_from_citing_is_still_needed() -> None:
    texts = [t for k in LESSONS for n in library.lesson(k).notes.values() for t in n.text]
    for words in NEEDS_NO_CITATION:
        assert [list(citations.cited(t)) for t in texts if t.startswith(words)] == [[]]


def _data_files() -> list[Path]:
    data = ROOT / "data"  # its README only shows how a citation is written
    return sorted([*data.glob("*.csv"), *data.glob("lessons/*.yaml"), *data.glob("documents/*.md")])


@pytest.mark.parametrize("path", _data_files(), ids=lambda p: p.name)
def test_every_citation_is_in_the_bibliography(path: Path) -> None:
    keys = {key for key, _ in citations.cited(path.read_text(encoding="utf-8"))}
    assert keys <= library.bibliography().keys()


def test_the_files_cite_most_of_the_bibliography() -> None:
    keys = {k for p in _data_files() for k, _ in citations.cited(p.read_text(encoding="utf-8"))}
    assert len(keys) > 0.5 * len(library.bibliography())


BOOKS = json.loads((ROOT / "data/bibliography.json").read_text(encoding="utf-8"))
E_LIBRARIES = (
    "bibliboba", "rulit", "fb2", "litres", "bookreadfree", "libgen", "rentlacar", "royallib",
    "loveread", "litmir", "flibusta", "e-reading", "lib.rus.ec", "z-lib", "coollib", "librebook",
    "readli", "libking", "scribd", "vdoc.pub", "dokumen.pub", "epdf", "ebin.pub", "libcat",
    "annas-archive", "sci-hub",
)


@pytest.mark.parametrize("entry", BOOKS, ids=lambda e: e["id"])
def test_a_bibliography_entry_has_id_type_and_title(entry: dict[str, Any]) -> None:
    assert all(entry.get(name, "").strip() for name in ("id", "type", "title"))


@pytest.mark.parametrize("entry", BOOKS, ids=lambda e: e["id"])
def test_no_link_leads_to_a_library_of_copied_books(entry: dict[str, Any]) -> None:
    assert not [host for host in E_LIBRARIES if host in json.dumps(entry).lower()]


def test_bibliography_ids_are_unique_and_plain() -> None:
    ids = [entry["id"] for entry in BOOKS]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i) for i in ids)


TRANSLATED = [k for k in DOCUMENTS if library.document(k).text_is not in ("summary", "invented")]


@pytest.mark.parametrize("document_id", TRANSLATED)
def test_a_translated_text_carries_the_fingerprint_of_its_original(document_id: str) -> None:
    original = library.document(document_id).original
    assert original
    assert re.fullmatch("[0-9a-f]{64}", original.sha256)
    assert original.words > 0
    assert len(original.first_words.split()) >= 3
    assert len(original.last_words.split()) >= 3
    assert original.address
    dates.bounds(original.read)


@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_a_document_says_its_rights_and_its_review(document_id: str) -> None:
    document = library.document(document_id)
    assert document.rights
    assert document.review


def test_some_document_is_translated() -> None:
    assert TRANSLATED


# -- the practice case ------------------------------------------------------------------------


INVENTED = [k for k in DOCUMENTS if library.document(k).text_is == "invented"]


def test_the_practice_case_and_lesson_02_show_all_fourteen_types() -> None:
    shown = {e.type for k in ("00", "02") for e in library.lesson(k).exercises}
    assert {f"E{n}" for n in range(1, 15)} <= shown


def test_the_practice_case_has_every_kind_of_verdict() -> None:
    items = [item for e in library.lesson("00").exercises for _, item in e.items()]
    marks = {o.verdict for i in items for o in i.options} | {c.mark for i in items for c in i.cells}
    assert marks >= {"right", "almost", "tempting", "arguable", "wrong"}


def test_invented_texts_stand_in_lesson_00_alone_and_real_ones_nowhere_in_it() -> None:
    for lesson_id in LESSONS:
        shown = {i for e in library.lesson(lesson_id).exercises for i in e.shows}
        assert shown & set(INVENTED) == (shown if lesson_id == "00" else set())


@pytest.mark.parametrize("document_id", INVENTED)
def test_an_invented_text_says_so_on_its_card_and_beneath_it(document_id: str) -> None:
    document = library.document(document_id)
    assert document.edition == "None: invented for this course"
    assert document.notes[0].startswith("Invented for practice.")


def test_every_address_in_the_practice_case_leads_nowhere() -> None:
    text = (ROOT / library.lesson("00").file).read_text(encoding="utf-8")
    assert "http" not in text
    assert set(re.findall(r"\b[a-z]+\.([a-z]{2,})\b", text)) <= {"example"}


# -- tables -----------------------------------------------------------------------------------


def _rows(name: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = tables.table(name).to_dict("records")
    assert rows
    return rows


@pytest.mark.parametrize("row", _rows("politburo"), ids=lambda r: r["person_id"])
def test_plain_dates_are_the_outer_bounds_of_their_edtf_dates(row: dict[str, str]) -> None:
    assert row["seat_from"] == dates.bounds(row["seat_from_edtf"])[0].isoformat()
    assert row["seat_to"] == dates.bounds(row["seat_to_edtf"])[1].isoformat()
    assert row["death"] == dates.bounds(row["death_edtf"])[1].isoformat()


@pytest.mark.parametrize("row", _rows("politburo"), ids=lambda r: r["person_id"])
def test_a_seat_begins_before_it_ends_and_ends_before_death(row: dict[str, str]) -> None:
    assert row["seat_from"] < row["seat_to"] <= row["death"]


def test_two_independent_references_are_two_at_least() -> None:
    rows = [r for r in _rows("politburo") if r["verdict"] == "two independent"]
    assert rows
    for row in rows:
        for name in ("seat_sources", "death_sources"):
            assert len({key for key, _ in citations.cited(row[name])}) >= 2, row["name"]


@pytest.mark.parametrize("row", _rows("politburo"), ids=lambda r: r["person_id"])
def test_a_date_in_conflict_is_written_as_an_interval(row: dict[str, str]) -> None:
    ranges = [n for n in ("seat_from_edtf", "seat_to_edtf", "death_edtf") if "/" in row[n]]
    assert bool(ranges) == (row["verdict"] == "in conflict")


@pytest.mark.parametrize("row", _rows("translations"), ids=lambda r: r["ours"])
def test_a_phrase_taken_from_a_translation_has_at_most_eight_words(row: dict[str, str]) -> None:
    for name in ("russian", "ours", "collected_works_36", "speech_1956", "figes_1996"):
        assert 0 < len(re.findall(r"\w+", row[name])) <= 8


def test_our_phrases_stand_in_our_translation() -> None:
    from helpers.work import library

    text = " ".join(library.document("lenin-addendum-1923-01-04").text)
    loose = [row["ours"] for row in _rows("translations")
             if wording.quotations(f"“{row['ours']}”", [text])]
    assert loose == []


# -- labs and the numbers printed in lessons --------------------------------------------------


LABS = [(e, i) for k in LESSONS for e in library.lesson(k).exercises for _, i in e.items()
        if i.kind == "result"]


@pytest.mark.parametrize(("exercise", "item"), LABS, ids=lambda x: getattr(x, "address", ""))
def test_the_solution_of_a_lab_gives_the_right_value(exercise: Exercise, item: Item) -> None:
    scope: dict[str, Any] = {"t": tables.table(item.table)}
    exec(item.solution, scope)
    name = item.solution.partition("=")[0].strip()
    assert field.answer(item, scope[name]).mark == "right"


def _seated() -> Any:
    table = tables.table("politburo")
    return table[(table.seat_from <= "1922-12-24") & (table.seat_to > "1922-12-24")]


def _key(mark: str) -> set[str]:
    return {k.value for k in library.exercise("02/missing-names").item("n").keys
            if k.mark == mark}


def test_lesson_02_counts_seven_full_members() -> None:
    assert len(_seated()) == 7
    assert "7" in _key("tempting")


def test_lesson_02_counts_four_who_are_named() -> None:
    assert (_seated().named_in_letter == "yes").sum() == 4
    assert _key("almost") == {"4"}


def test_lesson_02_counts_lenin_and_two_more_who_are_not_named() -> None:
    silent = _seated()[_seated().named_in_letter == "no"]
    assert set(silent.person_id) == {"lenin", "rykov", "tomsky"}
    assert _key("right") == {"2"}
    assert "3" in _key("tempting")


def test_lesson_02_says_how_the_seven_seats_ended() -> None:
    seated = _seated()
    lenin = seated[seated.person_id == "lenin"].iloc[0]
    assert lenin.seat_to.startswith("1924-01")
    five = seated[(seated.seat_to >= "1926") & (seated.seat_to < "1931")]
    assert len(five) == 5
    assert set(seated.person_id) - set(five.person_id) == {"lenin", "stalin"}


def test_everybody_named_is_in_the_letter_as_we_print_it_or_in_its_notes() -> None:
    letter = library.document("lenin-letter-1922-12-24")
    text = " ".join((*letter.text, *letter.notes))
    table = tables.table("politburo")
    for row in table[table.named_in_letter == "yes"].itertuples():
        assert str(row.name).split()[-1] in text
    for row in table[(table.named_in_letter == "no") & (table.person_id != "lenin")].itertuples():
        assert str(row.name).split()[-1] not in text


# -- words ------------------------------------------------------------------------------------


HARD = [(k, word) for k in LESSONS for word in library.lesson(k).words]


@pytest.mark.parametrize(("lesson_id", "word"), HARD)
def test_a_hard_word_is_explained(lesson_id: str, word: str) -> None:
    assert library.glossary()[word]


@pytest.mark.parametrize(("lesson_id", "word"), HARD)
def test_a_hard_word_is_bold_in_a_note_or_stands_in_a_text(lesson_id: str, word: str) -> None:
    lesson = library.lesson(lesson_id)
    notes = " ".join(t for note in lesson.notes.values() for t in note.text)
    shown = dict.fromkeys(i for e in lesson.exercises for i in e.shows)
    texts = [*_said_in(lesson), *(t for i in shown for t in library.document(i).text)]
    found = rf"\b{re.escape(word)}s?\b"
    assert re.search(rf"\*\*{re.escape(word)}s?\*\*", notes, re.IGNORECASE) or re.search(
        found, " ".join(t for t in texts if t not in notes), re.IGNORECASE)


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_every_bold_word_of_a_note_is_a_heading_or_a_hard_word(lesson_id: str) -> None:
    lesson = library.lesson(lesson_id)
    bold = {b for note in lesson.notes.values() for t in note.text
            for b in re.findall(r"\*\*([^*]+)\*\*", t)}
    assert bold
    assert {b for b in bold if b[-1] not in ".?" and b not in lesson.words} == set()


def test_a_paragraph_is_one_line() -> None:
    assert paragraphs("a\nb\n\n\n c ") == ("a b", "c")
