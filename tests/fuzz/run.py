"""Try every property on many cases, on all cores: python run.py [CASES]; exit code 1 where one does not hold."""

import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

# The package is found from the folder above.
sys.path[0] = str(Path(__file__).resolve().parents[1])
sys.path.append(str(Path(__file__).resolve().parents[2] / "tools"))
CASES, BLOCK = 20_000, 250
# More than there are, where all are tried.
ALL = 10_000


def blocks(cases: int) -> Iterator[tuple[int, int, int]]:
    """Yield so many cases in blocks: property, cases, seed."""
    from fuzz.properties import PROPERTIES

    for place, one in enumerate(PROPERTIES):
        wanted = -(-cases * one.percent // 100)
        # Of equal size: in a few cases that are left over, chance would decide how many are refused.
        many = -(-wanted // BLOCK)
        yield from ((place, -(-wanted // many), seed) for seed in range(many))
        if not one.percent:
            yield place, ALL, 0


def tried(block: tuple[int, int, int]) -> tuple[int, int, int, str]:
    """Try a block, and return the place of its property, how many cases there were and were taken, and the case that failed."""
    from fuzz import properties

    place, cases, seed = block
    one = properties.PROPERTIES[place]
    try:
        return place, *properties.tried(one, cases, seed), ""
    except Exception as error:
        return place, cases, cases, f"{one.name}, seed {seed}: {''.join(traceback.format_exception(error))}"


def main(cases: int) -> int:
    """Print what was tried of each property, and every case that failed."""
    from fuzz.properties import PROPERTIES, refused

    start, count, taken, failed = time.monotonic(), Counter(), Counter(), []
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder
        with ProcessPoolExecutor(os.cpu_count(), get_context("fork")) as pool:
            for place, many, some, failure in pool.map(tried, list(blocks(cases))):
                count[place] += many
                taken[place] += some
                failed += [failure] if failure else []
    for place, many in count.items():
        print(f"{PROPERTIES[place].name}: {many:,} cases, {taken[place] / many:.0%} taken")
        failed += filter(None, [refused(PROPERTIES[place], many, taken[place])])
    print(*failed, sep="\n")
    print(f"{count.total():,} cases, {len(failed)} failures, {time.monotonic() - start:.0f} s")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(int((sys.argv[1:] or [CASES])[0])))
