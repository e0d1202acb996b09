"""A real JupyterLab in a real browser: one of each a worker, a fresh copy of the course a test.

No browser found is a clear skip, and a failure where REQUIRE_BROWSER=1 (as in CI).
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from copies import fresh
from lesson import LESSONS, Lesson
from playwright.sync_api import BrowserContext, expect, sync_playwright

# The first is the same engine without a window's parts, and spends a third less time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome",
         "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
expect.set_options(timeout=20_000)  # two windows and two kernels may share a slow processor
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A browser with a profile on disk, which compiles JupyterLab's scripts once for all tests."""
    found = next((p for p in (*map(shutil.which, NAMES), *PLACES) if p and Path(p).exists()), None)
    if not found:
        message = "no Chromium, Chrome or Edge on this computer: install one to run these tests"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("browser"), executable_path=found,
            viewport={"width": 1200, "height": 900},
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Start JupyterLab with no user's settings in the way; yield its address and its root."""
    home = tmp_path_factory.mktemp("jupyter")
    root = tmp_path_factory.mktemp("courses")
    settings = home / "config" / "labconfig"
    settings.mkdir(parents=True)
    (settings / "default_setting_overrides.json").write_text(
        '{"@jupyterlab/docmanager-extension:plugin": {"autosave": false}}', encoding="utf-8")
    # Each page would start node to ask whether JupyterLab needs to be built anew, and load all
    # that nbconvert needs to ask into what a notebook could be exported.
    (settings / "page_config.json").write_text(
        '{"buildCheck": false, "buildAvailable": false,'
        ' "disabledExtensions": {"@jupyterlab/notebook-extension:export": true}}',
        encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    ours = ("MY_WORK", "LEARNER", "COURSE", "COPY")
    environment = {k: v for k, v in os.environ.items() if k not in ours} | {
        "JUPYTER_CONFIG_DIR": str(home / "config"), "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "run"), "IPYTHONDIR": str(home / "ipython"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
    }
    log = home / "server.log"
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root",
             "--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0",
             "--IdentityProvider.token=test", f"--ServerApp.root_dir={root}",
             "--LabApp.expose_app_in_browser=True",
             # A test that kills a kernel opens a new one itself; the server, which looks every few
             # seconds, would sometimes be first, with a dialog that takes every click.
             "--KernelManager.autorestart=False"],
            env=environment, stdout=out, stderr=subprocess.STDOUT, cwd=root,
        )
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/api?token=test").close()
                break
            except OSError:
                assert process.poll() is None, log.read_text(encoding="utf-8")
                time.sleep(0.1)
        yield address, root
        process.terminate()
        process.wait(20)


@pytest.fixture
def lesson(browser: BrowserContext, server: tuple[str, Path], request: pytest.FixtureRequest
           ) -> Iterator[Lesson]:
    """A lesson (the first unless a test names another) in a copy and a window of its own."""
    yield from fresh(browser, server, request.node.name, getattr(request, "param", LESSONS[0]))


@pytest.fixture(scope="session")
def opened(browser: BrowserContext, server: tuple[str, Path]) -> Iterator[Lesson]:
    """Lesson 02, which has labs too, open for all tests that each touch another exercise."""
    for lesson in fresh(browser, server, "opened", LESSONS[2]):
        lesson.open()
        yield lesson
