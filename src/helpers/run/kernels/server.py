"""A process that imports libraries once and forks a kernel from itself for each request.

It is run by its path, so that nothing of this package is imported in it: python -P server.py MODULE... Requests are JSON lines
on standard input, answers JSON lines on standard output. When the input ends, so do the kernels.
"""

import importlib
import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def serve(modules: list[str]) -> None:
    """Import the modules, then start kernels until the input ends."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    # What ends a run reaches the whole group: the one who asked for the kernels ends them.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    # A kernel ends with its parent, whose number it takes when its program is imported.
    os.environ["JPY_PARENT_PID"] = str(os.getpid())
    for module in modules:
        importlib.import_module(module)
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    running = set()
    # Whoever asked may have been killed meanwhile.
    with suppress(BrokenPipeError):
        for line in _lines(woken, lambda: _reap(running, answers)):
            request = json.loads(line)
            pid = os.fork()
            if pid == 0:
                answers.close()
                _become_kernel(**request)
            running.add(pid)
            print(json.dumps({"started": pid}), file=answers)
    for pid in running:
        # One just forked has no group of its own yet.
        for kill in (os.killpg, os.kill):
            with suppress(ProcessLookupError):
                kill(pid, signal.SIGKILL)
    # Nothing is held that taking the libraries down would save.
    os._exit(0)


def _lines(woken: int, reap) -> Iterator[bytes]:
    """Yield requests; a child that ended is told in between."""
    held = b""
    while True:
        ready, _, _ = select.select([0, woken], [], [])
        if woken in ready:
            os.read(woken, 4096)
            reap()
        if 0 in ready:
            read = os.read(0, 1 << 16)
            if not read:
                return
            *lines, held = (held + read).split(b"\n")
            yield from lines


def _reap(running: set[int], answers) -> None:
    while running:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        running.discard(pid)
        print(json.dumps({"ended": pid, "code": os.waitstatus_to_exitcode(status)}), file=answers)


def _become_kernel(argv: list[str], env: dict[str, str], folder: str, megabytes: int) -> None:
    """Turn a fork into the kernel that a fresh process would have been, and never return."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.setsid()
        end_with_parent(signal.SIGKILL)
        # Whoever asked may have ended before this, or given up and taken the folder away.
        if os.getppid() != int(os.environ["JPY_PARENT_PID"]) or not Path(folder).is_dir():
            os._exit(code)
        bound_memory(megabytes)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.environ.clear()
        os.environ.update(env)
        time.tzset()
        os.chdir(folder)
        # A run that nobody watches leaves no trace in the history of the one who works here.
        sys.argv = [*argv, "--HistoryManager.enabled=False"]
        if "numpy" in sys.modules:
            sys.modules["numpy"].random.seed()
        from ipykernel.kernelapp import launch_new_instance

        launch_new_instance()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(code)


def end_with_parent(number: int) -> None:
    """Where the system can, be sent a signal when the parent ends, even if that is killed."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, number)


def bound_memory(megabytes: int) -> None:
    """Let this process take no more memory than is allowed beyond what it shares with its parent."""
    pages = int(Path("/proc/self/statm").read_text().split()[5]) if sys.platform == "linux" else 0
    bound = pages * resource.getpagesize() + (megabytes << 20)
    resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))


if __name__ == "__main__":
    serve(sys.argv[1:])
