"""The tables of the succession struggle: dates, references, verdicts, keys between tables."""

from __future__ import annotations

import functools
import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import edtf
import pandas as pd
from frictionless import system, validate

from helpers.case import citations, dates
from helpers.paper import frames
from helpers.work import library, tables

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}

# References of one descent, by how their ids begin. Agreement inside a family counts once.
FAMILIES = {
    "wikipedia-": "Wikipedia", "gse-": "Great Soviet Encyclopedia", "rin-": "Archontology",
    "archontology-": "Archontology", "ure-": "Ukrainska radianska entsyklopediia",
}
# A row with two families or more may still stand on one reference, if its note says why.
WHY_ONE = re.compile(r"\broot\b|\brests? on\b|\binference\b")


Row = dict[str, str]


@functools.cache
def rows(name: str) -> list[Row]:
    """Return the rows of a table as text."""
    found: list[Row] = tables.table(name).to_dict("records")
    assert found
    return found


# The table of claims has rules of its own: see test_claims.
JUDGED = [n for n in RESOURCES if {"verdict", "sources", "note"} <= rows(n)[0].keys()]
SPANS = [n for n in RESOURCES if "date_edtf" in rows(n)[0]]


def every(*names: str) -> list[tuple[str, Row]]:
    """Return each row of these tables with what a message calls it."""
    assert names
    return [(f"{name}.csv, row {number}: {next(iter(row.values()))}", row)
            for name in names for number, row in enumerate(rows(name), start=1)]


def family(key: str) -> str:
    return next((name for start, name in FAMILIES.items() if key.startswith(start)), key)


def families(text: str) -> set[str]:
    return {family(key) for key, _ in citations.cited(text)}


def numbers(row: Row, *names: str) -> list[int | None]:
    return [int(row[name]) if row[name] else None for name in names]


# -- dates ------------------------------------------------------------------------------------


def bounds(text: str) -> tuple[str, str]:
    first, last = dates.bounds(text)
    return first.isoformat(), last.isoformat()


@functools.cache
def is_read_by_others_as_by_us(text: str) -> bool:
    """Compare our bounds of a date with those of the full EDTF parser, which is slow."""
    full = edtf.parse_edtf(text)
    first, last = (date.timetuple()[:3] for date in dates.bounds(text))
    return bool(full.lower_strict()[:3] == first and full.upper_strict()[:3] == last)


def test_every_date_has_the_bounds_that_the_full_edtf_parser_gives() -> None:
    dated = [(at, row[column]) for at, row in every(*RESOURCES) for column in row
             if column.endswith("_edtf") and row[column]]
    assert dated
    assert [one for one in dated if not is_read_by_others_as_by_us(one[1])] == []


def test_plain_dates_are_the_bounds_of_the_edtf_date() -> None:
    assert [at for at, row in every(*SPANS)
            if (row["earliest"], row["latest"]) != bounds(row["date_edtf"])] == []


def test_an_alliance_runs_from_the_first_to_the_last_day() -> None:
    assert [at for at, row in every("alliances") if (row["earliest"], row["latest"])
            != (bounds(row["from_edtf"])[0], bounds(row["to_edtf"])[1])] == []
    assert [at for at, row in every("alliances") if row["earliest"] >= row["latest"]] == []


def test_a_later_seat_has_the_outer_bounds_of_its_dates() -> None:
    assert [at for at, row in every("politburo_later")
            if (row["seat_from"], row["seat_to"], row["death"])
            != (bounds(row["seat_from_edtf"])[0], bounds(row["seat_to_edtf"])[1],
                bounds(row["death_edtf"])[1])] == []


def test_a_later_seat_begins_before_it_ends_and_ends_before_death() -> None:
    assert [at for at, row in every("politburo_later")
            if not row["seat_from"] < row["seat_to"] <= row["death"]] == []


def test_a_congress_begins_before_it_ends() -> None:
    assert [at for at, row in every("congresses") if row["start"] >= row["end"]] == []


# -- references and verdicts ------------------------------------------------------------------


def judged(verdict: str) -> list[tuple[str, Row]]:
    found = [(at, row) for at, row in every(*JUDGED) if row["verdict"] == verdict]
    assert found
    return found


def test_two_independent_references_are_of_two_families() -> None:
    assert [at for at, row in judged("two independent") if len(families(row["sources"])) < 2] == []


