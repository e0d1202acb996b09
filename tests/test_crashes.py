"""Writers that are killed, and writers at the same time: what was acknowledged is there."""

from __future__ import annotations

import subprocess
import sys

import pytest

from helpers.work import journal

# One clean process forks the writers, so that each costs milliseconds and none inherits ours.
KILLING = """
import os, random, signal, sys
from helpers.work import journal

def write(pipe):
    while True:
        text = "x" * random.randrange(6000)
        act = journal.new_act("02", "masthead", "d1", "predict", "draft", {"why": text})
        journal.append(act)
        os.write(pipe, (act.id + "\\n").encode())  # "Saved"

random.seed(1)
acknowledged = b""
for kill in range(200):
    journal.read("02")  # the next child need not read it all
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write(into)
        finally:
            os._exit(1)
    os.close(into)
    wanted = random.randrange(1, 6)
    while wanted > 0:
        read = os.read(out, 37)
        acknowledged += read
        wanted -= read.count(b"\\n")
    for _ in range(random.randrange(3000)):
        pass  # a little later, by a different little each time
    os.kill(child, signal.SIGKILL)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    while read := os.read(out, 4096):
        acknowledged += read
    os.close(out)
sys.stdout.write(acknowledged.decode())
"""

# Waits for a line on stdin, so that both writers begin together.
TOGETHER = """
import sys
from helpers.work import journal
sys.stdin.readline()
for _ in range(250):
    act = journal.new_act("02", "masthead", "d1", "predict", "draft", {"why": "x" * 3000})
    journal.append(act)
    print(act.id)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and kill -9")
def test_no_acknowledged_answer_is_missing_after_two_hundred_kills() -> None:
    done = subprocess.run([sys.executable, "-c", KILLING], capture_output=True, text=True,
                          check=False)
    assert done.stderr == ""
    acknowledged = done.stdout.split()
    assert len(acknowledged) >= 200
    pages = journal.read("02")
    assert set(acknowledged) <= {act.id for act in pages.acts}
    assert len(pages.warnings) <= 200  # no more than one torn line a kill


def test_two_kernels_that_write_at_once_lose_nothing() -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", TOGETHER], stdin=subprocess.PIPE,
                         stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    said = [writer.communicate()[0].split() for writer in writers]
    pages = journal.read("02")
    assert [len(ids) for ids in said] == [250, 250]
    assert pages.warnings == ()
    assert {act.id for act in pages.acts} == {*said[0], *said[1]}
    assert len(pages.acts) == 500
