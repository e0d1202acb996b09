"""The course's own data: plain sentences, honest numbers, sources that exist."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from withheld import withheld

from helpers.case import citations, dates
from helpers.case.read import paragraphs
from helpers.case.records import Exercise, Item, Lesson, Original
from helpers.judge import wording
from helpers.judge.kinds import field
from helpers.work import library, tables

ROOT = Path(__file__).resolve().parent.parent
LESSONS = [library.lesson(one) for one in library.lesson_files()]
DOCUMENTS = [library.document(one) for one in library.document_files()]

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
    yield from (item.ask, *(option.text for option in item.options))
    yield from (one for one in withheld(item) if one != item.solution)


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


TEXTS = {
    **{f"lesson {one.id}": list(_said_in(one)) for one in LESSONS},
    **{f"plainer {one.id}": list(one.plainer) for one in DOCUMENTS if one.plainer},
    **{f"notes {one.id}": list(one.notes) for one in DOCUMENTS},
    "glossary": list(library.glossary().values()),
}


SENTENCES = {where: _sentences(iter(texts)) for where, texts in TEXTS.items()}


def test_every_text_has_sentences() -> None:
    assert SENTENCES
    assert [where for where, sentences in SENTENCES.items() if not sentences] == []


def test_no_sentence_is_longer_than_thirty_words() -> None:
    assert [(where, one) for where, sentences in SENTENCES.items() for one in sentences
            if len(_words(one)) > LONGEST_SENTENCE] == []


def test_half_of_the_sentences_have_sixteen_words_or_fewer() -> None:
    medians = {where: median(len(_words(one)) for one in sentences)
               for where, sentences in SENTENCES.items() if sentences}
    assert {where: words for where, words in medians.items() if words > MEDIAN_SENTENCE} == {}


def test_sentences_are_told_apart() -> None:
    texts = iter(["V. I. spoke “no. It is long.” today. Was it so? [@a, 1. b] It was, again."])
    assert [len(_words(s)) for s in _sentences(texts)] == [5, 3, 3]


def test_a_text_has_at_most_250_words() -> None:
    lengths = {(one.id, which): len(" ".join(text).split()) for one in DOCUMENTS
               for which, text in (("text", one.text), ("plainer", one.plainer))}
    assert {text: words for text, words in lengths.items() if words > 250} == {}


def test_a_plainer_text_keeps_the_paragraphs_of_the_text() -> None:
    assert [one.id for one in DOCUMENTS if len(one.plainer) not in (0, len(one.text))] == []


# -- sources ----------------------------------------------------------------------------------


def _cited(text: str) -> set[str]:
    return {key for key, _ in citations.cited(text)}


PARAGRAPHS = [(lesson.id, text) for lesson in LESSONS for note in lesson.notes.values()
              for text in note.text]


def test_every_lesson_has_notes() -> None:
    assert [lesson.id for lesson in LESSONS if not lesson.notes] == []


def test_every_paragraph_of_a_note_names_its_source() -> None:
    assert [(lesson, text) for lesson, text in PARAGRAPHS
            if not _cited(text) and not text.startswith(tuple(NEEDS_NO_CITATION))] == []


def test_every_exception_from_citing_is_still_needed() -> None:
    needed = {words: [_cited(text) for _, text in PARAGRAPHS if text.startswith(words)]
              for words in NEEDS_NO_CITATION}
    assert {words: cited for words, cited in needed.items() if cited != [set()]} == {}


def _data_files() -> list[Path]:
    data = ROOT / "data"  # its README only shows how a citation is written
    return sorted([*data.glob("*.csv"), *data.glob("lessons/*.yaml"), *data.glob("documents/*.md")])


CITED = {path.name: _cited(path.read_text(encoding="utf-8")) for path in _data_files()}


def test_every_citation_is_in_the_bibliography() -> None:
    known = library.bibliography().keys()
    assert {name: keys - known for name, keys in CITED.items() if not keys <= known} == {}


def test_the_files_cite_most_of_the_bibliography() -> None:
    assert len(set().union(*CITED.values())) > 0.5 * len(library.bibliography())


BOOKS = json.loads((ROOT / "data/bibliography.json").read_text(encoding="utf-8"))
E_LIBRARIES = (
    "bibliboba", "rulit", "fb2", "litres", "bookreadfree", "libgen", "rentlacar", "royallib",
    "loveread", "litmir", "flibusta", "e-reading", "lib.rus.ec", "z-lib", "coollib", "librebook",
    "readli", "libking", "scribd", "vdoc.pub", "dokumen.pub", "epdf", "ebin.pub", "libcat",
    "annas-archive", "sci-hub",
)


def test_a_bibliography_entry_has_id_type_and_title() -> None:
    assert [(entry, name) for entry in BOOKS for name in ("id", "type", "title")
            if not entry.get(name, "").strip()] == []


def test_no_link_leads_to_a_library_of_copied_books() -> None:
    assert [(entry["id"], host) for entry in BOOKS for host in E_LIBRARIES
            if host in json.dumps(entry).lower()] == []


def test_bibliography_ids_are_unique_and_plain() -> None:
    ids = Counter(entry["id"] for entry in BOOKS)
    assert [i for i, times in ids.items()
            if times > 1 or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []


TRANSLATED = [one for one in DOCUMENTS if one.text_is not in ("summary", "invented")]


def _lacks(original: Original | None) -> Iterator[str]:
    """Go through what is missing in the fingerprint of an original."""
    if original is None:
        yield "all of it"
        return
    if not re.fullmatch("[0-9a-f]{64}", original.sha256):
        yield "a hash"
    if original.words <= 0:
        yield "the number of words"
    if len(original.first_words.split()) < 3:
        yield "three first words"
    if len(original.last_words.split()) < 3:
        yield "three last words"
    if not original.address:
        yield "an address"
    try:
        dates.bounds(original.read)
    except ValueError as error:
        yield str(error)


def test_a_translated_text_carries_the_fingerprint_of_its_original() -> None:
    assert TRANSLATED
    assert [(one.id, lack) for one in TRANSLATED for lack in _lacks(one.original)] == []


def test_a_document_says_its_rights_and_its_review() -> None:
    assert [one.id for one in DOCUMENTS if not (one.rights and one.review)] == []


# -- the practice case ------------------------------------------------------------------------


INVENTED = [one for one in DOCUMENTS if one.text_is == "invented"]


def test_the_practice_case_and_lesson_02_show_all_fourteen_types() -> None:
    shown = {e.type for k in ("00", "02") for e in library.lesson(k).exercises}
    assert {f"E{n}" for n in range(1, 15)} <= shown


def test_the_practice_case_has_every_kind_of_verdict() -> None:
    items = [item for e in library.lesson("00").exercises for _, item in e.items()]
    marks = {o.verdict for i in items for o in i.options} | {c.mark for i in items for c in i.cells}
    assert marks >= {"right", "almost", "tempting", "arguable", "wrong"}


def test_invented_texts_stand_in_lesson_00_alone_and_real_ones_nowhere_in_it() -> None:
    invented = {one.id for one in INVENTED}
    assert [(lesson.id, i) for lesson in LESSONS for e in lesson.exercises for i in e.shows
            if (i in invented) != (lesson.id == "00")] == []


def test_an_invented_text_says_so_on_its_card_and_beneath_it() -> None:
    assert INVENTED
    assert [one.id for one in INVENTED if one.edition != "None: invented for this course"
            or not one.notes[0].startswith("Invented for practice.")] == []


def test_every_address_in_the_practice_case_leads_nowhere() -> None:
    text = (ROOT / library.lesson("00").file).read_text(encoding="utf-8")
    assert "http" not in text
    assert set(re.findall(r"\b[a-z]+\.([a-z]{2,})\b", text)) <= {"example"}


# -- tables -----------------------------------------------------------------------------------


Row = dict[str, str]


def _rows(name: str) -> list[Row]:
    rows: list[Row] = tables.table(name).to_dict("records")
    assert rows
    return rows


POLITBURO = {row["person_id"]: row for row in _rows("politburo")}


def _outer_bounds(row: Row) -> tuple[str, str, str]:
    return (dates.bounds(row["seat_from_edtf"])[0].isoformat(),
            dates.bounds(row["seat_to_edtf"])[1].isoformat(),
            dates.bounds(row["death_edtf"])[1].isoformat())


def test_plain_dates_are_the_outer_bounds_of_their_edtf_dates() -> None:
    assert [who for who, row in POLITBURO.items()
            if (row["seat_from"], row["seat_to"], row["death"]) != _outer_bounds(row)] == []


def test_a_seat_begins_before_it_ends_and_ends_before_death() -> None:
    assert [who for who, row in POLITBURO.items()
            if not row["seat_from"] < row["seat_to"] <= row["death"]] == []


def test_two_independent_references_are_two_at_least() -> None:
    rows = {who: r for who, r in POLITBURO.items() if r["verdict"] == "two independent"}
    assert rows
    assert [(who, name) for who, row in rows.items() for name in ("seat_sources", "death_sources")
            if len(_cited(row[name])) < 2] == []


def test_a_date_in_conflict_is_written_as_an_interval() -> None:
    columns = ("seat_from_edtf", "seat_to_edtf", "death_edtf")
    assert [who for who, row in POLITBURO.items()
            if any("/" in row[c] for c in columns) != (row["verdict"] == "in conflict")] == []


def test_a_phrase_taken_from_a_translation_has_at_most_eight_words() -> None:
    columns = ("russian", "ours", "collected_works_36", "speech_1956", "figes_1996")
    assert [(row["ours"], name) for row in _rows("translations") for name in columns
            if not 0 < len(re.findall(r"\w+", row[name])) <= 8] == []


def test_our_phrases_stand_in_our_translation() -> None:
    text = " ".join(library.document("lenin-addendum-1923-01-04").text)
    loose = [row["ours"] for row in _rows("translations")
             if wording.quotations(f"“{row['ours']}”", [text])]
    assert loose == []


# -- labs and the numbers printed in lessons --------------------------------------------------


LABS = [(e, i) for lesson in LESSONS for e in lesson.exercises for _, i in e.items()
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


def test_a_hard_word_is_explained() -> None:
    assert [(lesson.id, word) for lesson in LESSONS for word in lesson.words
            if not library.glossary().get(word)] == []


def _is_met(word: str, notes: str, elsewhere: str) -> bool:
    """Whether a word is bold in a note or stands anywhere else a student reads."""
    bold, plain = rf"\*\*{re.escape(word)}s?\*\*", rf"\b{re.escape(word)}s?\b"
    return bool(re.search(bold, notes, re.IGNORECASE) or re.search(plain, elsewhere, re.IGNORECASE))


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_a_hard_word_is_bold_in_a_note_or_stands_in_a_text(lesson: Lesson) -> None:
    notes = " ".join(t for note in lesson.notes.values() for t in note.text)
    shown = dict.fromkeys(i for e in lesson.exercises for i in e.shows)
    texts = [*_said_in(lesson), *(t for i in shown for t in library.document(i).text)]
    elsewhere = " ".join(t for t in texts if t not in notes)
    assert [word for word in lesson.words if not _is_met(word, notes, elsewhere)] == []


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_every_bold_word_of_a_note_is_a_heading_or_a_hard_word(lesson: Lesson) -> None:
    bold = {b for note in lesson.notes.values() for t in note.text
            for b in re.findall(r"\*\*([^*]+)\*\*", t)}
    assert bold
    assert {b for b in bold if b[-1] not in ".?" and b not in lesson.words} == set()


def test_a_paragraph_is_one_line() -> None:
    assert paragraphs("a\nb\n\n\n c ") == ("a b", "c")