def test_a_row_on_one_reference_has_one_or_says_why() -> None:
    assert [at for at, row in judged("one")
            if len(families(row["sources"])) != 1 and not WHY_ONE.search(row["note"])] == []


def test_a_conflict_is_spelled_out_in_the_note() -> None:
    settled = ("two independent", "one")
    assert [at for at, row in every(*JUDGED)
            if row["verdict"] not in settled and not row["note"]] == []


def test_a_seat_with_two_references_has_two_for_seat_and_death() -> None:
    assert [(at, column) for at, row in every("politburo_later")
            for column in ("seat_sources", "death_sources")
            if row["verdict"] == "two independent" and len(families(row[column])) < 2] == []


def test_a_later_seat_has_a_date_in_conflict_where_its_verdict_says_so() -> None:
    columns = ("seat_from_edtf", "seat_to_edtf", "death_edtf")
    assert [at for at, row in every("politburo_later")
            if any("/" in row[c] for c in columns) != (row["verdict"] == "in conflict")] == []


def test_every_row_names_a_reference() -> None:
    assert [at for at, row in every(*JUDGED) if not list(citations.cited(row["sources"]))] == []


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


def test_a_key_that_no_other_table_has_is_found(tmp_path: Path) -> None:
    for resource in PACKAGE["resources"]:
        shutil.copy(ROOT / "data" / resource["path"], tmp_path)
    shutil.copy(ROOT / "data/datapackage.json", tmp_path)
    for number, (name, field, _) in enumerate(LINKS):
        frame = pd.read_csv(tmp_path / f"{name}.csv", dtype=str, keep_default_na=False)
        frame.loc[number, field] = f"nobody-{number}"  # a row of its own for each key
        frame.to_csv(tmp_path / f"{name}.csv", index=False)
    found = "\n".join(_report(tmp_path))
    assert LINKS
    assert [link for number, link in enumerate(LINKS) if f'"nobody-{number}"' not in found] == []


# -- membership, congresses, votes ------------------------------------------------------------


def test_members_and_candidates_add_up() -> None:
    sums = [(at, *numbers(row, "full", "candidates", "total")) for at, row in every("membership")]
    known = [(at, full + candidates, total) for at, full, candidates, total in sums
             if full is not None and candidates is not None]
    assert known
    assert [one for one in known if one[1] != one[2]] == []


def test_the_levy_is_part_of_the_candidates_of_may_1924() -> None:
    by_label = {row["label"]: row for row in rows("membership")}
    (levy,) = (row for label, row in by_label.items() if "Levy" in label and row["candidates"])
    assert int(by_label["Thirteenth Congress"]["candidates"]) - int(levy["candidates"]) == 127_741
    assert levy["total"] == ""  # so that no sum counts it twice


def test_a_congress_of_the_table_is_a_count_of_members_too() -> None:
    months = {r["label"]: r["earliest"][:7] for r in rows("membership")}
    assert [at for at, row in every("congresses")
            if months.get(row["congress"]) != row["start"][:7]] == []


def _discussion() -> list[Row]:
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
    assert voting.keys() & {row["body"] for row in rows("votes")}
    cast = [(at, row["body"], sum(filter(None, numbers(row, "for", "against", "abstained"))))
            for at, row in every("votes") if row["body"] in voting]
    assert [one for one in cast if one[2] > voting[one[1]]] == []


# -- Politburo --------------------------------------------------------------------------------


def test_the_two_politburo_tables_have_the_same_columns_and_nobody_twice() -> None:
    early, late = tables.table("politburo"), tables.table("politburo_later")
    assert list(early.columns) == list(late.columns)
    assert not set(early.person_id) & set(late.person_id)
    assert early.seat_from.max() < late.seat_from.min()


def test_the_politburo_has_as_many_full_members_as_its_lists() -> None:
    """Sizes of the lists of 1919 to 1930 (Archontology; Khlevniuk, list of 13 July 1930)."""
    listed = {
        "1919-04-01": 5, "1922-04-04": 7, "1924-02-01": 6, "1924-06-03": 7, "1926-02-01": 9,
        "1926-08-01": 9, "1926-11-01": 8, "1928-01-01": 9, "1929-12-01": 8, "1930-08-01": 10,
        "1931-01-01": 10,
    }
    everybody = rows("politburo") + rows("politburo_later")
    assert {day: sum(row["seat_from"] <= day < row["seat_to"] for row in everybody)
            for day in listed} == listed


