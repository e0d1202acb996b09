"""What all tests share: a fresh folder for answers, the toy course, and ways to answer."""

from __future__ import annotations

import dataclasses
import itertools
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from answers import sample
from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

from helpers.case.records import Act, Exercise, Step
from helpers.judge import kinds, states
from helpers.paper import answers, handout, published, teacher
from helpers.work import elsewhere, journal, learners, library

ROOT = Path(__file__).resolve().parent.parent

set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "hypothesis")  # nothing in the repository
# No clock and no luck: the same examples in every run.
settings.register_profile(
    "course", deadline=None, derandomize=True, database=None, max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("course")


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """A rule written as ``assert offenders == []`` names every offender, one a line."""
    if op == "==" and right == [] and isinstance(left, list):
        return [f"{len(left)} where there should be none:", *map(repr, left)]
    return None


_numbers = itertools.count()


@pytest.fixture(autouse=True)
def _own_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory,
                monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers go to the test's own folder; where it has none, to one made with the first answer."""
    own = (request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames
           else tmp_path_factory.getbasetemp() / "answers" / str(next(_numbers)))
    monkeypatch.setenv("MY_WORK", str(own))
    monkeypatch.setenv("LEARNER", "amber-heron-42")
    monkeypatch.setenv("COURSE", str(ROOT))
    monkeypatch.setattr(learners, "_chosen", {})  # a kernel of its own


@pytest.fixture
def toy(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a writable copy of the toy course, which is the course from now on."""
    course = tmp_path_factory.mktemp("toy") / "course"
    shutil.copytree(ROOT / "tests" / "toy", course,
                    ignore=shutil.ignore_patterns("notebooks"))  # tests write their own
    monkeypatch.setenv("COURSE", str(course))
    return course


@pytest.fixture
def answered() -> Callable[[Step], dict[str, Any]]:
    """Return a way to answer every item of a step that takes an answer on the page."""
    return lambda step: {i.id: sample(i) for i in step.items
                         if kinds.of(i).ANSWERED_IN == "form"}


@pytest.fixture
def acts_of(answered: Callable[[Step], dict[str, Any]]) -> Callable[[Exercise, Step], list[Act]]:
    """Return a way to make the acts that complete a step: tries of its lab, then its commit."""

    def made(exercise: Exercise, step: Step) -> list[Act]:
        place = exercise.steps.index(step)
        common: dict[str, Any] = {
            "learner": "amber-heron-42", "lesson": exercise.lesson, "exercise": exercise.id,
            "course": library.course(),
            "of": states.digest(step, library.documents_of(exercise)), "step": step.id,
        }
        tries = {i.id: {"value": i.keys[0].value, "code": "n"} for i in step.items
                 if kinds.of(i).ANSWERED_IN == "code"}
        ran = [Act(id=f"{step.id}-try", at=f"2026-11-21T09:3{place}:00.000Z", do="try",
                   answers=dict(tries), **common)] if tries else []
        return [
            *ran,
            Act(id=f"{step.id}-commit", at=f"2026-11-21T09:3{place}:01.000Z", do="commit",
                answers=answered(step), **common),
        ]

    return made


@pytest.fixture
def whole_pages(acts_of: Callable[[Exercise, Step], list[Act]]) -> dict[str, str]:
    """Return one whole page of each sort that the course makes, as HTML by its name."""
    for exercise in library.lesson("00").exercises:
        for step in exercise.steps:
            for act in acts_of(exercise, step):
                journal.append(dataclasses.replace(act, id=f"{act.exercise}-{act.id}"))
    rebuild = library.exercise("00/rebuild")
    item = next(item for _, item in rebuild.items() if item.rule == "page")
    return {
        "export": answers.html(["00"]),
        "published": published.html(rebuild, item, journal.state(rebuild),
                                    elsewhere.around(rebuild)),
        "teacher": teacher.html("04"), "students": handout.html("04"),
    }
