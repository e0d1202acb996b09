"""Folding acts to a state, showing a view that leaks nothing, taking messages from the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from asked import digest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from judging import shape

from helpers.case.read import read_document
from helpers.case.records import SURE, Act, Document, Exercise, Step
from helpers.judge import messages, scene, states, views
from helpers.judge.kinds import field
from helpers.work import journal, library

Answered = Callable[[Step], dict[str, Any]]
ActsOf = Callable[[Exercise, Step], list[Act]]

ALL = [e.address for k in library.lesson_files() for e in library.lesson(k).exercises]


def _toy_documents() -> dict[str, Document]:
    path = Path(__file__).parent / "toy/data/documents/toy-letter.md"
    return {path.stem: read_document(path, [])}


DOCS = _toy_documents()
TOY = library.read_course_lesson(Path(__file__).parent / "toy/data/lessons/01-toy.yaml", [])


# -- fold -------------------------------------------------------------------------------------


def _act(ident: str, at: str, do: str, step: str, picked: str) -> Act:
    return Act(id=ident, at=at, learner="amber-heron-42", lesson="01", exercise="predict", of="x",
               step=step, do=do, answers={"who": {"picked": [picked], "sure": "guess"}},
               item="who" if do == "hint" else "")


ACTS = st.lists(
    st.builds(
        _act,
        st.uuids().map(str),
        st.integers(0, 5).map(lambda n: f"2026-11-21T09:30:0{n}.000Z"),  # equal times are likely
        st.sampled_from(journal.DOES),
        st.sampled_from(["guess", "look", "no-such-step"]),
        st.sampled_from(["cat", "boy", "wind"]),
    ),
    max_size=12,
    unique_by=lambda act: act.id,
)


@given(ACTS, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_matter(acts: list[Act], luck: Any) -> None:
    shuffled = acts[:]
    luck.shuffle(shuffled)
    assert states.fold(shuffled) == states.fold(acts)


@given(ACTS)
def test_a_line_written_twice_counts_once(acts: list[Act]) -> None:
    assert states.fold(acts + acts) == states.fold(acts)


@given(ACTS)
def test_the_first_commit_by_time_and_id_wins(acts: list[Act]) -> None:
    frozen = states.fold(acts).frozen
    commits = [a for a in acts if a.do == "commit"]
    assert frozen.keys() == {a.step for a in commits}
    for step, winner in frozen.items():
        rivals = [a for a in commits if a.step == step]
        assert winner == min(rivals, key=lambda a: (a.at, a.id))


@given(ACTS, st.integers(0, 12))
def test_a_commit_that_stands_first_is_not_undone_by_later_lines(acts: list[Act], n: int) -> None:
    ordered = sorted(acts, key=lambda a: (a.at, a.id))
    before, after = states.fold(ordered[:n]), states.fold(ordered)
    assert before.frozen.items() <= after.frozen.items()


@given(ACTS, st.integers(0, 12))
def test_any_prefix_is_a_state_that_can_be_drawn(acts: list[Act], n: int) -> None:
    state = states.fold(acts[:n])
    view = views.view(TOY.exercise("predict"), state, scene.Around(DOCS, str))
    assert json.loads(json.dumps(view)) == view
    frozen = [step["id"] for step in view["steps"] if step["frozen"]]
    assert frozen == [step.id for step in TOY.exercise("predict").steps if step.id in state.frozen]


def test_a_draft_replaces_the_draft_before_it() -> None:
    acts = [_act("a", "1", "draft", "guess", "cat"), _act("b", "2", "draft", "guess", "boy")]
    assert states.fold(acts).drafts["guess"]["who"] == {"picked": ["boy"], "sure": "guess"}


def test_a_draft_of_one_box_leaves_the_other_boxes_alone(toy: object) -> None:
    exercise, state = library.exercise("01/predict"), states.State()
    for number, answers in enumerate(({"why": "A long text."}, {"who": {"picked": ["boy"]}})):
        taken = messages.act(exercise, state, {"do": "draft", "step": "guess", "answers": answers},
                              DOCS)
        assert isinstance(taken, dict)
        journal.append(replace(journal.new_act("01", "predict", **taken),
                               at=f"2026-11-21T09:30:0{number}.000Z"))
        state = journal.state(exercise)
    assert state.drafts["guess"] == {"why": "A long text.", "who": {"picked": ["boy"]}}


def test_a_commit_takes_what_another_window_drafted(toy: object) -> None:
    exercise = library.exercise("01/predict")
    state = states.State(drafts={"guess": {"why": "A long text."}})
    taken = messages.act(exercise, state, {
        "do": "commit", "step": "guess",
        "answers": {"who": {"picked": ["cat"], "sure": "guess"}}}, DOCS)
    assert isinstance(taken, dict)
    assert taken["answers"]["why"] == "A long text."


def test_each_hint_counts() -> None:
    acts = [_act("a", "1", "hint", "guess", "cat"), _act("b", "2", "hint", "guess", "cat")]
    assert states.fold(acts).hints == {"who": 2}


def test_nothing_done_is_a_state_too() -> None:
    assert states.fold([]) == states.State()


# -- view -------------------------------------------------------------------------------------


def _documents(exercise: Exercise) -> dict[str, Document]:
    return library.documents_of(exercise)


def _view(exercise: Exercise, state: states.State) -> dict[str, Any]:
    return views.view(exercise, state, scene.Around(_documents(exercise), str))


def _stages(exercise: Exercise, acts_of: ActsOf) -> Iterator[tuple[states.State, list[Step]]]:
    """Walk through an exercise; yield the state before each commit and the steps not committed."""
    acts: list[Act] = []
    for number, step in enumerate(exercise.steps):
        yield states.fold(acts), list(exercise.steps[number:])
        acts += acts_of(exercise, step)
    assert states.is_done(exercise, states.fold(acts))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _secrets(step: Step) -> set[str]:
    """Return the sentences that nobody may read before this step is committed."""
    found: set[str] = set()
    for item in step.items:
        found |= {o.because for o in item.options} | {k.because for k in item.keys}
        found |= {s.because for s in item.spans} | set(item.hints) | set(item.rubric)
        found |= {item.otherwise, item.model, item.solution}
    return found - {""}


@pytest.mark.parametrize("address", ALL)
def test_no_reason_model_rubric_or_hint_is_sent_before_its_commit(
        address: str, acts_of: ActsOf) -> None:
    exercise = library.exercise(address)
    for state, ahead in _stages(exercise, acts_of):
        said = set().union(*(_secrets(s) for s in exercise.steps if s not in ahead))
        sent = json.dumps(_view(exercise, state), ensure_ascii=False)
        for secret in set().union(*map(_secrets, ahead)) - said:
            assert json.dumps(secret, ensure_ascii=False)[1:-1] not in sent


@pytest.mark.parametrize("address", ALL)
def test_no_verdict_is_sent_before_its_commit(address: str, acts_of: ActsOf) -> None:
    exercise = library.exercise(address)
    for state, ahead in _stages(exercise, acts_of):
        shown = {s["id"]: s for s in _view(exercise, state)["steps"]}[ahead[0].id]
        assert [item["verdicts"] for item in shown["items"]] == [[]] * len(ahead[0].items)


@pytest.mark.parametrize("address", ALL)
def test_an_option_is_sent_as_its_id_and_its_text_alone(address: str, acts_of: ActsOf) -> None:
    exercise = library.exercise(address)
    for state, ahead in _stages(exercise, acts_of):
        shown = {s["id"]: s for s in _view(exercise, state)["steps"]}[ahead[0].id]
        for item, sent in zip(ahead[0].items, shown["items"], strict=True):
            assert sent.get("options", []) == [[o.id, o.text] for o in item.options]


@pytest.mark.parametrize("address", ALL)
def test_no_key_and_no_words_to_mark_are_sent_before_the_commit(
        address: str, acts_of: ActsOf) -> None:
    exercise = library.exercise(address)
    for state, ahead in _stages(exercise, acts_of):
        shown = {s["id"]: s for s in _view(exercise, state)["steps"]}[ahead[0].id]
        for item, sent in zip(ahead[0].items, shown["items"], strict=True):
            given = ("value", "first", "paragraphs")  # a passage is sent word by word
            texts = set(_strings({k: v for k, v in sent.items() if k not in given}))
            assert not texts & {key.value for key in item.keys}
            assert not [s.words for s in item.spans for text in texts if s.words in text]


@pytest.mark.parametrize("address", ALL)
def test_steps_behind_the_open_one_are_not_sent_at_all(address: str, acts_of: ActsOf) -> None:
    exercise = library.exercise(address)
    for state, ahead in _stages(exercise, acts_of):
        view = _view(exercise, state)
        assert [s["id"] for s in view["steps"] if not s["frozen"]] == [ahead[0].id]


LOCKED = [a for a in ALL if any(s.opens for s in library.exercise(a).steps)]


def test_some_exercise_locks_its_text() -> None:
    assert LOCKED


@pytest.mark.parametrize("address", LOCKED)
def test_no_words_of_the_text_are_sent_before_the_step_that_opens_it(
        address: str, acts_of: ActsOf) -> None:
    exercise = library.exercise(address)
    opener = next(s for s in exercise.steps if s.opens)
    for state, ahead in _stages(exercise, acts_of):
        view = _view(exercise, state)
        if opener not in ahead:
            assert all(card["text"] for card in view["cards"])
            continue
        sent = " ".join(" ".join(_strings(view)).split())
        for document in _documents(exercise).values():
            words = " ".join((*document.text, *document.plainer, *document.notes)).split()
            runs = {" ".join(words[i : i + 6]) for i in range(len(words) - 5)}
            assert not [run for run in runs if run in sent]


def test_what_we_know_about_a_text_is_sent_when_the_exercise_is_finished(acts_of: ActsOf) -> None:
    exercise = library.exercise("02/masthead")
    for state, _ in _stages(exercise, acts_of):
        assert [card["notes"] for card in _view(exercise, state)["cards"]] == [[]]
    finished = states.fold([act for step in exercise.steps for act in acts_of(exercise, step)])
    assert _view(exercise, finished)["cards"][0]["notes"]


def test_a_hint_is_sent_once_it_was_asked_for(toy: object) -> None:
    exercise = library.exercise("01/predict")
    asked = [replace(_act("a", "1", "hint", "guess", "cat"), answers={})]
    item = _view(exercise, states.fold(asked))["steps"][0]["items"][0]
    assert item["hints"] == ["Think of the writer."]
    assert item["hintsLeft"] == 2


def test_a_committed_step_shows_its_verdicts(toy: object, acts_of: ActsOf) -> None:
    exercise = library.exercise("01/predict")
    step = _view(exercise, states.fold(acts_of(exercise, exercise.steps[0])))["steps"][0]
    assert step["items"][0]["verdicts"] == [
        {"label": "✓ Right: The cat", "mark": "right", "opened": "", "line": 0,
         "because": "The letter blames an animal. [@diary-1901, 4]"}]


def test_a_revision_starts_as_a_copy_and_keeps_the_first_version(
        toy: object, acts_of: ActsOf) -> None:
    exercise = library.exercise("01/predict")
    view = _view(exercise, states.fold(acts_of(exercise, exercise.steps[0])))
    revision = view["steps"][1]["items"][2]
    assert (revision["value"], revision["first"]) == ("It was the zebra.", ["It was the zebra."])


def test_an_answer_to_an_older_question_is_shown_as_older_and_not_judged(
        toy: object, acts_of: ActsOf) -> None:
    exercise = library.exercise("01/predict")
    acts = [replace(act, of="an older digest") for act in acts_of(exercise, exercise.steps[0])]
    step, following = _view(exercise, states.fold(acts))["steps"]
    assert (step["frozen"], step["older"]) == (True, True)
    assert [item["verdicts"] for item in step["items"]] == [[], []]
    assert following["id"] == "look"


def test_a_recalled_answer_is_shown_by_its_words(toy: object) -> None:
    exercise = library.exercise("01/exit")
    given = scene.Answer(library.exercise("01/predict").item("who"), {}, ("The cat", "guess"))
    around = scene.Around({}, str, {"01/predict/who": given}.get)
    view = views.view(exercise, states.State(), around)
    assert view["steps"][0]["items"][0]["value"] == "The cat; guess"


def test_an_answer_elsewhere_is_shown_beside_this_one_only_after_the_commit(
        toy: object, acts_of: ActsOf) -> None:
    exercise = library.exercise("01/after")
    first = scene.Answer(library.exercise("01/predict").item("why"), "It was the zebra.",
                             ("It was the zebra.",))
    elsewhere = {"01/predict/why": first}.get
    state = states.fold(acts_of(exercise, exercise.steps[0]))
    around = scene.Around({}, str, elsewhere)
    before, after = (views.view(exercise, one, around)["steps"][0]["items"][0]
                     for one in (states.State(), state))
    assert "first" not in before
    assert before["value"] is None  # unaided: it starts empty
    assert after["first"] == ["It was the zebra."]
    assert after["changed"]["said"] == "No word was changed."


def test_an_earlier_choice_is_said_beside_the_new_one(toy: object, acts_of: ActsOf) -> None:
    exercise = library.exercise("01/after")
    answer = scene.Answer(library.exercise("01/predict").item("who"),
                              {"picked": ["boy"], "sure": "guess"}, ("The boy", "How sure: guess"))
    state = states.fold(acts_of(exercise, exercise.steps[0]))
    seen = views.view(exercise, state, scene.Around({}, str, {"01/predict/who": answer}.get))
    who = seen["steps"][0]["items"][1]
    assert (who["first"], who["changed"]) == (["The boy", "How sure: guess"], None)


def test_the_difference_of_two_texts_waits_until_the_texts_are_open(
        toy: object, acts_of: ActsOf) -> None:
    exercise = library.exercise("01/altered")
    documents = library.documents_of(exercise)
    closed = views.view(exercise, states.State(), scene.Around(documents, str))
    assert "lively" not in json.dumps(closed)
    state = states.fold(acts_of(exercise, exercise.steps[0]))
    differs = views.view(exercise, state, scene.Around(documents, str))["steps"][1]["differs"]
    assert ("taken away", "careless") in differs["parts"]
    assert ("added", "lively") in differs["parts"]
    assert differs["said"] == "1 word added, 1 word taken away."


# -- act --------------------------------------------------------------------------------------


GUESS = {"who": {"picked": ["cat"], "sure": "leaning"}, "why": "Cats cannot answer."}


def _send(message: object, state: states.State | None = None) -> Any:
    return messages.act(library.exercise("01/predict"), state or states.State(), message, DOCS)


def test_a_complete_commit_is_taken(toy: object) -> None:
    assert _send({"do": "commit", "step": "guess", "answers": GUESS}) == {
        "of": digest("01/predict"), "step": "guess", "do": "commit", "answers": GUESS}


def test_a_draft_may_be_incomplete(toy: object) -> None:
    assert _send({"do": "draft", "step": "guess", "answers": {"why": ""}})["do"] == "draft"


def test_a_hint_is_noted_with_its_item(toy: object) -> None:
    assert _send({"do": "hint", "step": "guess", "item": "who"})["item"] == "who"


LONG = {"why": "x" * (field.LONGEST + 1)}
REFUSED = {
    "no mapping": (["commit"], "not an answer"),
    "unknown step": ({"do": "draft", "step": "nowhere", "answers": {}}, "older than the lesson"),
    "step without a name": ({"do": "draft", "answers": {}}, "older than the lesson"),
    "step that is not open yet": ({"do": "draft", "step": "look", "answers": {}}, "step before"),
    "unknown item": ({"do": "draft", "step": "guess", "answers": {"age": "7"}}, "no such question"),
    "item of another step": ({"do": "draft", "step": "guess", "answers": {"why-now": "x"}},
                             "no such question"),
    "unknown option": ({"do": "draft", "step": "guess", "answers": {"who": {"picked": ["dog"]}}},
                       "not among the options"),
    "too many options": (
        {"do": "draft", "step": "guess", "answers": {"who": {"picked": ["cat", "boy"]}}}, "pick 1"),
    "unknown word for sure": (
        {"do": "draft", "step": "guess", "answers": {"who": {"picked": [], "sure": "very"}}},
        "how sure"),
    "text where a choice belongs": ({"do": "draft", "step": "guess", "answers": {"who": "cat"}},
                                    "list of picked options"),
    "a list where text belongs": ({"do": "draft", "step": "guess", "answers": {"why": ["x"]}},
                                  "must be text"),
    "answer too long": ({"do": "draft", "step": "guess", "answers": LONG}, "longer than"),
    "message too long": (
        {"do": "draft", "step": "guess", "answers": {}, "x": "y" * messages.LARGEST}, "too long"),
    "unknown act": ({"do": "erase", "step": "guess", "answers": {}}, "not an answer"),
    "try from the page": ({"do": "try", "step": "guess", "answers": {}}, "not an answer"),
    "answers that are no mapping": ({"do": "draft", "step": "guess", "answers": []},
                                    "not an answer"),
    "hint where there is none": ({"do": "hint", "step": "guess", "item": "why"}, "no hint"),
    "commit without an answer": ({"do": "commit", "step": "guess", "answers": {}}, "Choose one"),
    "commit without a word for sure": (
        {"do": "commit", "step": "guess", "answers": {"who": {"picked": ["cat"]}}}, "how sure"),
    "commit with empty prose": (
        {"do": "commit", "step": "guess", "answers": {**GUESS, "why": " \n"}}, "few words"),
}


@pytest.mark.parametrize(("message", "why"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_answer_is_refused_in_a_sentence(
        toy: object, message: object, why: str) -> None:
    refusal = _send(message)
    assert isinstance(refusal, messages.Refusal)
    assert why in refusal.why
    assert refusal.why.endswith(".")


def test_a_frozen_step_takes_no_second_answer(toy: object, acts_of: ActsOf) -> None:
    exercise = library.exercise("01/predict")
    state = states.fold(acts_of(exercise, exercise.steps[0]))
    refusal = _send({"do": "commit", "step": "guess", "answers": GUESS}, state)
    assert isinstance(refusal, messages.Refusal)
    assert "first answer was kept" in refusal.why


def test_a_lab_is_not_committed_before_its_code_was_run(toy: object) -> None:
    message = {"do": "commit", "step": "count", "answers": {}}
    refusal = messages.act(library.exercise("01/count"), states.State(), message, DOCS)
    assert refusal == messages.Refusal("Run the cell with your code first, with your value in it.",
                                        "n")


def test_a_date_out_of_the_calendar_can_be_drafted_but_not_committed(toy: object) -> None:
    exercise = library.exercise("01/card")
    answers = {"author": "Anna", "day": "1901-02-30", "pieces": "3", "word": "jug"}
    sent = {"step": "slots", "answers": answers}
    drafted = messages.act(exercise, states.State(), {**sent, "do": "draft"}, DOCS)
    committed = messages.act(exercise, states.State(), {**sent, "do": "commit"}, DOCS)
    assert not isinstance(drafted, messages.Refusal)
    assert isinstance(committed, messages.Refusal)
    assert committed.item == "day"


STEPS = [(e, s) for e in TOY.exercises for s in e.steps]
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


@st.composite
def _messages(draw: Any) -> tuple[Exercise, Any]:
    exercise, step = draw(st.sampled_from(STEPS))
    names = [item.id for item in step.items]
    message = st.fixed_dictionaries({
        "do": st.sampled_from(["draft", "commit", "hint", "open", "try"]),
        "step": st.just(step.id),
        "answers": st.dictionaries(st.sampled_from([*names, "nobody"]), VALUES, max_size=3),
        "item": st.sampled_from(names) | JSON,
    })
    spoilt = message.flatmap(lambda m: st.tuples(st.just(m), st.sampled_from(sorted(m)), JSON))
    return exercise, draw(message | spoilt.map(lambda t: {**t[0], t[1]: t[2]}) | JSON)


def _valid(exercise: Exercise, taken: dict[str, Any]) -> bool:
    """Say whether an act names only what there is, in the shapes there are."""
    step = {s.id: s for s in exercise.steps}[taken["step"]]
    items = {i.id: i for i in step.items}
    return (taken["of"] == states.digest(step, DOCS)
            and taken["do"] in ("draft", "commit", "hint")
            and (taken["do"] != "hint" or bool(items[taken["item"]].hints))
            and all(shape(items[k], v) == "" for k, v in taken["answers"].items()))


@given(_messages())
@settings(max_examples=200)
def test_no_message_raises_and_none_writes_nonsense(sent: tuple[Exercise, Any]) -> None:
    exercise, message = sent
    result = messages.act(exercise, states.State(), message, DOCS)
    if isinstance(result, messages.Refusal):
        assert result.why.endswith(".")
    else:
        assert _valid(exercise, result)


def test_the_messages_tried_include_some_that_are_taken() -> None:
    find(_messages(), lambda sent: not isinstance(
        messages.act(sent[0], states.State(), sent[1], DOCS), messages.Refusal))


@pytest.mark.parametrize("label", [["judges"], {"judges": 1}, None, 1, True, "nobody"])
def test_a_mark_whose_label_is_no_label_is_refused(toy: object, label: object) -> None:
    message = {"do": "draft", "step": "mark", "answers": {"words": [[0, 1, label]]}}
    result = messages.act(library.exercise("01/words"), states.State(), message, DOCS)
    assert isinstance(result, messages.Refusal)


@pytest.mark.parametrize("mark", [[1, 0], [-1, 0], [0, 1000], [0.0, 1], [True, 1], ["0", 1]])
def test_a_mark_that_is_no_stretch_of_words_is_refused(toy: object, mark: list[object]) -> None:
    message = {"do": "draft", "step": "mark", "answers": {"words": [[*mark, "judges"]]}}
    result = messages.act(library.exercise("01/words"), states.State(), message, DOCS)
    assert isinstance(result, messages.Refusal)


def test_half_an_emoji_is_saved_or_refused_but_never_raises(toy: object) -> None:
    message = json.loads('{"do": "draft", "step": "guess", "answers": {"why": "cat \\ud83d"}}')
    result = _send(message)
    if not isinstance(result, messages.Refusal):
        journal.append(journal.new_act("01", "predict", **result))
        assert len(journal.read("01").acts) == 1


@given(st.lists(VALUES, max_size=6))
def test_whatever_lines_a_journal_holds_the_exercise_can_be_drawn(values: list[Any]) -> None:
    exercise = library.exercise("02/masthead")
    step = exercise.steps[0]
    acts = [
        Act(id=str(n), at=str(n), learner="x", lesson="02", exercise="masthead",
            of=digest(exercise.address), step=step.id, item="likely",
            do=("draft", "commit", "try", "hint")[n % 4],
            answers={"likely": value, "why": value, "n": value})
        for n, value in enumerate(values)
    ]
    assert _view(exercise, states.fold(acts))["steps"]


@given(VALUES)
def test_whatever_a_lab_kept_its_exercise_can_be_drawn(value: Any) -> None:
    exercise = library.exercise("02/missing-names")
    step = exercise.steps[0]
    acts = [Act(id=str(n), at=str(n), learner="x", lesson="02", exercise=exercise.id,
                of=digest(exercise.address), step=step.id, do=do,
                answers={"n": value, "silence": value})
            for n, do in enumerate(("try", "commit"))]
    assert json.dumps(_view(exercise, states.fold(acts)))


# -- rows that the task is to find out --------------------------------------------------------


HIDING = [a for a in ALL if library.exercise(a).hides]


@pytest.mark.parametrize("address", HIDING)
def test_a_hidden_row_is_shown_only_after_the_first_commit(address: str, acts_of: ActsOf) -> None:
    exercise = library.exercise(address)
    names = [{row for card in _view(exercise, state)["cards"] for row, _ in card["attribution"]}
             for state in (states.State(), states.fold(acts_of(exercise, exercise.steps[0])))]
    assert HIDING
    assert not names[0] & set(exercise.hides)
    assert names[1] & set(exercise.hides)
