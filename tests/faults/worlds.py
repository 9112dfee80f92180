"""Worlds: folders with a copy of the project, a register and perhaps an old report, in which a command runs undisturbed or not."""

import compileall
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from helpers.run import contracts, report
from helpers.run.manifest import MANIFEST, Manifest
from helpers.stability.snapshot import START

ROOT = Path(__file__).resolve().parents[2]
STEP = str(Path(__file__).with_name("step.py"))
CODE = ("-c", f"import sys; sys.path.append({str(Path(STEP).parent)!r}); from step import run; run(sys.argv[1:])")
# One of four rows has no value.
BATCH = "--contracts {0}/register.csv --allow-rejected 1 --by institution --jobs 2 --out {0}/out"
COMMANDS = {
    "report": "report --year 2020 --out {0}/out",
    "contracts": "contracts {0}/register.csv --year 2020 --allow-rejected 1 --out {0}/out",
    "accept": "accept",
    "batch": f"batch --years 2019,2020 {BATCH}",
    "sample": "sample --rows 5000 --out {0}/out.csv",
}
EARLIER = f"batch --years 2019 {BATCH}"
PRODUCTS = {"report": report.PRODUCTS, "contracts": contracts.PRODUCTS}
REGISTER = """contract id,institution,date,mode,value (yuan)
1,A,2019-03-01,licence,120000
2,A,2020-03-01,licence,150000
3,B,2020-05-01,development,350000
4,B,2020-06-01,development,no value
"""
# In seconds: a busy machine takes its time.
LONGEST = 600

State = dict[str, object]


@dataclass(frozen=True)
class Trial:
    """A command, worlds that it may start in, the one that it makes of the last, how long that takes, and in how many changes."""

    name: str
    starts: tuple[Path, ...]
    made: Path
    new: State
    seconds: float
    changes: int


def tried(name: str, base: Path) -> Trial:
    """Return what a command does undisturbed."""
    starts = _starts(name, base)
    world, began = copied(starts[-1], base / f"{name} undisturbed"), time.monotonic()
    code = begun(name, world, *step(world, 0, "alone")).wait(LONGEST)
    if code:
        raise SystemExit(f"{name} ended with {code} undisturbed:\n{(world / 'said').read_text()}")
    seconds, changes = time.monotonic() - began, (world / "changes").stat().st_size
    return Trial(name, starts, world, state(world, name), seconds, changes)


def begun(name: str, world: Path, *code: str) -> subprocess.Popen:
    """Start a command in a world; what it says goes into a file there."""
    with (world / "said").open("a") as said:
        command = [sys.executable, *(code or CODE), *_arguments(COMMANDS[name], world)]
        return subprocess.Popen(command, cwd=world, env=_environment(world), stdout=said, stderr=said, start_new_session=True)


def step(world: Path, change: int, whom: str) -> tuple[str, ...]:
    """Return what to start a command with so that it is killed just before a change to files."""
    return STEP, str(change), whom, str(world / "changes"), str(world)


def copied(start: Path, world: Path) -> Path:
    """Return a copy of a world."""
    return Path(shutil.copytree(start, world))


def state(world: Path, name: str) -> State:
    """Return everything that is replaced as a whole, by name: reports as sets of files, other files one by one."""
    out = world / "out"
    reports = [p for p in out.glob("[!.]*") if p.name != MANIFEST] if name == "batch" else [out, world / "out.csv"]
    files = [p for p in (world / "project").rglob("*") if p.is_file() and p.suffix in (".ipynb", ".csv", ".json", ".md")]
    return {str(path.relative_to(world)): _content(path) for path in [*reports, *files] if path.exists()}


def mixed(now: State, *whole: State) -> Iterator[str]:
    """Yield what is as in none of the states in which everything is whole."""
    for part in sorted(set(now).union(*whole)):
        if now.get(part) not in [one.get(part) for one in whole]:
            yield f"{part} is neither the old one nor the new one" if len(whole) > 1 else f"{part} is not as undisturbed"


def left(world: Path) -> Iterator[str]:
    """Yield what should not be there after a run, whatever its end."""
    for path in (*world.rglob(".*"), *(world / "scratch").iterdir()):
        # Python writes this word to see whether it may.
        if path.is_dir() or path.read_bytes() != b"blat":
            yield f"{path.relative_to(world)} is left"
    if "Traceback" in (world / "said").read_text():
        yield "a traceback was printed"


def gone_on(trial: Trial, world: Path) -> Iterator[str]:
    """Run a command once more, and yield what is not as after an undisturbed run."""
    if code := begun(trial.name, world).wait(LONGEST):
        yield f"the next run ended with {code}"
    yield from mixed(state(world, trial.name), trial.new)
    if trial.name == "batch" and Manifest(world / "out").entries != Manifest(trial.made / "out").entries:
        yield "the manifest is not as undisturbed"
    yield from left(world)


def living(world: Path) -> list[int]:
    """Return the processes of a run: those in whose environment its folder for temporary files stands."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if str(world / "scratch").encode() in (process / "environ").read_bytes():
                found.append(int(process.name))
    return found


def _starts(name: str, base: Path) -> tuple[Path, ...]:
    """Return a world without a report and one with an old one; for what is accepted, one world with other outputs."""
    none = base / (f"{name} from nothing" if name != "accept" else "accept from other outputs")
    for part in ("src", "data", "notebooks", "reports"):
        shutil.copytree(ROOT / part, none / "project" / part, ignore=shutil.ignore_patterns(".*"))
    shutil.copy(ROOT / "README.md", none / "project")
    (none / "scratch").mkdir()
    (none / "register.csv").write_text(REGISTER)
    # The first run would compile what is not compiled yet, and others not.
    compileall.compile_dir(none / "project" / "src", quiet=1)
    if name == "accept":
        _spoil(none / "project")
        return (none,)
    return none, _with_old(name, copied(none, base / f"{name} from an old one"))


def _with_old(name: str, world: Path) -> Path:
    for product in PRODUCTS.get(name, ()):
        (world / "out").mkdir(exist_ok=True)
        (world / "out" / product).write_text(f"old {product}")
    if name == "batch":
        (world / "register.csv").write_text(REGISTER.replace("120000", "120001"))
        command = [sys.executable, *CODE, *_arguments(EARLIER, world)]
        subprocess.run(command, env=_environment(world), stdout=subprocess.DEVNULL, check=True)
        (world / "register.csv").write_text(REGISTER)
    if name == "sample":
        (world / "out.csv").write_text("old")
    return world


def _spoil(project: Path) -> None:
    """Have something to accept in every file that is written."""
    for path in (project / "notebooks").iterdir():
        notebook = json.loads(path.read_text(encoding="utf-8"))
        next(cell for cell in notebook["cells"] if cell.get("outputs"))["outputs"] = []
        path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for path in (project / "README.md", project / "data" / "README.md"):
        path.write_text(path.read_text(encoding="utf-8").replace(START, f"{START}\nold") + "old\n", encoding="utf-8")
    (project / "reports" / "accepted.json").write_text("{}\n")


def _arguments(command: str, world: Path) -> list[str]:
    return [part.format(world) for part in command.split()]


def _environment(world: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(world / "project" / "src"), "TMPDIR": str(world / "scratch")}


def _content(path: Path) -> object:
    if path.is_file():
        return path.read_bytes()
    return {str(p.relative_to(path)): p.read_bytes() for p in path.rglob("*") if p.is_file()}
