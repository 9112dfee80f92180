"""Workers: processes that do one task after the other, such as a report each."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import connection, get_context

from helpers import os_errors
from helpers.errors import InputError, NotebookError
from helpers.run.kernels.server import end_with_parent

MADE, FAILED, REFUSED = 0, 1, 2
# A worker that is asked to end takes its report's folder away first.
_PATIENCE = 30


@dataclass(frozen=True)
class Outcome:
    """How a task ended: with 0 and what was returned, or with an exit code and the reason."""

    code: int
    value: object


class _Worker:
    def __init__(self, work: Callable, setting: Callable):
        self.connection, theirs = connection.Pipe()
        # Forked, so that what this process has imported is there at once.
        self.process = get_context("fork").Process(target=_serve, args=(work, setting, theirs, self.connection))
        self.process.start()
        theirs.close()

    def interrupt(self) -> None:
        """Have a busy worker give up what it is at."""
        if self.process.is_alive():
            os.kill(self.process.pid, signal.SIGINT)

    def end(self) -> None:
        """Wait for a worker that has nothing to do any more."""
        with suppress(BrokenPipeError):
            self.connection.send(None)
        self.process.join(_PATIENCE)
        self.process.kill()
        self.process.join()


def side_by_side(
    work: Callable, tasks: Iterable, jobs: int, setting: Callable[[], AbstractContextManager]
) -> Iterator[tuple[object, Outcome]]:
    """Have tasks done by as many workers as there are jobs, and yield each with its outcome, the first to end first.

    Each worker works in a setting, a context, of its own. One that is killed costs the task that it was at. Whatever ends this
    loop ends the workers.
    """
    waiting, busy = iter(tasks), {}
    try:
        for task in islice(waiting, jobs):
            _give(_Worker(work, setting), task, busy)
        while busy:
            for ready in connection.wait(list(busy)):
                worker, task = busy.pop(ready)
                outcome = _outcome(worker)
                if (following := next(waiting, None)) is not None:
                    _give(worker if worker.process.is_alive() else _Worker(work, setting), following, busy)
                else:
                    worker.end()
                yield task, outcome
    finally:
        for worker, _ in busy.values():
            worker.interrupt()
        for worker, _ in busy.values():
            worker.end()


def _give(worker: _Worker, task: object, busy: dict) -> None:
    busy[worker.connection] = worker, task
    worker.connection.send(task)


def _outcome(worker: _Worker) -> Outcome:
    try:
        return worker.connection.recv()
    except (EOFError, ConnectionResetError):
        worker.end()
        return Outcome(FAILED, f"its process ended with {worker.process.exitcode}")


def _serve(work: Callable, setting: Callable, tasks: connection.Connection, given: connection.Connection) -> None:
    """Do tasks until there is none, or until the one who gives them ends."""
    # Held here, it would keep the end of the one who gives the tasks from being seen.
    given.close()
    # Ctrl-C reaches the one who gives the tasks, which passes it on once.
    os.setpgrp()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    end_with_parent(signal.SIGINT)
    try:
        with setting():
            while (task := tasks.recv()) is not None:
                tasks.send(_done(work, task))
    except (KeyboardInterrupt, EOFError, ConnectionError):
        return


def _done(work: Callable, task: object) -> Outcome:
    try:
        return Outcome(MADE, work(task))
    except InputError as error:
        return Outcome(REFUSED, str(error))
    except OSError as error:
        return Outcome(REFUSED, os_errors.told(error))
    except NotebookError as error:
        return Outcome(FAILED, str(error))
    except Exception as error:
        # Whatever it is, the others go on.
        return Outcome(FAILED, f"{type(error).__name__}: {error}")
