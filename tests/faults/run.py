"""Kill runs and fill disks, and see that nothing is half done: python run.py [TIMES] [--only COMMAND...] [--seed N] and more.

SIGKILL reaches the process alone or its whole group: TIMES times after a random part of the time that a run takes, and for each
command just before some of its changes to files. Then each report is, as a set, the old one or the new one, data and notebooks
are whole, no process stays, and the same command makes the bytes of an undisturbed run and leaves nothing beside them.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from faults.disks import fill_all  # noqa: E402
from faults.kills import kill_all  # noqa: E402
from faults.worlds import COMMANDS, tried  # noqa: E402

# How often each is killed: those that take longer, less often.
SHARES = {"report": 36, "contracts": 26, "accept": 18, "batch": 15, "sample": 15}


def outcomes(asked: argparse.Namespace, base: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield what was done to each command, and what went wrong."""
    for name in asked.only:
        draw, trial = random.Random(f"{asked.seed} {name}"), tried(name, base)
        times = round(asked.times * SHARES[name] / sum(SHARES[other] for other in asked.only))
        print(
            f"{name}: {trial.seconds:.2f} s and {trial.changes} changes to files undisturbed, {times} kills follow", flush=True
        )
        yield from kill_all(trial, times, asked.changes, draw)
        yield from fill_all(trial, asked.disks, base, draw)


def main() -> int:
    """Print what was done and what went wrong, and return the exit code."""
    asked, base, began, failed = _asked(), Path(tempfile.mkdtemp(prefix="faults-")), time.monotonic(), 0
    print(f"Seed {asked.seed}; what goes wrong is kept in {base}", flush=True)
    for n, (done, wrong) in enumerate(outcomes(asked, base), 1):
        failed += bool(wrong)
        print(f"{n}. {done}: {'; '.join(wrong) or 'well'}", flush=True)
    print(f"{failed} of {n} went wrong, {time.monotonic() - began:.0f} s")
    if not failed:
        shutil.rmtree(base)
    return int(failed > 0)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("times", nargs="?", type=int, default=110, help="kills at random moments, of all commands together")
    parser.add_argument("--only", nargs="+", choices=COMMANDS, default=list(COMMANDS), help="commands")
    parser.add_argument("--changes", type=int, default=16, help="kills before a change to files, of each command")
    parser.add_argument("--disks", type=int, default=5, help="full disks, for each command")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="what the random moments come from")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
