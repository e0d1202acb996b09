"""Lesson 04 says numbers that come from tables: each is counted here again."""

from __future__ import annotations

import re
from typing import Any

from helpers.judge.kinds import field
from helpers.work import library, tables

LESSON = library.lesson("04")


def _full(day: str) -> int:
    table = tables.table("membership")
    found = table[table.date_edtf.str.startswith(day) & (table.full != "")]
    assert len(found) == 1
    return int(found.iloc[0].full)


def _key(exercise: str, mark: str) -> set[str]:
    items = [i for _, i in library.exercise(f"04/{exercise}").items() if i.kind == "result"]
    return {key.value for key in items[0].keys if key.mark == mark}


def _texts() -> str:
    return (library.root() / LESSON.file).read_text(encoding="utf-8")


def test_more_than_half_of_the_full_members_of_1927_came_after_april_1923() -> None:
    before, after = _full("1923-04"), _full("1927-12")
    assert round(100 * (after - before) / after) == 56
    assert _key("new-members", "right") == {"56"}
    assert str(after - before) in _key("new-members", "almost")
    assert str(round(100 * (after - before) / before)) in _key("new-members", "tempting")


def test_a_right_share_that_is_not_rounded_is_called_right_whatever_the_way() -> None:
    item = library.exercise("04/new-members").item("share")
    a, b = _full("1923-04"), _full("1927-12")
    ways = (100 * (b - a) / b, (b - a) / b * 100, 100 * ((b - a) / b), (1 - a / b) * 100,
            100 - 100 * a / b, 100 * (1 - a / b), (b - a) / b, 1 - a / b)
    for n in ways:
        assert field.answer(item, str(n)).because.startswith("Right")


def test_the_opposition_got_55_votes_of_ten_thousand_in_the_last_total() -> None:
    votes = tables.table("votes")
    series = votes[votes.vote_id.str.startswith("discussion")]
    last = series.sort_values("latest").iloc[-1]
    both = int(last["for"]) + int(last["against"])
    assert round(10000 * int(last["against"]) / both) == 55
    assert _key("discussion", "right") == {"55"}
    assert f"{both:,} is about four fifths" in " ".join(_texts().split())
    assert 0.79 < both / _full("1927-12") < 0.83
    assert list(series.vote_id)[-1] == last.vote_id  # the notebook takes the last row


def test_of_the_seven_of_june_1924_only_stalin_sat_when_1930_ended() -> None:
    table = tables.table("politburo")
    seven = table[(table.seat_from <= "1924-06-02") & (table.seat_to > "1924-06-02")]
    assert len(seven) == 7
    assert set(seven[seven.seat_to > "1930-12-31"].person_id) == {"stalin"}


def test_zinoviev_and_kamenev_stood_on_both_sides_of_trotsky() -> None:
    sides = tables.table("alliances")

    def side(person: str, day: str) -> Any:
        now = sides[(sides.person_id == person) & (sides.earliest <= day) & (sides.latest >= day)]
        return set(now.side)

    for person in ("zinoviev", "kamenev"):
        assert side(person, "1924-06-02") == side("stalin", "1924-06-02") == {"majority"}
        assert side(person, "1926-10-23") == side("trotsky", "1926-10-23") == {"United Opposition"}


def test_thirty_one_secretaries_were_named_from_above() -> None:
    posts = tables.table("appointments").set_index("appointment_id")
    row = posts.loc["secretaries-appointed-1923"]
    assert row["number"] == "31"
    assert "31 of 83" in row["note"]
    assert "31 of 83" in _texts()
    assert 1 / 3 < 31 / 83 < 1 / 2  # "more than a third", and most were not


def test_the_cards_of_the_first_exercise_stand_in_the_order_of_their_dates() -> None:
    item = library.exercise("04/may-1924").item("order")
    years = [int(re.findall(r"\b19\d\d\b", row.because)[0]) for row in item.rows]
    assert years == sorted(years)
    assert (years[0], years[-1]) == (1922, 1929)


def test_help_fades_two_hints_and_no_more() -> None:
    hints = {len(item.hints) for e in LESSON.exercises for _, item in e.items()}
    assert hints == {0, 2}


def test_no_hint_says_the_value_that_is_asked_for() -> None:
    for exercise in LESSON.exercises:
        for _, item in exercise.items():
            for key in item.keys:
                assert not any(re.search(rf"\b{re.escape(key.value)}\b", h) for h in item.hints)


def test_nothing_is_cut_from_the_question_that_stalin_asks_about_trotsky() -> None:
    text = library.document("stalin-why-trotsky-lost-1927").text[0]
    charge = text.index("has been fighting the Bolsheviks for the leadership")
    assert "[...]" not in text[:charge + 200]
    assert text.index("no wish for leadership") < charge < text.index("lesser orator")


def test_both_men_answer_the_question_of_the_lesson_on_the_core_path() -> None:
    exercise = library.exercise("04/own-answer")
    assert exercise.path == "short"
    assert {library.document(i).author for i in exercise.shows} == {"Joseph Stalin", "Leon Trotsky"}


def test_an_exercise_named_in_a_text_is_called_by_its_number() -> None:
    place = {e.id: n for n, e in enumerate(LESSON.exercises, start=1)}
    for name, said in {"hatred": f"exercise {place['hatred']}, is about hatred",
                       "resignation": f"Exercise {place['resignation']} has a letter",
                       "new-members": f"data lab ({place['new-members']})"}.items():
        teaching = " ".join((LESSON.content_note, *LESSON.teaching.aims,
                             *LESSON.teaching.pivot_answers))
        assert said in teaching, name
