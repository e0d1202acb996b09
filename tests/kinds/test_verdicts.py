"""What is said of answers to the toy lesson, word for word, as ``verdicts.yaml`` has it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from toy_case import DOCS, TOY

from helpers.case.records import MARKS
from helpers.judge import kinds
from helpers.judge.scene import Around, Scene

ANSWERS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "verdicts.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("given", ANSWERS, ids=[f"{n} {a['at']}" for n, a in enumerate(ANSWERS)])
def test_an_answer_is_told_this(given: dict[str, Any]) -> None:
    name, _, item_id = given["at"].partition("/")
    exercise = TOY.exercise(name)
    item, answer = exercise.item(item_id), given["answer"]
    kind = kinds.of(item)
    if kind.ANSWERED_IN == "form":
        assert (kind.shape(item, answer), kind.missing(item, answer)) == ("", "")
    verdicts = kind.judge(item, answer, Scene(exercise=exercise, around=Around(DOCS)))
    said = [(v.mark, v.part, v.because, v.rule, v.tag, v.opened) for v in verdicts]
    assert said == [(*one, *[""] * (6 - len(one))) for one in given["said"]]


def test_the_answers_earn_every_mark() -> None:
    assert {one[0] for given in ANSWERS for one in given["said"]} == {*MARKS, "missed", "also"}
