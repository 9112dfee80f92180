"""A process that imports libraries once and forks a kernel from itself for each request.

It is run by its path, so that nothing of this package is imported in it: python -P server.py MODULE... Requests are JSON lines
on standard input, answers JSON lines on standard output. When the input ends, so do the kernels.
"""

import importlib
import json
import os
import select
import signal
import sys
import time
from collections.abc import Iterator


def serve(modules: list[str]) -> None:
    """Import the modules, then start kernels until the input ends."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    # Ctrl-C reaches the whole group: the one who asked for the kernels ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A kernel ends with its parent, whose number it takes when its program is imported.
    os.environ["JPY_PARENT_PID"] = str(os.getpid())
    for module in modules:
        importlib.import_module(module)
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    running = set()
    for line in _lines(woken, lambda: _reap(running, answers)):
        request = json.loads(line)
        pid = os.fork()
        if pid == 0:
            answers.close()
            _become_kernel(**request)
        running.add(pid)
        print(json.dumps({"started": pid}), file=answers)
    for pid in running:
        os.killpg(pid, signal.SIGKILL)


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


def _become_kernel(argv: list[str], env: dict[str, str], folder: str) -> None:
    """Turn a fork into the kernel that a fresh process would have been, and never return."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.setsid()
        _end_with_parent()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.environ.clear()
        os.environ.update(env)
        time.tzset()
        os.chdir(folder)
        sys.argv = argv
        if "numpy" in sys.modules:
            sys.modules["numpy"].random.seed()
        from ipykernel.kernelapp import launch_new_instance

        launch_new_instance()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    finally:
        os._exit(code)


def _end_with_parent() -> None:
    """Where the system can, end with the server even if it is killed."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


if __name__ == "__main__":
    serve(sys.argv[1:])
