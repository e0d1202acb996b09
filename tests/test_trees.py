"""The tree of a claim as a student linked it, drawn and said."""

from __future__ import annotations

from pathlib import Path

from asked import digest

from helpers import family_tree
from helpers.work import journal


def _commit(**links: str) -> None:
    value = {row: {"from": source, "link": "certain"} for row, source in links.items()}
    journal.append(journal.new_act("01", "tree", digest("01/tree"), "links", "commit",
                                   {"from": value}))


def test_before_the_commit_a_sentence_says_what_to_do(toy: Path) -> None:
    assert repr(family_tree("01/tree")).startswith("Commit exercise 7 first")


def test_the_links_are_drawn_and_said_in_words(toy: Path) -> None:
    _commit(anna="nobody", karl="anna", cook="nobody")
    tree = family_tree("01/tree")
    assert "3 retellings, 2 with no source above them" in repr(tree)
    assert repr(tree).endswith("Anna's letter\n    Karl's diary\nThe cook")
    assert "Our family tree: 3 retellings, " in repr(tree)
    assert 'src="data:image/png;base64,' in tree.html
    assert tree.html.count("<tr>") == 4


def test_a_circle_can_be_drawn_too(toy: Path) -> None:
    _commit(anna="karl", karl="anna", cook="nobody")
    assert "1 with no source above them" in repr(family_tree("01/tree"))


def test_an_exercise_without_links_says_so(toy: Path) -> None:
    assert "has no family tree" in repr(family_tree("01/card"))
    assert "There is no exercise '01/nothing'" in repr(family_tree("01/nothing"))
