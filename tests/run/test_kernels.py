"""Warm kernels: each a process of its own that knows nothing of the others, named when it fails, and gone afterwards."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import papermill
import pytest
from jupyter_client.manager import start_new_kernel

from helpers import paths
from helpers.errors import InputError, NotebookError
from helpers.run import notebooks
from helpers.run.kernels.client import LIMITS, Server, limit, warm_kernels

STATE = """
import json, os, random, sys
import matplotlib, numpy
ours = sorted(name for name in os.environ if not name.startswith(("JPY_", "PYDEVD", "MPLBACKEND", "KERNEL_")))
draws = [random.random(), numpy.random.random()]
print(json.dumps({
    "environment": {name: os.environ[name] for name in ours if name not in ("PWD", "COLUMNS", "LINES")},
    "helpers": [name for name in sys.modules if name.partition(".")[0] == "helpers"],
    "settings": dict(font=matplotlib.rcParams["font.size"], left="leaked" in sys.modules),
    "folder": os.getcwd(), "draws": draws, "pid": os.getpid(), "parent": os.getppid(), "arguments": sys.argv[1:2],
}))
"""
SPOIL = """
import os, random, sys, types
import matplotlib, numpy
os.environ["LEAKED"] = "yes"; sys.modules["leaked"] = types.ModuleType("leaked")
random.seed(1); numpy.random.seed(1); matplotlib.rcParams["font.size"] = 99; os.chdir("/")
import helpers
"""


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    """A server with its libraries imported: nbval's, if there is one."""
    with warm_kernels():
        yield Server.current


@pytest.fixture(autouse=True)
def no_server_from_before(running, monkeypatch):
    """No other serves a test that starts one itself."""
    monkeypatch.setattr(Server, "current", None)


@pytest.fixture
def served(running, no_server_from_before, monkeypatch):
    """Serve a test that is about kernels, not about how their server begins and ends."""
    monkeypatch.setattr(Server, "current", running)


def written(folder: Path, monkeypatch: pytest.MonkeyPatch, **sources: str) -> Path:
    """Write notebooks of a parameters cell and one more, as the project's own."""
    for name, source in sources.items():
        cells = [nbformat.v4.new_code_cell("x = 1", metadata={"tags": ["parameters"]}), nbformat.v4.new_code_cell(source)]
        metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), folder / f"{name}.ipynb")
    monkeypatch.setattr(paths, "NOTEBOOKS", folder)
    return folder


def states(made: list) -> list[dict]:
    return [json.loads(notebook.cells[-1].outputs[0].text) for notebook in made if notebook.cells[-1].outputs]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0]


def test_nothing_leaks_from_one_kernel_to_the_next(tmp_path, monkeypatch):
    written(tmp_path, monkeypatch, spoil=SPOIL, one=STATE, two=STATE)
    with warm_kernels():
        notebooks.run(["spoil"], {}, tmp_path)
        one, two = states(notebooks.run(["one", "two"], {}, tmp_path))
    assert Server.current is None
    (cold,) = states(notebooks.run(["one"], {}, tmp_path))
    for state in (one, two, cold):
        # Scratch of its run, which goes with it.
        assert not Path(state["environment"].pop("TMPDIR")).exists()
    for warm in (one, two):
        assert {name: warm[name] for name in ("environment", "helpers", "settings", "folder", "arguments")} == {
            name: cold[name] for name in ("environment", "helpers", "settings", "folder", "arguments")
        }
    assert one["helpers"] == []
    assert one["pid"] != two["pid"]
    assert not set(one["draws"]) & set(two["draws"])


def test_a_kernel_is_forked_and_gone_with_the_block(tmp_path, monkeypatch):
    written(tmp_path, monkeypatch, one=STATE)
    with warm_kernels():
        server = Server.current.process.pid
        (state,) = states(notebooks.run(["one"], {}, tmp_path))
        assert state["parent"] == server
    assert not alive(server)
    assert not alive(state["pid"])


@pytest.mark.usefixtures("served")
@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted where there is a /proc")
def test_what_is_forked_has_no_threads(running, tmp_path, monkeypatch):
    written(tmp_path, monkeypatch, one="print(1)")
    # Once a kernel has been forked, the libraries are imported.
    notebooks.run(["one"], {}, tmp_path)
    assert len(list(Path(f"/proc/{running.process.pid}/task").iterdir())) == 1


@pytest.mark.usefixtures("served")
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere kernels listen on ports")
def test_no_other_process_can_take_the_place_where_a_kernel_listens(tmp_path, monkeypatch):
    written(tmp_path, monkeypatch, one="from ipykernel.connect import get_connection_info; print(get_connection_info())")
    (one,) = states(notebooks.run(["one"], {}, tmp_path))
    (two,) = states(notebooks.run(["one"], {}, tmp_path))
    assert one["transport"] == two["transport"] == "ipc"
    assert one["ip"] != two["ip"]
    assert one["ip"].startswith("@")


