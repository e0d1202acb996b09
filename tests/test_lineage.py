"""Who had it from whom: roots, circles and the tree of any set of links."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from helpers.judge import lineage

NAMES = ["a", "b", "c", "d", "e", "f"]
LINKS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([*NAMES, lineage.NOBODY]))


@given(LINKS)
def test_every_retelling_stands_once_in_the_tree(links: dict[str, str]) -> None:
    assert sorted(one for _, one in lineage.tree(links)) == sorted(links)


@given(LINKS)
def test_each_stands_one_step_below_its_source_unless_it_hangs_in_a_circle(
        links: dict[str, str]) -> None:
    depth = {one: depth for depth, one in lineage.tree(links)}
    for one, source in links.items():
        if source in links and depth[one]:
            assert depth[one] == depth[source] + 1


@given(LINKS)
def test_where_there_is_no_circle_a_tree_begins_with_each_root(links: dict[str, str]) -> None:
    if not lineage.cycle(links):
        tops = [one for depth, one in lineage.tree(links) if not depth]
        assert tops == lineage.roots(links)


@given(LINKS)
def test_a_circle_leads_back_to_where_it_began(links: dict[str, str]) -> None:
    circle = lineage.cycle(links)
    assert all(links[one] == circle[(place + 1) % len(circle)]
               for place, one in enumerate(circle))


def test_a_link_to_something_unknown_is_a_root() -> None:
    assert lineage.roots({"a": "rumour", "b": "a"}) == ["a"]
