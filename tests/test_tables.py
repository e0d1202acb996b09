"""The tables of the succession struggle: dates, references, verdicts, keys between tables."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import edtf
import pytest
from frictionless import system, validate

from helpers.case import citations, dates
from helpers.paper import frames
from helpers.work import library, tables

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
# The table of claims has rules of its own: see test_claims.
JUDGED = [n for n in RESOURCES if {"verdict", "sources", "note"} <= set(tables.table(n).columns)]
SPANS = [n for n in RESOURCES if "date_edtf" in tables.table(n).columns]

# References of one descent, by how their ids begin. Agreement inside a family counts once.
FAMILIES = {
    "wikipedia-": "Wikipedia", "gse-": "Great Soviet Encyclopedia", "rin-": "Archontology",
    "archontology-": "Archontology", "ure-": "Ukrainska radianska entsyklopediia",
}
# A row with two families or more may still stand on one reference, if its note says why.
WHY_ONE = re.compile(r"\broot\b|\brests? on\b|\binference\b")


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table as text."""
    found: list[dict[str, str]] = tables.table(name).to_dict("records")
    assert found
    return found


def every(*names: str) -> list[Any]:
    """Return each row of these tables as a test case with a name."""
    return [pytest.param(name, row, id=f"{name}-{next(iter(row.values()))}-{number}")
            for name in names for number, row in enumerate(rows(name), start=1)]


def family(key: str) -> str:
    return next((name for start, name in FAMILIES.items() if key.startswith(start)), key)


def families(text: str) -> set[str]:
    return {family(key) for key, _ in citations.cited(text)}


def numbers(row: dict[str, str], *names: str) -> list[int | None]:
    return [int(row[name]) if row[name] else None for name in names]


# -- dates ------------------------------------------------------------------------------------


def bounds(text: str) -> tuple[str, str]:
    """Return the bounds of a date after comparing ours with those of the full EDTF parser."""
    first, last = dates.bounds(text)
    full = edtf.parse_edtf(text)
    assert full.lower_strict()[:3] == first.timetuple()[:3], text
    assert full.upper_strict()[:3] == last.timetuple()[:3], text
    return first.isoformat(), last.isoformat()


@pytest.mark.parametrize(("name", "row"), every(*SPANS))
def test_plain_dates_are_the_bounds_of_the_edtf_date(name: str, row: dict[str, str]) -> None:
    assert (row["earliest"], row["latest"]) == bounds(row["date_edtf"])


@pytest.mark.parametrize(("name", "row"), every("alliances"))
def test_an_alliance_runs_from_the_first_to_the_last_day(name: str, row: dict[str, str]) -> None:
    assert row["earliest"] == bounds(row["from_edtf"])[0]
    assert row["latest"] == bounds(row["to_edtf"])[1]
    assert row["earliest"] < row["latest"]


@pytest.mark.parametrize(("name", "row"), every("politburo_later"))
def test_a_later_seat_has_the_outer_bounds_of_its_dates(name: str, row: dict[str, str]) -> None:
    assert row["seat_from"] == bounds(row["seat_from_edtf"])[0]
    assert row["seat_to"] == bounds(row["seat_to_edtf"])[1]
    assert row["death"] == bounds(row["death_edtf"])[1]
    assert row["seat_from"] < row["seat_to"] <= row["death"]


@pytest.mark.parametrize(("name", "row"), every("congresses"))
def test_a_congress_begins_before_it_ends(name: str, row: dict[str, str]) -> None:
    assert row["start"] < row["end"]


# -- references and verdicts ------------------------------------------------------------------


@pytest.mark.parametrize(("name", "row"), every(*JUDGED))
def test_a_verdict_agrees_with_the_references(name: str, row: dict[str, str]) -> None:
    found = families(row["sources"])
    if row["verdict"] == "two independent":
        assert len(found) >= 2, found
    elif row["verdict"] == "one":
        assert len(found) == 1 or WHY_ONE.search(row["note"]), found
    else:
        assert row["note"], "a conflict is spelled out in the note"


