"""Waiting for work in threads, so that a signal is seen."""

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait

# How long it may take to see that a run is to end: a signal that the system gives to another thread does not wake the main one.
_SECONDS = 0.05


def ended(futures: Iterable[Future]) -> Iterator[Future]:
    """Yield futures as they end, the first to end first."""
    running = set(futures)
    while running:
        done, running = wait(running, timeout=_SECONDS, return_when=FIRST_COMPLETED)
        yield from done
