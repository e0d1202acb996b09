"""The two pages claim by claim: one rule for all rows, every judgement with its references."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median

import pytest

from helpers.case import citations
from helpers.work import library

DATA = Path(__file__).resolve().parent.parent / "data"
PAGES = {"A": 100, "B": 102}  # sentences of each page, as data/README.md counts them
# Sentences of the same words. The first group stands six times, three on each page.
SAME_WORDS = [
    ("A14", "A40", "A95", "B36", "B62", "B75"), ("A8", "B83"), ("A16", "B60"), ("A20", "B57"),
    ("A22", "B24"), ("A30", "B72"), ("A36", "B17"), ("A43", "B63"), ("A51", "B88"),
    ("A54", "B102"), ("A78", "B14"), ("A85", "B33"),
]
FIRMLY_ESTABLISHED = ("C016", "C054", "C122", "C064", "C132")
LONGEST_SENTENCE = 30
MEDIAN_SENTENCE = 16

Row = dict[str, str]


def _read(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    return rows


def _ids(rows: Iterable[Row]) -> list[str]:
    """Return the ids of rows that break a rule, for a message that names them all."""
    return [row["claim_id"] for row in rows]


ROWS = _read("claims.csv")
BY_ID = {row["claim_id"]: row for row in ROWS}
JUDGED = [row for row in ROWS if row["verdict"] != "not a claim"]


def _sentences(row: Row) -> list[str]:
    return row["sentences"].split("; ")


def _claims_of_sentences() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in ROWS:
        for sentence in _sentences(row):
            found.setdefault(sentence, set()).add(row["claim_id"])
    return found


def _roots(text: str) -> set[str]:
    """Return the ids cited; all Wikipedias count as one line of descent."""
    entries = library.bibliography()
    return {
        "wikipedia" if "line of descent" in str(entries[key].get("note", "")) else key
        for key, _ in citations.cited(text)
    }


def _prose(text: str) -> Iterator[int]:
    """Go through the lengths of the sentences of a text, in words, without its citations."""
    for part in re.split(r"[.!?]”?\s+", citations.CITATION.sub("", text)):
        if words := re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", part):
            yield len(words)


# -- the form ---------------------------------------------------------------------------------


def _errors(folder: Path) -> list[str]:
    from frictionless import Package, system

    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).get_resource("claims").validate()
    return [f"{error.type}: {error.message}" for task in report.tasks for error in task.errors]


def test_the_table_keeps_the_rules_of_the_data_package() -> None:
    assert _errors(DATA) == []


@pytest.mark.parametrize(("column", "value"), [
    ("verdict", "true"), ("kind", "rumour"), ("on_page", "speaker gone"), ("claim_id", "C002"),
    ("sentences", "A2, B17"), ("page", "AB"), ("sources_verdict", "three"), ("use", "extra"),
    ("claim", ""), ("confidence", ""),
])
def test_a_value_outside_the_rules_is_found(tmp_path: Path, column: str, value: str) -> None:
    package = (DATA / "datapackage.json").read_text(encoding="utf-8")
    (tmp_path / "datapackage.json").write_text(package, encoding="utf-8")
    with (tmp_path / "claims.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ROWS[0]))
        writer.writeheader()
        writer.writerows([{**ROWS[0], column: value}, *ROWS[1:]])
    assert _errors(tmp_path)


def test_the_rows_stand_in_the_order_of_their_ids() -> None:
    assert [row["claim_id"] for row in ROWS] == [f"C{n:03}" for n in range(1, len(ROWS) + 1)]


# -- the sentences of the pages ---------------------------------------------------------------


def test_every_sentence_of_the_pages_belongs_to_a_claim_and_no_other_sentence_does() -> None:
    expected = {f"{page}{n}" for page, last in PAGES.items() for n in range(1, last + 1)}
    assert set(_claims_of_sentences()) == expected


def _page(row: Row) -> str:
    letters = {sentence[0] for sentence in _sentences(row)}
    return "both" if len(letters) == 2 else letters.pop()


def test_the_page_follows_from_the_sentences() -> None:
    assert _ids(row for row in ROWS if row["page"] != _page(row)) == []


def test_the_sentences_of_a_claim_are_in_the_order_of_the_pages() -> None:
    places = {row["claim_id"]: [(s[0], int(s[1:])) for s in _sentences(row)] for row in ROWS}
    assert [key for key, order in places.items() if order != sorted(set(order))] == []


def test_sentences_of_the_same_words_carry_the_same_claims() -> None:
    claims = _claims_of_sentences()
    assert [group for group in SAME_WORDS
            if len({frozenset(claims[sentence]) for sentence in group}) != 1] == []


def test_the_table_of_sentences_tells_the_same_claims_and_repeats() -> None:
    claims, groups = _claims_of_sentences(), dict[str, set[str]]()
    for row in _read("page_sentences.csv"):
        assert set(row["claim_ids"].split("; ")) == claims.pop(row["sentence_id"])
        groups.setdefault(row["sha1_10"], set()).add(row["sentence_id"])
    assert claims == {}
    repeated = {frozenset(group) for group in groups.values() if len(group) > 1}
    assert repeated == {frozenset(group) for group in SAME_WORDS}


# -- one rule for all rows --------------------------------------------------------------------


def test_what_is_no_claim_is_furniture_or_a_remark_and_noise() -> None:
    empty = _ids(row for row in ROWS if row["kind"] in ("site furniture", "remark"))
    assert empty == _ids(row for row in ROWS if row["verdict"] == "not a claim") != []
    assert [key for key in empty if BY_ID[key]["use"] != "noise"] == []


def test_a_counterfactual_is_never_decided() -> None:
    rows = [row for row in ROWS if row["kind"] == "counterfactual"]
    assert {row["verdict"] for row in rows} == {"unverifiable"}


def test_what_readers_will_take_for_somebody_else_misleads() -> None:
    rows = [row for row in ROWS if row["on_page"] == "wrong referent likely"]
    assert {row["claim_id"] for row in rows} == {"C052", "C082", "C110"}
    assert {row["verdict"] for row in rows} == {"misleading"}


def test_a_lost_speaker_or_referent_alone_decides_no_verdict() -> None:
    for damage in ("speaker lost", "referent lost"):
        verdicts = {row["verdict"] for row in JUDGED if row["on_page"] == damage}
        assert {"supported", "unverifiable"} <= verdicts


def test_a_question_says_that_what_it_takes_for_granted_is_judged() -> None:
    rows = [r for r in ROWS if r["kind"] == "question" and r["sources_verdict"] != "not checked"]
    assert rows
    assert [r["claim_id"] for r in rows if "takes for granted" not in r["evidence"]] == []


# -- where a student settles it -----------------------------------------------------------------


def _known_places() -> set[str]:
    lessons = {one: library.lesson(one) for one in library.lesson_files()}
    return {exercise.address for lesson in lessons.values() for exercise in lesson.exercises}


def test_every_claim_is_answered_in_an_exercise_or_waits_for_a_lesson() -> None:
    later = {f"{n:02}" for n in range(5, 11)} | {"04"}  # Part I still owes what waits for 04
    for row in ROWS:
        places = row["answered_in"].split("; ")
        assert set(places) <= _known_places() | later, row["claim_id"]
        assert len(places) == 1 or set(places) <= _known_places(), row["claim_id"]


def test_a_claim_that_waits_waits_for_a_lesson_that_is_not_there() -> None:
    waiting = {row["answered_in"] for row in ROWS} - _known_places()
    assert {one for one in waiting if "/" not in one} & set(library.lesson_files()) <= {"04"}


# -- evidence and references ------------------------------------------------------------------


def test_every_judgement_has_its_evidence() -> None:
    assert _ids(row for row in JUDGED if not row["evidence"]) == []
    assert _ids(row for row in JUDGED if row["sources_verdict"] == "none needed") == []


def test_a_judgement_has_references_unless_it_was_not_checked() -> None:
    checked = _ids(row for row in JUDGED if row["sources_verdict"] != "not checked")
    assert checked == _ids(row for row in JUDGED if row["sources"])


def _cited(text: str) -> set[str]:
    return {key for key, _ in citations.cited(text)}


def test_the_works_cited_in_the_evidence_are_in_the_bibliography() -> None:
    known = library.bibliography().keys()
    assert _ids(row for row in ROWS if not _cited(row["evidence"]) <= known) == []


def test_the_references_of_a_row_are_works_cited_in_its_evidence() -> None:
    assert _ids(r for r in ROWS if not _cited(r["sources"]) <= _cited(r["evidence"])) == []


LEAST = {"two independent": 2, "in conflict": 2, "one": 1}


def test_the_number_of_references_fits_what_is_said_of_them() -> None:
    said = {row["claim_id"]: (LEAST.get(row["sources_verdict"], 0), len(_roots(row["sources"])))
            for row in ROWS}
    assert [key for key, (least, roots) in said.items()
            if roots < least or (roots and not least)] == []


def test_what_was_not_checked_is_not_decided() -> None:
    rows = [row for row in ROWS if row["sources_verdict"] == "not checked"]
    assert {row["verdict"] for row in rows} == {"unverifiable"}


def test_a_claim_is_contradicted_only_by_two_independent_references() -> None:
    rows = [row for row in ROWS if row["verdict"] == "contradicted"]
    assert rows
    assert {row["sources_verdict"] for row in rows} == {"two independent"}


def test_the_claims_that_end_firmly_established_are_so() -> None:
    for key in FIRMLY_ESTABLISHED:
        row = BY_ID[key]
        assert row["verdict"] in ("supported", "contradicted")
        assert (row["confidence"], row["sources_verdict"]) == ("high", "two independent")
        assert len(_roots(row["sources"])) >= 2


# -- plain words ------------------------------------------------------------------------------


def test_no_sentence_of_ours_is_longer_than_thirty_words() -> None:
    assert [(row["claim_id"], name) for row in ROWS for name in ("claim", "evidence", "trap")
            if max(_prose(row[name]), default=0) > LONGEST_SENTENCE] == []


def test_half_of_our_sentences_have_sixteen_words_or_fewer() -> None:
    lengths = [n for row in ROWS for name in ("evidence", "trap") for n in _prose(row[name])]
    assert median(lengths) <= MEDIAN_SENTENCE


def test_no_other_address_than_a_citation_stands_in_the_table() -> None:
    assert [row["claim_id"] for row in ROWS if re.search(r"https?:|www\.", "".join(row.values()))
            ] == []


# -- the numbers printed in data/README.md ----------------------------------------------------


def test_the_readme_counts_the_verdicts_as_the_table_does() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    printed = {name: int(n) for name, n in re.findall(r"^\| ([a-z ]+) \| (\d+) \|$", text, re.M)}
    counted = Counter(row["verdict"] for row in ROWS)
    assert {name: printed[name] for name in counted} == counted
    assert f"{len(ROWS)} rows" in text
    assert all(key in text for key in FIRMLY_ESTABLISHED)


def test_the_readme_cites_works_of_the_bibliography() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    essay = text.partition("**`claims.csv`:")[2].partition("**`misconceptions.csv`.**")[0]
    keys = {key for key, _ in citations.cited(essay)}
    assert len(keys) > 10
    assert keys <= library.bibliography().keys()