@pytest.mark.parametrize(("name", "row"), every("politburo_later"))
def test_a_seat_with_two_references_has_two_for_seat_and_death(
    name: str, row: dict[str, str]
) -> None:
    found = [families(row[column]) for column in ("seat_sources", "death_sources")]
    if row["verdict"] == "two independent":
        assert min(map(len, found)) >= 2
    ranges = [c for c in ("seat_from_edtf", "seat_to_edtf", "death_edtf") if "/" in row[c]]
    assert bool(ranges) == (row["verdict"] == "in conflict")


@pytest.mark.parametrize("name", JUDGED)
def test_every_row_names_a_reference(name: str) -> None:
    assert all(list(citations.cited(row["sources"])) for row in rows(name))


def test_copies_of_one_encyclopaedia_count_once() -> None:
    assert families("[@gse-congress-14] [@gse-congress-13, 1] [@wikipedia-cc-14]") == {
        "Great Soviet Encyclopedia", "Wikipedia"}


# -- keys between tables ----------------------------------------------------------------------


def _report(folder: Path) -> list[str]:
    with system.use_context(trusted=True):
        report = validate(str(folder / "datapackage.json"))
    return [error.message for task in report.tasks for error in task.errors]


LINKS = [(name, key["fields"][0], key["reference"]["resource"]) for name, resource
         in RESOURCES.items() for key in resource["schema"].get("foreignKeys", [])]


def test_the_tables_keep_their_own_rules() -> None:
    assert _report(ROOT / "data") == []


@pytest.mark.parametrize(("name", "field", "other"), LINKS)
def test_a_key_that_no_other_table_has_is_found(
    name: str, field: str, other: str, tmp_path: Path
) -> None:
    for resource in PACKAGE["resources"]:
        shutil.copy(ROOT / "data" / resource["path"], tmp_path)
    shutil.copy(ROOT / "data/datapackage.json", tmp_path)
    frame = tables.table(name)
    frame.loc[0, field] = "nobody-nowhere"
    frame.to_csv(tmp_path / f"{name}.csv", index=False)
    assert any("nobody-nowhere" in message or other in message for message in _report(tmp_path))


# -- membership, congresses, votes ------------------------------------------------------------


@pytest.mark.parametrize(("name", "row"), every("membership"))
def test_members_and_candidates_add_up(name: str, row: dict[str, str]) -> None:
    full, candidates, total = numbers(row, "full", "candidates", "total")
    if full is not None and candidates is not None:
        assert full + candidates == total


def test_the_levy_is_part_of_the_candidates_of_may_1924() -> None:
    by_label = {row["label"]: row for row in rows("membership")}
    (levy,) = (row for label, row in by_label.items() if "Levy" in label and row["candidates"])
    assert int(by_label["Thirteenth Congress"]["candidates"]) - int(levy["candidates"]) == 127_741
    assert levy["total"] == ""  # so that no sum counts it twice


@pytest.mark.parametrize(("name", "row"), every("congresses"))
def test_a_congress_of_the_table_is_a_count_of_members_too(
    name: str, row: dict[str, str]
) -> None:
    months = {r["label"]: r["earliest"][:7] for r in rows("membership")}
    assert months[row["congress"]] == row["start"][:7]


def _discussion() -> list[dict[str, str]]:
    return [row for row in rows("votes") if row["vote_id"].startswith("discussion-1927")]


def test_the_discussion_of_1927_is_one_series() -> None:
    series = _discussion()
    assert len(series) >= 3
    assert len({row["question"] for row in series}) == 1
    assert [row["earliest"] for row in series] == sorted(row["earliest"] for row in series)


def test_the_running_counts_of_1927_only_grow() -> None:
    counts = [numbers(row, "for", "against") for row in _discussion()]
    assert counts == sorted(counts)
    assert all(against and for_ and against < 0.01 * for_ for for_, against in counts)


def test_the_last_count_of_1927_is_dated_by_the_speech_that_gave_it() -> None:
    """Stalin spoke on 3 December and gave the state of the day before."""
    last = _discussion()[-1]
    assert last["date_edtf"] == "1927-12-02"
    assert "stalin-xv-congress-1927" in {key for key, _ in citations.cited(last["sources"])}


