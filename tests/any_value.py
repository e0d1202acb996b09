"""Whatever a page or a journal line may hold in place of an answer, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from helpers.case.records import SURE

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 2000) | st.floats() | st.text(max_size=8)
    | st.sampled_from(["cat", "judges", "guess", "words", "who", "1901-05", "sure", "picked"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(["picked", "sure", "x"]), inner, max_size=3),
    max_leaves=8,
)
VALUES = (
    JSON
    | st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), JSON).map(list), max_size=2)
    | st.fixed_dictionaries({"picked": st.lists(st.sampled_from(["cat", "cook", "maid"]) | JSON)},
                            optional={"sure": st.sampled_from(SURE) | JSON})
)
