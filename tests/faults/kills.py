"""Runs that are killed, which nothing can clean up after but the system and the next run."""

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from faults.worlds import LONGEST, State, Trial, begun, copied, gone_on, living, mixed, state, step

GROUPS = 0.3
# In seconds: children look for their parent, and a busy machine takes its time.
PATIENCE = 60


@dataclass(frozen=True)
class Kill:
    """Whom to kill, in which world, and when: after some seconds, or just before a change to files."""

    start: Path
    whom: str
    seconds: float = 0
    change: int = 0

    def __str__(self) -> str:
        when = f"before change {self.change}" if self.change else f"after {self.seconds:.2f} s"
        return f"{self.start.name}, {self.whom} killed {when}"


def kill_all(trial: Trial, times: int, changes: int, draw: random.Random) -> Iterator[tuple[str, list[str]]]:
    """Kill a command so often at random moments, and then before some of its changes; yield each kill and what went wrong."""
    done = 0
    while done < times:
        kill = Kill(trial.starts[done % len(trial.starts)], _whom(draw), seconds=draw.uniform(0, trial.seconds))
        # One that had ended before tells nothing.
        for outcome in _killed_once(trial, kill, f"{done}"):
            done += 1
            yield outcome
    for change in sorted(draw.sample(range(1, trial.changes + 1), min(changes, trial.changes))):
        yield from _killed_once(trial, Kill(trial.starts[-1], _whom(draw), change=change), f"change {change}")


def killed(trial: Trial, kill: Kill, world: Path) -> int:
    """Start a command and kill it, and return how it ended, which may be before."""
    process = begun(trial.name, world, *(step(world, kill.change, kill.whom) if kill.change else ()))
    with suppress(subprocess.TimeoutExpired):
        return process.wait(LONGEST if kill.change else kill.seconds)
    (os.killpg if kill.whom == "group" else os.kill)(process.pid, signal.SIGKILL)
    return process.wait()


def problems(trial: Trial, old: State, world: Path) -> Iterator[str]:
    """Yield what is wrong after a kill, and after the run that follows."""
    end = time.monotonic() + PATIENCE
    while (alive := living(world)) and time.monotonic() < end:
        time.sleep(0.05)
    if alive:
        yield f"processes stay: {alive}"
    yield from mixed(state(world, trial.name), old, trial.new)
    yield from gone_on(trial, world)


def _killed_once(trial: Trial, kill: Kill, n: str) -> Iterator[tuple[str, list[str]]]:
    world = copied(kill.start, kill.start.with_name(f"{kill.start.name}, {n}"))
    code, wrong = killed(trial, kill, world), []
    if code == -signal.SIGKILL:
        wrong += problems(trial, state(kill.start, trial.name), world)
    elif code:
        wrong.append(f"it ended with {code} before")
    if code:
        yield str(kill), wrong
    if not wrong:
        shutil.rmtree(world)


def _whom(draw: random.Random) -> str:
    return "group" if draw.random() < GROUPS else "alone"