def test_nobody_is_on_two_sides_at_once() -> None:
    spells = sorted((row["person_id"], row["from_edtf"], row["to_edtf"])
                    for row in rows("alliances"))
    assert [(one, other) for one, other in pairwise(spells) if one[0] == other[0]
            and max(bounds(one[2])) > bounds(other[1])[1]] == []


def test_everybody_on_a_side_sat_on_the_politburo() -> None:
    seats = {row["person_id"] for row in rows("politburo") + rows("politburo_later")}
    assert {row["person_id"] for row in rows("alliances")} <= seats


# -- people, places, events -------------------------------------------------------------------


# Authors of documents who are not one person with a name.
TOGETHER = {
    "46 party members, Pyatakov and Preobrazhensky among them", "Leaders of the opposition",
    "The Politburo and the Presidium of the Central Control Commission", "later writers",
    "not named", "reporters in Moscow and in London", "several hands",
    "the Special Board of the OGPU; Leon Trotsky wrote the receipt",
    "five historians and biographers", "newspapers in New Zealand and New York",
    "the German cabinet office; the speaker is the foreign minister",
    "the Central Executive Committee of the USSR", "French police; M. Berthoin speaks to the press",
    "members of the House of Commons; J. R. Clynes answers",
    "A newspaper; Vicente Lombardo Toledano of the unions; Hernán Laborde of the Communist Party",
    "Eduard Holtzman, examined by Andrei Vyshinsky",
    "Nikolai Krestinsky, examined by Andrei Vyshinsky",
    "the Communist Party of Mexico, quoted by a reporter to Moscow",
    "Leon Trotsky; Harte's father; the Russian foreign intelligence service",
    "Joseph Hansen, Natalia Sedova, and those who print them",
    "a man who called himself Frank Jacson and Jacques Mornard",
    "José Pérez Moreno, who reports what David Alfaro Siqueiros said",
    "Walter Rourke, on David Alfaro Siqueiros",
    "“Tom”, the cover name of Naum Eitingon; the note above it is by Lavrenti Beria",
    "officers of the Soviet police, who signed it; Pavel Sudoplatov is said to have typed it",
    "Vladimir Petrov; the National Security Agency of the United States", "Walter O'Rourke",
    "Pravda, unsigned; the typescript was corrected by Joseph Stalin",
    "the Russian foreign intelligence service",
    "the Military Collegium of the Supreme Court of the USSR",
    "Georgy Molchanov; the reply is signed Sili", "Leon Trotsky, Lev Sedov, Jean van Heijenoort",
}


def _names() -> dict[str, str]:
    """Return the key of a person by every name and spelling."""
    names: dict[str, str] = {}
    for row in rows("people"):
        for name in (row["name"], *filter(None, row["aliases"].split("; "))):
            assert names.setdefault(name, row["person_id"]) == row["person_id"], name
    return names


def test_the_author_of_a_document_is_one_of_the_people() -> None:
    documents = [library.document(one) for one in library.document_files()]
    known = _names().keys() | TOGETHER
    assert [(document.id, document.author) for document in documents
            if document.text_is != "invented" and document.author not in known] == []


def test_a_death_has_the_bounds_of_its_edtf_date() -> None:
    assert [at for at, row in every("people") if (row["died_earliest"], row["died_latest"])
            != (bounds(row["died_edtf"]) if row["died_edtf"] else ("", ""))] == []


def test_a_person_is_born_before_death() -> None:
    assert [at for at, row in every("people") if row["born_edtf"]
            and bounds(row["born_edtf"])[1] >= row["died_earliest"]] == []


def test_a_person_has_the_name_and_death_of_the_seats() -> None:
    people = {row["person_id"]: (row["name"], row["died_edtf"]) for row in rows("people")}
    assert [at for at, seat in every("politburo", "politburo_later") if seat["person_id"] in people
            and (seat["name"], seat["death_edtf"]) != people[seat["person_id"]]] == []


def test_a_person_without_dates_is_named_in_the_essay() -> None:
    essays = (ROOT / "data/README.md").read_text(encoding="utf-8")
    undated = [row["name"] for row in rows("people") if not row["born_edtf"] + row["died_edtf"]]
    assert undated
    assert [name for name in undated if name.split()[-1] not in essays] == []


