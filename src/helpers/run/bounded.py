"""A process with bounded memory for what comes from outside: a file may be made to fill a machine's memory."""

import os
import pickle
import signal
import traceback
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection

from helpers.run.kernels.client import limit
from helpers.run.kernels.server import bound_memory, end_with


def in_bounded_process(function: Callable, *arguments: object) -> object:
    """Return what a function returns when it is called in a process of its own, which takes no more memory than a kernel may.

    Raises what the function raises, and MemoryError also where the process was killed. Whatever ends this ends the process.
    """
    # Forked, so that what this process has imported is there at once.
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(ours, theirs, os.getpid(), partial(function, *arguments)), daemon=True)
    process.start()
    theirs.close()
    try:
        answer = ours.recv()
    except EOFError:
        process.join()
        raise MemoryError(f"its process ended with {process.exitcode}") from None
    finally:
        process.kill()
        process.join()
        ours.close()
    if isinstance(answer, Exception):
        raise answer
    return answer


def _answer(theirs: Connection, ours: Connection, parent: int, work: Callable) -> None:
    # Held here, it would keep the end of the one who waits from being seen.
    theirs.close()
    # Ctrl-C reaches the one who waits, who ends this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with(parent)
    bound_memory(limit("SCITECH_KERNEL_MEMORY"))
    try:
        answer = work()
    except Exception as error:
        answer = _portable(error)
    ours.send(answer)


def _portable(error: Exception) -> Exception:
    """Return an error with its traceback as a note, or what can be said of one that cannot be sent."""
    told = "".join(traceback.format_exception(error))
    error.add_note(told)
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        error = RuntimeError(f"{type(error).__name__}: {error}")
        error.add_note(told)
    return error
