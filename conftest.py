"""Which tests stay together on one worker: it stands here because notebooks are tests too."""

from __future__ import annotations

from typing import Any

import pytest

# Each test in these files opens a window of its own, and takes long.
ALONE = tuple(f"tests/browser/test_{name}.py::" for name in (
    "every_lesson", "lesson", "life"))


def group(name: str) -> str:
    """Return what a test stays together with: the tests of its file, the cells of its notebook."""
    return name if name.startswith(ALONE) else name.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand out whole groups (pytest-xdist 3.8 overlooks its own marks under pytest 9.2)."""
    from xdist.scheduler import LoadScopeScheduling

    class Groups(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group(nodeid)

    return Groups(config, log)
