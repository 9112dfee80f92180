"""A batch: many reports side by side, none of which is made again from the same inputs, code and parameters."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import paths
from helpers.errors import MADE, InputError, outcome, visible
from helpers.folders import beside, scratch_folder
from helpers.run.kernels.client import Server, ended, warm_kernels
from helpers.run.manifest import INDEX, MANIFEST, Manifest, key

if TYPE_CHECKING:
    from helpers.parameters import RegisterParameters

_UNSAFE = re.compile(r"[^\w-]+")
_LONGEST = 40
# Of the manifest's entry for the register: no report's folder has such a name.
_REGISTER = "register"


@dataclass(frozen=True)
class Task:
    """A report of a batch: the year's own, or with a register, of the register or one of its institutions."""

    year: int
    register: bool = False
    institution: str = ""

    @property
    def folder(self) -> str:
        """The folder that it goes to; a name that folders cannot have is replaced, and distinguished from others by its digest.

        >>> Task(2020).folder, Task(2020, True).folder, Task(2020, True, "A/B 大学").folder
        ('2020', '2020-own', '2020-own-A-B-大学-0a97e8d7')
        """
        name = _UNSAFE.sub("-", self.institution)[:_LONGEST].strip("-")
        institution = [name, paths.digest([self.institution.encode()])[:8]] if self.institution else []
        return "-".join([str(self.year), *(["own"] if self.register else []), *institution])

    @property
    def label(self) -> str:
        """What it is called."""
        return f"{self.institution or ('Register' if self.register else 'Data year')}, {self.year}"


@dataclass(frozen=True)
class Batch:
    """What is asked for; `how` are the parameters by which the register is read, and 0 `jobs` are one for each core."""

    years: tuple[int, ...]
    contracts: tuple[Path, ...]
    by: str | None
    jobs: int
    out: Path
    how: dict[str, object] = field(default_factory=dict)

    @property
    def asked(self) -> "RegisterParameters":
        """The parameters of a page on the register."""
        from helpers.parameters import RegisterParameters, checked
        from helpers.register.choices import with_kept

        files = [str(file) for file in self.contracts]
        return with_kept(checked(RegisterParameters, contracts=files, year=self.years[0], **self.how))


def make(batch: Batch, say: Callable[[str], None]) -> int:
    """Make what is not there yet, and return the exit code; raises InputError for the register, or a folder of others."""
    if batch.by and not batch.contracts:
        raise InputError("A batch by institution needs a register. Name one with --contracts.")
    if batch.out.is_symlink():
        raise InputError(f"{batch.out} is a symbolic link. Name a folder.")
    batch = replace(batch, out=paths.absolute(batch.out))
    given = _given(batch.asked) if batch.contracts else ""
    with beside(batch.out / MANIFEST), scratch_folder() as scratch:
        manifest = Manifest(batch.out)
        tasks = [Task(year) for year in batch.years] + _of_register(batch, manifest, given, scratch)
        keys = {task: key([task, given if task.register else ""], _data()) for task in tasks}
        missing = {task: made_from for task, made_from in keys.items() if not manifest.has(task.folder, made_from)}
        failed = _make(batch, missing, manifest, scratch) if missing else {}
        if missing or not (batch.out / INDEX).exists():
            manifest.write_index({task.label: text for task, (_, text) in failed.items()})
    if batch.contracts:
        from helpers.register.choices import keep

        for line in keep(batch.asked):
            say(visible(line))
    made, unchanged = len(missing) - len(failed), len(tasks) - len(missing)
    say(f"{made} made, {unchanged} unchanged, {len(failed)} failed: {batch.out / INDEX}")
    return min((code for code, _ in failed.values()), default=MADE)


def _given(asked: "RegisterParameters") -> str:
    how = asked.model_dump(exclude={"contracts", "year", "columns"})
    return key(["register", *sorted(how.items())], [*_data(), *map(Path, asked.contracts)])


def _data() -> list[Path]:
    return sorted(path for path in paths.DATA.iterdir() if path.is_file())


def _of_register(batch: Batch, manifest: Manifest, given: str, scratch: Path) -> list[Task]:
    """Return the reports on the register; for its institutions it is counted, if that was not done before."""
    if not batch.contracts:
        return []
    if manifest.entries.get(_REGISTER, {}).get("key") != given:
        manifest.add(_REGISTER, key=given, institutions=_count(batch, scratch))
    wanted = manifest.entries[_REGISTER]["institutions"] if batch.by else []
    each = [Task(year, True, name) for year, name in wanted if year in batch.years]
    return [Task(year, True) for year in batch.years] + each


def _count(batch: Batch, scratch: Path) -> list[tuple[int, str]]:
    from helpers.run.counting import count

    groups = count(batch.asked, scratch, "", lambda line: None).groups
    pairs = groups[["year", "institution"]].drop_duplicates().itertuples(index=False)
    return sorted((int(year), str(name)) for year, name in pairs)


def _make(batch: Batch, missing: dict[Task, str], manifest: Manifest, scratch: Path) -> dict[Task, tuple[int, str]]:
    from tqdm import tqdm

    if any(task.register for task in missing) and not any(scratch.iterdir()):
        _count(batch, scratch)
    failed = {}
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    reports = closing(side_by_side(partial(_report, batch, scratch), missing, batch.jobs or cores))
    with reports as made, tqdm(total=len(missing), unit="report", disable=None) as bar:
        for task, report in made:
            if error := report.exception():
                failed[task] = outcome(error)
                tqdm.write(f"scitech: {task.label}: {' '.join(failed[task][1].split())}", file=sys.stderr)
            else:
                is_internal = task.register and bool(batch.how.get("internal"))
                manifest.add_report(task.folder, asdict(task) | {"internal": is_internal}, missing[task], report.result())
            bar.update()
    return failed


def side_by_side(work: Callable, tasks: Iterable[Task], jobs: int) -> Iterator[tuple[Task, Future]]:
    """Yield each task with what became of it, the first to end first: in threads, since what takes time is done in kernels."""
    with warm_kernels(), ThreadPoolExecutor(jobs) as threads:
        try:
            task_of = {threads.submit(work, task): task for task in tasks}
            for future in ended(task_of):
                yield task_of[future], future
        finally:
            # Whatever ends this loop: nothing more is begun, and what is at work loses its kernels.
            threads.shutdown(wait=False, cancel_futures=True)
            Server.current.stop()


def _report(batch: Batch, scratch: Path, task: Task) -> list[Path]:
    if task.register:
        from helpers.register.comparison import compare
        from helpers.register.summary import read
        from helpers.run import contracts
        from helpers.run.counting import SUMMARY

        page = {"contracts": [str(scratch / SUMMARY)], "year": task.year, "institution": task.institution}
        asked = batch.asked.model_copy(update=page)
        return contracts.write(compare(read(asked), asked), scratch, batch.out / task.folder)
    from helpers.run.report import make

    return make(task.year, "compilers", "", batch.out / task.folder)