@pytest.mark.usefixtures("served")
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere kernels listen on ports")
def test_nor_that_of_a_kernel_started_in_nbvals_way():
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        assert manager.get_connection_info()["transport"] == "ipc"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.mark.usefixtures("served")
def test_parameters_are_set_after_their_cell(tmp_path, monkeypatch):
    written(tmp_path, monkeypatch, one="print(x, y)")
    (made,) = notebooks.run(["one"], {"x": 7, "y": "z"}, tmp_path)
    assert made.cells[-1].outputs[0].text == "7 z\n"


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("end", ["import os; os._exit(3)", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"])
def test_a_kernel_that_dies_is_named(tmp_path, monkeypatch, end):
    written(tmp_path, monkeypatch, mortal=end)
    with pytest.raises(NotebookError, match=r"mortal.ipynb, cell \d: Kernel died"):
        notebooks.run(["mortal"], {}, tmp_path)


@pytest.mark.usefixtures("served")
def test_a_kernel_that_hangs_is_named_in_time(tmp_path, monkeypatch):
    written(tmp_path, monkeypatch, patient="import time; time.sleep(600)")
    monkeypatch.setenv("SCITECH_CELL_SECONDS", "2")
    start = time.monotonic()
    with pytest.raises(NotebookError, match=r"patient.ipynb, cell \d: .*timed? ?out"):
        notebooks.run(["patient"], {}, tmp_path)
    assert time.monotonic() - start < 60


@pytest.mark.usefixtures("served")
def test_a_kernel_that_eats_its_memory_is_named_with_what_sets_the_limit(tmp_path, monkeypatch):
    written(
        tmp_path, monkeypatch, hungry="held = [bytearray(1 << 20) for _ in range(4000)]", modest="held = bytearray(100 << 20)"
    )
    monkeypatch.setenv("SCITECH_KERNEL_MEMORY", "200")
    with pytest.raises(NotebookError, match=r"hungry.ipynb, cell 1: MemoryError: .*SCITECH_KERNEL_MEMORY"):
        notebooks.run(["hungry"], {}, tmp_path)
    notebooks.run(["modest"], {}, tmp_path)


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("given", ["0", "-1", "1.5", "many", "99999999999", "\N{SUPERSCRIPT TWO}"])
def test_a_limit_that_is_none_is_refused(monkeypatch, name, given):
    monkeypatch.setenv(name, given)
    with pytest.raises(InputError, match=f"{name} to {given!r}. Give it a whole number above zero"):
        limit(name)


@pytest.mark.usefixtures("served")
def test_a_cell_that_fails_is_named_while_others_end(tmp_path, monkeypatch):
    written(tmp_path, monkeypatch, wrong="1 / 0", patient="import time; time.sleep(600)")
    with pytest.raises(NotebookError, match=r"wrong.ipynb, cell 1: ZeroDivisionError: division by zero"):
        notebooks.run(["wrong", "patient"], {}, tmp_path)


@pytest.mark.usefixtures("served")
def test_papermill_is_served(tmp_path, monkeypatch):
    written(tmp_path, monkeypatch, one=STATE)
    made = papermill.execute_notebook(tmp_path / "one.ipynb", None, {"x": 2}, progress_bar=False)
    assert states([made])[0]["parent"] == Server.current.process.pid


def test_where_nothing_can_be_forked_kernels_start_afresh_and_it_is_said(tmp_path, monkeypatch, capsys):
    written(tmp_path, monkeypatch, one=STATE)
    monkeypatch.delattr(os, "fork")
    with warm_kernels():
        assert states(notebooks.run(["one"], {}, tmp_path))
    assert "No process can be forked here" in capsys.readouterr().err


RUN = """
import asyncio, sys
from pathlib import Path
from helpers.run import notebooks
from helpers import paths
from helpers.run.kernels.client import warm_kernels
paths.NOTEBOOKS = Path(sys.argv[1])
with warm_kernels():
    notebooks.run(["patient"], {}, Path(sys.argv[1]))
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_kernels_end_with_whoever_asked_for_them(tmp_path, monkeypatch, number):
    pids = tmp_path / "pids"
    written(
        tmp_path,
        monkeypatch,
        patient=f"import os, time; open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{os.getppid()}}'); time.sleep(600)",
    )
    process = subprocess.Popen([sys.executable, "-c", RUN, tmp_path], stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while not (pids.exists() and pids.read_text().count(" ")) and time.monotonic() < end:
        time.sleep(0.1)
    kernel, server = map(int, pids.read_text().split())
    assert alive(kernel)
    process.send_signal(number)
    process.wait(60)
    while (alive(kernel) or alive(server)) and time.monotonic() < end + 30:
        time.sleep(0.1)
    assert not alive(kernel)
    assert not alive(server)
