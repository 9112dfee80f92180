"""A process that imports libraries once and forks a kernel from itself for each request.

It is run by its path, so that nothing of this package is imported in it: python -P server.py MODULE... Requests are JSON lines
on standard input; each is answered with the number of a process. When the input ends, so do the kernels.
"""

import gc
import importlib
import json
import os
import resource
import signal
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TextIO


def serve(modules: list[str]) -> None:
    """Import the modules, then start kernels until the input ends."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    # A kernel ends with its parent, whose number it takes when its program is imported.
    os.environ["JPY_PARENT_PID"] = str(os.getpid())
    # What is imported lives as long as a kernel: it is not looked through for garbage, nor is its memory copied for that.
    gc.disable()
    for module in modules:
        importlib.import_module(module)
    gc.freeze()
    gc.enable()
    for pid in _answered(answers):
        # One just forked has no group of its own yet.
        for kill in (os.killpg, os.kill):
            with suppress(ProcessLookupError):
                kill(pid, signal.SIGKILL)
    # Nothing is held that taking the libraries down would save.
    os._exit(0)


def _answered(answers: TextIO) -> list[int]:
    """Start a kernel for each request, and return those that run when the input ends."""
    running = []
    # Whoever asked may have been killed meanwhile.
    with suppress(BrokenPipeError):
        for request in sys.stdin:
            running = [pid for pid in running if os.waitpid(pid, os.WNOHANG) == (0, 0)]
            pid = os.fork()
            if pid == 0:
                answers.close()
                _be_kernel(**json.loads(request))
            running.append(pid)
            print(pid, file=answers)
    return running


def _be_kernel(argv: list[str], env: dict[str, str], folder: str, megabytes: int) -> None:
    code = 1
    try:
        _become_fresh(env, folder, megabytes)
        # A run that nobody watches leaves no trace in the history of the one who works here.
        sys.argv = [*argv, "--HistoryManager.enabled=False"]
        from ipykernel.kernelapp import launch_new_instance

        launch_new_instance()
        code = 0
    except FileNotFoundError:
        pass
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(code)


def _become_fresh(env: dict[str, str], folder: str, megabytes: int) -> None:
    os.setsid()
    end_with(int(os.environ["JPY_PARENT_PID"]))
    # Whoever asked may have given up and taken the folder away.
    os.chdir(folder)
    bound_memory(megabytes)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def end_with(parent: int) -> None:
    """End now if the parent has ended; else, where the system can, be killed when it ends, even if that is killed."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def bound_memory(megabytes: int) -> None:
    """Let this process take no more memory than is allowed beyond what it shares with its parent."""
    pages = int(Path("/proc/self/statm").read_text().split()[5]) if sys.platform == "linux" else 0
    bound = pages * resource.getpagesize() + (megabytes << 20)
    resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))


if __name__ == "__main__":
    serve(sys.argv[1:])
