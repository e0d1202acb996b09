"""Several workers share the tests: what belongs together stays together."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("number", range(6))
def test_the_tests_of_a_file_run_on_one_worker(
        number: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if not worker:
        pytest.skip("there is one process only")
    seen = tmp_path_factory.getbasetemp().parent / "workers-of-this-file.txt"
    with seen.open("a", encoding="utf-8") as file:
        file.write(f"{worker}\n")
    assert set(seen.read_text(encoding="utf-8").split()) == {worker}


def test_a_window_or_a_kernel_that_tests_share_keeps_them_together(
        request: pytest.FixtureRequest) -> None:
    conftest = request.config.pluginmanager.get_plugin(str(ROOT / "conftest.py"))
    groups = defaultdict(set)
    for item in request.session.items:
        if item.path.suffix == ".ipynb" or {"opened", "workbench"} & set(
                getattr(item, "fixturenames", ())):
            groups[item.path].add(conftest.group(item.nodeid))
    assert [path for path, names in groups.items() if len(names) > 1] == []


def test_every_lesson_goes_to_the_browser_by_itself(request: pytest.FixtureRequest) -> None:
    conftest = request.config.pluginmanager.get_plugin(str(ROOT / "conftest.py"))
    name = "tests/browser/test_every_lesson.py::test_one[{}]"
    assert conftest.group(name.format("02-a")) != conftest.group(name.format("03-b"))
    assert list((ROOT / "tests/browser").glob("test_every_lesson.py"))