def test_no_more_delegates_vote_than_have_a_vote() -> None:
    voting = {row["congress"]: int(row["voting"]) for row in rows("congresses")}
    for row in rows("votes"):
        if row["body"] in voting:
            cast = [n for n in numbers(row, "for", "against", "abstained") if n is not None]
            assert sum(cast) <= voting[row["body"]]


# -- Politburo --------------------------------------------------------------------------------


def test_the_two_politburo_tables_have_the_same_columns_and_nobody_twice() -> None:
    early, late = tables.table("politburo"), tables.table("politburo_later")
    assert list(early.columns) == list(late.columns)
    assert not set(early.person_id) & set(late.person_id)
    assert early.seat_from.max() < late.seat_from.min()


@pytest.mark.parametrize(("day", "seats"), [
    ("1919-04-01", 5), ("1922-04-04", 7), ("1924-02-01", 6), ("1924-06-03", 7),
    ("1926-02-01", 9), ("1926-08-01", 9), ("1926-11-01", 8), ("1928-01-01", 9),
    ("1929-12-01", 8), ("1930-08-01", 10), ("1931-01-01", 10),
])
def test_the_politburo_has_as_many_full_members_as_its_lists(day: str, seats: int) -> None:
    """Sizes of the lists of 1919 to 1930 (Archontology; Khlevniuk, list of 13 July 1930)."""
    everybody = rows("politburo") + rows("politburo_later")
    assert sum(row["seat_from"] <= day < row["seat_to"] for row in everybody) == seats


def test_nobody_is_on_two_sides_at_once() -> None:
    for person in {row["person_id"] for row in rows("alliances")}:
        spells = sorted((row["from_edtf"], row["to_edtf"]) for row in rows("alliances")
                        if row["person_id"] == person)
        for (_, end), (start, _) in pairwise(spells):
            assert bounds(end)[0] <= bounds(start)[1]
            assert bounds(end)[1] <= bounds(start)[1]


def test_everybody_on_a_side_sat_on_the_politburo() -> None:
    seats = {row["person_id"] for row in rows("politburo") + rows("politburo_later")}
    assert {row["person_id"] for row in rows("alliances")} <= seats


# -- people, places, events -------------------------------------------------------------------


# Authors of documents who are not one person with a name.
TOGETHER = {
    "46 party members, Pyatakov and Preobrazhensky among them", "Leaders of the opposition",
    "The Politburo and the Presidium of the Central Control Commission", "later writers",
    "not named", "reporters in Moscow and in London", "several hands",
}


def _names() -> dict[str, str]:
    """Return the key of a person by every name and spelling."""
    names: dict[str, str] = {}
    for row in rows("people"):
        for name in (row["name"], *filter(None, row["aliases"].split("; "))):
            assert names.setdefault(name, row["person_id"]) == row["person_id"], name
    return names


@pytest.mark.parametrize("document_id", [
    k for k in library.document_files() if library.document(k).text_is != "invented"])
def test_the_author_of_a_document_is_one_of_the_people(document_id: str) -> None:
    author = library.document(document_id).author
    assert author in _names() or author in TOGETHER


@pytest.mark.parametrize(("name", "row"), every("people"))
def test_a_person_has_the_dates_of_the_other_tables(name: str, row: dict[str, str]) -> None:
    if row["died_edtf"]:
        assert (row["died_earliest"], row["died_latest"]) == bounds(row["died_edtf"])
    else:
        assert row["died_earliest"] == row["died_latest"] == ""
    if row["born_edtf"]:
        assert bounds(row["born_edtf"])[1] < row["died_earliest"]
    for seat in rows("politburo") + rows("politburo_later"):
        if seat["person_id"] == row["person_id"]:
            assert (seat["name"], seat["death_edtf"]) == (row["name"], row["died_edtf"])


def test_a_person_without_dates_is_named_in_the_essay() -> None:
    essays = (ROOT / "data/README.md").read_text(encoding="utf-8")
    undated = [row["name"] for row in rows("people") if not row["born_edtf"] + row["died_edtf"]]
    assert undated
    assert all(name.split()[-1] in essays for name in undated)


