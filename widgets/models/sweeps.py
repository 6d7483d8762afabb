"""A sweep that can be interrupted: what is finished is kept, and not worked out again.

Every sweep of the book takes an ``executor``, anything that speaks `concurrent.futures`. A
`Keeping` is one, and may itself have one behind it: a pool of processes on this machine, or a
cluster's (``dask.distributed.Client(address).get_executor()``)::

    with ProcessPoolExecutor() as processes, Keeping("kept.sqlite", processes) as keeping:
        sweep(grid(Setting(), degree=range(2, 100)), replicates=10_000, executor=keeping)

Stopped at any moment and started again, it goes on with what is missing. The answer is the one
that the same seeds give without any executor.
"""

from __future__ import annotations

import functools
import hashlib
import pickle
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from pathlib import Path

AT_ONCE = 256
"""So many tasks are handed to the executor at a time; a million at once would fill its memory."""


def say(finished: int, asked: int) -> None:
    """Write how far a sweep has come, over the line that said it before."""
    sys.stdout.write(f"\r{finished:,} of {asked:,} finished" + "\n" * (finished == asked))
    sys.stdout.flush()


class Keeping:
    """An executor that keeps each finished task in one file, and takes it from there the next time.

    Parameters
    ----------
    file : str or Path
        An SQLite database; made where there is none. It holds pickles: open only your own.
    executor : optional
        What does the work; without one it is done in turn.
    progress : callable, optional
        Told ``(finished, asked)`` whenever that changes; by default `say`. None: nothing is told.

    Raises
    ------
    ValueError
        If the file is there and is no such database; from `map`, if a task's ``repr`` does not
        tell it from others.
    """

    def __init__(
        self,
        file: str | Path,
        executor=None,
        progress: Callable[[int, int], None] | None = say,
    ):
        self.executor, self.progress = executor, progress
        self._kept = sqlite3.connect(file)
        try:
            self._kept.execute("create table if not exists kept (task text primary key, result)")
        except sqlite3.DatabaseError as error:
            self._kept.close()
            raise ValueError(f"{file}: found {error}, expected a file of kept results") from None

    def __enter__(self) -> Keeping:
        return self

    def __exit__(self, *_) -> None:
        self._kept.close()

    def map(self, work: Callable, tasks: Iterable) -> Iterator:
        """Return what ``work`` makes of each task, in order, as an executor's ``map`` does.

        What an earlier run finished is not done again, if nothing in `widgets.models` has changed
        since. An interruption or an error loses no task that was finished before it.
        """
        tasks = list(tasks)
        names = [_name(work, task) for task in tasks]
        missing = [place for place, name in enumerate(names) if not self._has(name)]
        self._tell(len(tasks) - len(missing), len(tasks))
        finished = len(tasks) - len(missing)
        for place, result in self._worked(work, tasks, missing):
            with self._kept:
                row = names[place], pickle.dumps(result)
                self._kept.execute("insert or replace into kept values (?, ?)", row)
            finished += 1
            self._tell(finished, len(tasks))
        return (self._result(name) for name in names)

    def _worked(self, work, tasks, missing) -> Iterator[tuple[int, object]]:
        """Yield place and result of each missing task, as they come."""
        if self.executor is None:
            yield from ((place, work(tasks[place])) for place in missing)
            return
        waiting, running = iter(missing), {}
        try:
            while True:
                for place in waiting:
                    running[self.executor.submit(work, tasks[place])] = place
                    if len(running) == AT_ONCE:
                        break
                if not running:
                    return
                finished = wait(running, return_when=FIRST_COMPLETED).done
                # An error among them is raised last: what came with it is kept.
                for done in sorted(finished, key=lambda each: each.exception() is not None):
                    yield running.pop(done), done.result()
        finally:
            for future in running:
                future.cancel()

    def _has(self, name: str) -> bool:
        return bool(self._kept.execute("select 1 from kept where task = ?", (name,)).fetchone())

    def _result(self, name: str):
        (kept,) = self._kept.execute("select result from kept where task = ?", (name,)).fetchone()
        return pickle.loads(kept)

    def _tell(self, finished: int, asked: int) -> None:
        if self.progress:
            self.progress(finished, asked)


def _name(work: Callable, task) -> str:
    """Return a name of a task that differs with the work, its settings and the models' code."""
    given = ()
    if isinstance(work, functools.partial):
        given, work = (work.args, sorted(work.keywords.items())), work.func
    asked = f"{given!r}{task!r}"
    if " at 0x" in asked or "..." in asked:
        raise ValueError(f"a task cannot be told by {asked[:80]!r}, expected plain settings")
    what = f"{work.__module__}.{work.__qualname__}{asked}{_code()}"
    return hashlib.sha256(what.encode()).hexdigest()


@functools.lru_cache
def _code() -> str:
    """Return a digest of the models' source: a changed model does not meet old results."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
