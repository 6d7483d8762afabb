"""An interrupted sweep goes on where it stopped, and comes to what the same seeds give at once."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.models import sweeps
from widgets.models.search import Setting, grid, sweep
from widgets.models.sweeps import Keeping

SMALL = grid(Setting(agents=20, bits=8), degree=[2, 4, 6], interactions=[0, 3])
RUN = {"replicates": 20, "steps": 10, "seed": 3}


def double(number):
    return 2 * number


def fail_at_three(number):
    if number == 3:
        raise ArithmeticError("three")
    return number


def silent(file, executor=None):
    return Keeping(file, executor, progress=None)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "kept.sqlite"


@pytest.fixture
def asked(monkeypatch):
    """What was worked out, beside what was taken from the file."""
    worked = []
    real = Keeping._worked

    def watched(self, work, tasks, missing):
        worked.extend(missing)
        return real(self, work, tasks, missing)

    monkeypatch.setattr(Keeping, "_worked", watched)
    return worked


def test_a_kept_sweep_is_the_sweep(file, asked):
    alone = sweep(SMALL, **RUN)
    for expected in (len(SMALL), 0):  # the second time nothing is left to do
        asked.clear()
        with silent(file) as keeping:
            pd.testing.assert_frame_equal(sweep(SMALL, **RUN, executor=keeping), alone)
        assert (len(asked) > 0) == (expected > 0)


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_workers_and_none_agree(file, pool):
    with pool(2) as workers, silent(file, workers) as keeping:
        kept = sweep(SMALL, **RUN, executor=keeping)
    pd.testing.assert_frame_equal(kept, sweep(SMALL, **RUN))


def test_a_cluster_of_dask_agrees(file):
    from dask.distributed import Client

    with (
        Client(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        silent(file, cluster.get_executor()) as keeping,
    ):
        kept = sweep(SMALL, **RUN, executor=keeping)
        straight = sweep(SMALL, **RUN, executor=cluster.get_executor())
    alone = sweep(SMALL, **RUN)
    pd.testing.assert_frame_equal(kept, alone)
    pd.testing.assert_frame_equal(straight, alone)


def test_another_seed_or_setting_is_another_task(file, asked):
    with silent(file) as keeping:
        sweep(SMALL[:1], **RUN, executor=keeping)
        asked.clear()
        other = sweep(SMALL[:1], **RUN | {"seed": 4}, executor=keeping)
        assert asked
        asked.clear()
        assert list(keeping.map(partial(pow, 2), [3])) == [8]
        assert list(keeping.map(partial(pow, 3), [3])) == [27]
        assert asked == [0, 0]
    pd.testing.assert_frame_equal(other, sweep(SMALL[:1], **RUN | {"seed": 4}))


def test_changed_code_meets_no_old_result(file, asked, monkeypatch):
    with silent(file) as keeping:
        list(keeping.map(double, [1]))
        monkeypatch.setattr(sweeps, "_code", lambda: "another digest")
        list(keeping.map(double, [1]))
    assert asked == [0, 0]


@pytest.mark.parametrize("pool", [None, ThreadPoolExecutor])
def test_an_error_is_raised_and_loses_nothing_that_was_finished(file, asked, pool):
    workers = pool and pool(1)  # one after the other, so that 0, 1 and 2 come before
    with silent(file, workers) as keeping:
        with pytest.raises(ArithmeticError, match="three"):
            keeping.map(fail_at_three, range(6))
        asked.clear()
        assert list(keeping.map(fail_at_three, [0, 1, 2])) == [0, 1, 2]
        assert asked == []
    if workers:
        workers.shutdown()


SLOW = """
import sys, time
from widgets.models.sweeps import Keeping

def slowly(number):
    time.sleep(0.05)
    return number

slowly.__module__ = "a_script"
with Keeping(sys.argv[1]) as keeping:
    print(sum(keeping.map(slowly, range(int(sys.argv[2])))))
"""


def test_killed_in_the_middle_it_goes_on_with_the_rest(file):
    def start(many):
        command = [sys.executable, "-c", SLOW, str(file), str(many)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ)

    killed = start(10_000)
    while killed.stdout.read(1) != "5":  # "\r0 of ...", "\r1 of ...", until "\r5"
        time.sleep(0.001)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    with start(8) as again:
        told = again.stdout.read()
    first = int(told.split(" of ")[0].strip())
    assert first >= 5  # what the killed one had finished is there
    assert told.endswith("8 of 8 finished\n28\n")


@given(st.lists(st.integers(), unique=True, max_size=20), st.integers(1, 3))
def test_the_answer_is_in_the_order_of_the_tasks(tasks, at_once):
    sweeps_at_once, sweeps.AT_ONCE = sweeps.AT_ONCE, at_once
    try:
        with ThreadPoolExecutor(2) as threads, silent(":memory:", threads) as keeping:
            assert list(keeping.map(double, tasks)) == [2 * task for task in tasks]
    finally:
        sweeps.AT_ONCE = sweeps_at_once


def test_progress_is_told(file, capsys):
    told = []
    with Keeping(file, progress=lambda *counts: told.append(counts)) as keeping:
        keeping.map(double, [1, 2])
        keeping.map(double, [2, 3])
    assert told == [(0, 2), (1, 2), (2, 2), (1, 2), (2, 2)]
    with Keeping(file) as keeping:
        keeping.map(double, range(1, 4))
    assert capsys.readouterr().out == "\r3 of 3 finished\n"


def test_a_file_of_something_else_is_refused(file):
    file.write_text("year,aid\n" * 100)
    with pytest.raises(ValueError, match=r"kept\.sqlite: found .*, expected a file of kept"):
        Keeping(file)
    assert file.read_text().startswith("year,aid")


def test_a_task_that_no_text_tells_is_refused(file):
    with silent(file) as keeping, pytest.raises(ValueError, match="cannot be told"):
        keeping.map(double, [object()])
