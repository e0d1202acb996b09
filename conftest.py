"""Which tests stay together on one worker: it stands here because notebooks are tests too."""

from __future__ import annotations

import pytest

# Fixtures that tests of one file share, as the cells of a notebook share a kernel.
SHARED_WINDOWS = {"opened", "workbench"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file together; a browser test with a window of its own goes wherever there is room."""
    for item in items:
        shared = SHARED_WINDOWS & set(getattr(item, "fixturenames", ()))
        alone = item.path.parent.name == "browser" and not shared
        item.add_marker(pytest.mark.xdist_group(item.name if alone else item.path.stem))