@pytest.mark.parametrize(("name", "row"), every("people"))
def test_no_note_about_people_is_a_promise(name: str, row: dict[str, str]) -> None:
    assert "not entered yet" not in row["note"]


@pytest.mark.parametrize(("name", "row"), every("events"))
def test_everybody_in_an_event_is_one_of_the_people(name: str, row: dict[str, str]) -> None:
    known = {person["person_id"] for person in rows("people")}
    there = list(filter(None, row["people"].split("; ")))
    assert set(there) <= known
    assert len(set(there)) == len(there)


def test_events_stand_in_the_order_of_time() -> None:
    order = [(row["earliest"], row["latest"]) for row in rows("events")]
    assert order == sorted(order)


@pytest.mark.parametrize(("name", "row"), every("events"))
def test_nobody_acts_after_death(name: str, row: dict[str, str]) -> None:
    died = {person["person_id"]: person["died_latest"] for person in rows("people")}
    for person in filter(None, row["people"].split("; ")):
        assert not died[person] or row["earliest"] <= died[person]


@pytest.mark.parametrize(("name", "row"), every("events"))
def test_an_event_is_one_plain_sentence(name: str, row: dict[str, str]) -> None:
    assert re.fullmatch(r"[A-Z][^.?!;]*\.", row["event"])
    assert len(row["event"].split()) <= 20


def test_an_event_and_a_vote_of_one_name_have_one_day() -> None:
    days = {row["event_id"]: row["date_edtf"] for row in rows("events")}
    votes = {row["vote_id"]: row["date_edtf"] for row in rows("votes")}
    same = {"gensec": "gensec-1922", "plenum-1923": "plenum-1923", "army-plenum": "army-1925",
            "politburo-1927": "politburo-1927-06", "cc-expulsion": "plenum-1927-10",
            "party-expulsion": "party-1927-11"}
    assert {key: days[key] for key in same} == {key: votes[vote] for key, vote in same.items()}


@pytest.mark.parametrize("column", ["note", "event", "what", "role", "label"])
def test_what_a_table_says_is_plain_english(column: str) -> None:
    for name in (*JUDGED, "politburo_later", "places"):
        for row in rows(name):
            text = citations.CITATION.sub("", row.get(column, ""))
            for sentence in re.split(r"(?<=[.?!])\s+", text):
                assert len(sentence.split()) <= 30, (name, sentence)


# -- data essays ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RESOURCES)
def test_every_table_has_an_essay(name: str) -> None:
    essays = (ROOT / "data/README.md").read_text(encoding="utf-8").partition("## Tables")[2]
    assert f"**`{name}.csv`" in essays


def test_the_essay_on_congresses_counts_its_conflicts() -> None:
    essays = (ROOT / "data/README.md").read_text(encoding="utf-8")
    assert [row["verdict"] for row in rows("congresses")].count("in conflict") == 5
    assert len(rows("congresses")) == 11
    assert "Five of eleven are in conflict" in essays


@pytest.mark.parametrize("name", RESOURCES)
def test_every_column_is_described(name: str) -> None:
    fields = RESOURCES[name]["schema"]["fields"]
    assert [field["name"] for field in fields] == list(tables.table(name).columns)
    assert all(field["description"] for field in fields)


def test_the_tables_link_to_no_library_that_copies_books() -> None:
    known = library.bibliography()
    cited = {key for name in RESOURCES for row in rows(name) for text in row.values()
             for key, _ in citations.cited(text)}
    for key in cited:
        assert not re.search(r"halkcephesi|pseudology", str(known[key])), key


def test_a_table_on_paper_has_heads_names_and_dates_that_can_be_read() -> None:
    html = frames.printed("alliances", ["person_id", "from_edtf", "to_edtf", "side"])
    heads = re.findall(r"<th [^>]*>(.*?)</th>", html)
    assert heads == ["Who", "From", "To", "Side"]
    assert "Leon Trotsky" in html
    assert "8 October 1923" in html
    assert "about April 1926" in html


def test_bibliography_knows_every_reference_of_the_tables() -> None:
    known = set(library.bibliography())
    for name in RESOURCES:
        for row in rows(name):
            for text in row.values():
                assert {key for key, _ in citations.cited(text)} <= known
