"""Citations in data files and as a reader sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.case import citations

BOOKS = {
    "lewin-1968": {"id": "lewin-1968", "type": "book", "title": "Last Struggle",
                   "author": [{"family": "Lewin", "given": "Moshe"}],
                   "issued": {"date-parts": [[1968]]}},
    "pss-45": {"id": "pss-45", "type": "book", "title": "Works", "title-short": "PSS 45"},
    "site": {"id": "site", "type": "webpage", "title": "A page", "container-title": "A Site"},
    "two": {"id": "two", "type": "book", "title": "Two", "author": [{"family": "A"},
            {"family": "B"}]},
    "three": {"id": "three", "type": "book", "title": "Three", "author": [{"family": "A"},
              {"family": "B"}, {"literal": "Committee C"}]},
    "bare": {"id": "bare", "type": "book", "title": "Only a title"},
}


@pytest.mark.parametrize(("text", "found"), [
    ("So it is. [@lewin-1968, 77]", [("lewin-1968", "77")]),
    ("[@a]", [("a", "")]),
    ("[@a, 1; @b, ch. 2]", [("a", "1"), ("b", "ch. 2")]),
    ("[@a] and [@b]", [("a", ""), ("b", "")]),
    ("[@a, 1;\n  @b]", [("a", "1"), ("b", "")]),
    ("no citation [1] a@b.c", []),
])
def test_citations_are_found_with_their_locators(text: str, found: list[tuple[str, str]]) -> None:
    assert list(citations.cited(text)) == found


@pytest.mark.parametrize(("text", "seen"), [
    ("It is so. [@lewin-1968, 77]", "It is so. (Lewin 1968, 77)"),
    ("[@pss-45, 346; @lewin-1968]", "(PSS 45, 346; Lewin 1968)"),
    ("[@two]", "(A and B)"),
    ("[@three]", "(A and B and others)"),
    ("[@site]", "(A Site)"),
    ("[@bare, 3]", "(Only a title, 3)"),
    ("[@nobody, 3]", "(nobody, 3)"),
])
def test_a_reader_sees_author_and_year_or_the_short_title(text: str, seen: str) -> None:
    assert citations.shown(text, BOOKS) == seen


@given(st.text())
def test_a_text_without_citations_is_drawn_as_it_is(text: str) -> None:
    plain = text.replace("[@", "")
    assert citations.shown(plain, BOOKS) == plain


@pytest.mark.parametrize(("text", "seen"), [
    ("It is so. [@lewin-1968, 77]", "It is so.\ue000Lewin 1968, 77\ue001"),
    ("A [@two] and b [@bare, 3; @pss-45].",
     "A\ue000A and B\ue001 and b\ue000Only a title, 3; PSS 45\ue001."),
    ("No source.", "No source."),
])
def test_a_live_page_gets_citations_as_notes_to_fold(text: str, seen: str) -> None:
    assert citations.noted(text, BOOKS) == seen
