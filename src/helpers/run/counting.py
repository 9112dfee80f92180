"""A register counted in a process of its own, since files from anywhere may be made to fill a machine's memory."""

import os
import pickle
import signal
import traceback
from collections.abc import Callable
from contextlib import closing
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pandas as pd

from helpers.display.writers import neutral
from helpers.errors import InputError, named
from helpers.folders import undisturbed
from helpers.parameters import RegisterParameters
from helpers.register.coverage import refuse, rejected_share
from helpers.register.disclosure import INTERNAL
from helpers.register.engine import Cluster, Engine, connected
from helpers.register.ingest import Source
from helpers.register.summary import SUFFIX, Register, chosen, counted, look, read, summary_in
from helpers.run.kernels.client import limit
from helpers.run.kernels.server import bound_memory, end_with

SUMMARY, REJECTED = f"register{SUFFIX}", "rejected_rows.csv"
_LIMIT = "SCITECH_KERNEL_MEMORY"


def count(asked: RegisterParameters, scratch: Path, scheduler: str, say: Callable[[str], None]) -> Register:
    """Count a register into a folder, once for all pages; raises InputError, also where it takes more memory than allowed."""
    if saved := summary_in(asked):
        register = read(asked)
        # A summary has the reasons of rejected rows, and not where they are.
        reasons = [reason for reason, rows in register.rejected.items() for _ in range(rows)]
        _write(register, pd.DataFrame({"file": saved.name, "row": "", "reason": reasons}), scratch)
    else:
        _count_files(asked, scratch, scheduler, say)
        register = read(asked.model_copy(update={"contracts": [str(scratch / SUMMARY)]}))
    shares = rejected_share(register.groups, register.lost)
    refuse(shares, register.rejected, register.examples, asked.allow_rejected)
    return register


def _count_files(asked: RegisterParameters, scratch: Path, scheduler: str, say: Callable[[str], None]) -> None:
    try:
        with named(scratch):
            found, lines = in_bounded_process(look, [Path(file) for file in asked.contracts], scratch, chosen(asked))
        for line in lines:
            say(line)
        in_bounded_process(_count, asked, found, scratch, scheduler)
    except MemoryError as error:
        why = f"{error or 'no memory'}, as when it takes more than {limit(_LIMIT)} MB. {_LIMIT} sets how much it may."
        raise InputError(f"{', '.join(Path(file).name for file in asked.contracts)}: reading failed: {why}") from error


def _count(asked: RegisterParameters, found: list[Source], scratch: Path, scheduler: str) -> None:
    from tqdm import tqdm

    engine = Cluster(scratch, scheduler) if scheduler else Engine(connected(scratch))
    with named(scratch), closing(engine), tqdm(total=len(found) + 3, unit="step", disable=None) as bar:

        def step(name: str) -> None:
            bar.set_description(name)
            bar.update()

        register, rejected = counted(found, engine, asked, step)
        _write(register, rejected.assign(**{"note": INTERNAL} if asked.internal else {}), scratch)


def _write(register: Register, rejected: pd.DataFrame, scratch: Path) -> None:
    (scratch / SUMMARY).write_text(register.as_json(), encoding="utf-8")
    rejected = rejected.assign(file=rejected["file"].map(neutral))
    rejected.to_csv(scratch / REJECTED, index=False, lineterminator="\n", encoding="utf-8")


def in_bounded_process(function: Callable, *arguments: object) -> object:
    """Call a function in a process of bounded memory that ends with this one; raises what it does, MemoryError if killed."""
    # Forked, so that what this process has imported is there at once.
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(ours, theirs, os.getpid(), function, *arguments), daemon=True)
    # What is raised in what Python calls after a fork is lost.
    with undisturbed():
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


def _answer(theirs: Connection, ours: Connection, parent: int, function: Callable, *arguments: object) -> None:
    # Held here, it would keep the end of the one who waits from being seen.
    theirs.close()
    # Ctrl-C reaches the one who waits, who ends this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with(parent)
    bound_memory(limit(_LIMIT))
    try:
        answer = function(*arguments)
    except Exception as error:
        answer = error
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:
            # It cannot be sent: this is what can be said of it.
            answer = RuntimeError(f"{type(error).__name__}: {error}")
        answer.add_note("".join(traceback.format_exception(error)))
    ours.send(answer)