def test_no_note_about_people_is_a_promise() -> None:
    assert [at for at, row in every("people") if "not entered yet" in row["note"]] == []


def _present(row: Row) -> list[str]:
    return list(filter(None, row["people"].split("; ")))


def test_everybody_in_an_event_is_one_of_the_people() -> None:
    known = {person["person_id"] for person in rows("people")}
    assert [(at, person) for at, row in every("events") for person in _present(row)
            if person not in known] == []


def test_nobody_is_named_twice_in_an_event() -> None:
    assert [at for at, row in every("events")
            if len(set(_present(row))) != len(_present(row))] == []


def test_events_stand_in_the_order_of_time() -> None:
    order = [(row["earliest"], row["latest"]) for row in rows("events")]
    assert order == sorted(order)


def test_nobody_acts_after_death() -> None:
    died = {person["person_id"]: person["died_latest"] for person in rows("people")}
    assert [(at, person) for at, row in every("events") for person in _present(row)
            if died[person] and row["earliest"] > died[person]] == []


def test_an_event_is_one_plain_sentence() -> None:
    assert [at for at, row in every("events")
            if not re.fullmatch(r"[A-Z][^.?!;]*\.", row["event"])] == []


def test_an_event_has_twenty_words_or_fewer() -> None:
    assert [at for at, row in every("events") if len(row["event"].split()) > 20] == []


def test_an_event_and_a_vote_of_one_name_have_one_day() -> None:
    days = {row["event_id"]: row["date_edtf"] for row in rows("events")}
    votes = {row["vote_id"]: row["date_edtf"] for row in rows("votes")}
    same = {"gensec": "gensec-1922", "plenum-1923": "plenum-1923", "army-plenum": "army-1925",
            "politburo-1927": "politburo-1927-06", "cc-expulsion": "plenum-1927-10",
            "party-expulsion": "party-1927-11"}
    assert {key: days[key] for key in same} == {key: votes[vote] for key, vote in same.items()}


def test_what_a_table_says_is_plain_english() -> None:
    said = [(at, citations.CITATION.sub("", row.get(column, "")))
            for at, row in every(*JUDGED, "politburo_later", "places")
            for column in ("note", "event", "what", "role", "label")]
    assert [(at, sentence) for at, text in said for sentence in re.split(r"(?<=[.?!])\s+", text)
            if len(sentence.split()) > 30] == []


# -- data essays ------------------------------------------------------------------------------


def test_every_table_has_an_essay() -> None:
    essays = (ROOT / "data/README.md").read_text(encoding="utf-8").partition("## Tables")[2]
    assert [name for name in RESOURCES if f"**`{name}.csv`" not in essays] == []


def test_the_essay_on_congresses_counts_its_conflicts() -> None:
    essays = (ROOT / "data/README.md").read_text(encoding="utf-8")
    assert [row["verdict"] for row in rows("congresses")].count("in conflict") == 5
    assert len(rows("congresses")) == 11
    assert "Five of eleven are in conflict" in essays


FIELDS = {name: one["schema"]["fields"] for name, one in RESOURCES.items()}


def test_the_package_names_the_columns_of_every_table() -> None:
    assert {name: [field["name"] for field in fields] for name, fields in FIELDS.items()} \
        == {name: list(rows(name)[0]) for name in RESOURCES}


def test_every_column_is_described() -> None:
    assert [(name, field["name"]) for name, fields in FIELDS.items() for field in fields
            if not field.get("description")] == []


def _cited() -> set[str]:
    return {key for name in RESOURCES for row in rows(name) for text in row.values()
            for key, _ in citations.cited(text)}


def test_the_tables_link_to_no_library_that_copies_books() -> None:
    known = library.bibliography()
    assert [key for key in sorted(_cited())
            if re.search(r"halkcephesi|pseudology", str(known[key]))] == []


def test_a_table_on_paper_has_heads_names_and_dates_that_can_be_read() -> None:
    html = frames.printed("alliances", ["person_id", "from_edtf", "to_edtf", "side"])
    heads = re.findall(r"<th [^>]*>(.*?)</th>", html)
    assert heads == ["Who", "From", "To", "Side"]
    assert "Leon Trotsky" in html
    assert "8 October 1923" in html
    assert "about April 1926" in html


def test_bibliography_knows_every_reference_of_the_tables() -> None:
    assert _cited() - library.bibliography().keys() == set()
