"""A process that forks kernels with their libraries imported, as whoever asks for kernels sees it, and waits for them."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from helpers.errors import InputError

# What kernels and notebooks import; pydantic imports its own parts only when they are used.
MODULES = (
    *("ipykernel.kernelapp", "ipykernel.debugger", "psutil", "tornado.platform.asyncio", "matplotlib_inline.backend_inline"),
    *("pydantic.alias_generators", "pydantic.functional_validators", "pydantic.main", "pydantic.types"),
    *("matplotlib.backends.backend_svg", "pandas", "pandas.core.methods.to_dict", "seaborn"),
)

# What a cell may take, in seconds, and a kernel, in megabytes, where the environment does not say otherwise.
LIMITS = {"SCITECH_CELL_SECONDS": 300, "SCITECH_KERNEL_MEMORY": 4096}
# How long it may take to see that a run is to end: a signal that the system gives to another thread does not wake the main one.
_SECONDS = 0.05
# Threads of libraries, for linear algebra and for memory, would not live through a fork, and newer Pythons warn of them.
_WITHOUT_THREADS = {"OPENBLAS_NUM_THREADS": "1", "JE_ARROW_MALLOC_CONF": "background_thread:false"}
# What a notebook may see of the environment: where things are, in which language and zone, and settings of what it runs on.
_SEEN = re.compile("PATH|HOME|USER|TZ|TMPDIR|VIRTUAL_ENV|LD_LIBRARY_PATH|LANG(UAGE)?|(LC|XDG|PYTHON|MPL|OPENBLAS|SCITECH).*")


def environment() -> dict[str, str]:
    """Return what notebooks may see of the environment: no secret of whoever runs them.

    >>> "API_KEY" in environment(), "PATH" in environment()
    (False, True)
    """
    return {name: value for name, value in os.environ.items() if _SEEN.fullmatch(name)}


def limit(name: str) -> int:
    """Return a limit of kernels; raises InputError where the environment sets it to no whole number above zero.

    >>> limit("SCITECH_CELL_SECONDS")
    300
    """
    given = os.environ.get(name, "")
    if given and not (given.isascii() and given.isdecimal() and 0 < int(given) < 2**31):
        raise InputError(f"The environment sets {name} to {given!r}. Give it a whole number above zero, or unset it.")
    return int(given or LIMITS[name])


class Server:
    """The process that forks kernels; it ends with this one."""

    current: ClassVar["Server | None"] = None

    def __init__(self):
        # The flag that the python3 kernel itself is started with.
        command = [sys.executable, "-P", "-Xfrozen_modules=off", str(Path(__file__).with_name("server.py")), *MODULES]
        env = environment() | _WITHOUT_THREADS
        # In a group of its own: Ctrl-C reaches the one who asks for kernels, who ends them.
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, env=env, process_group=0, **pipes)
        self.asking, self.asked = threading.Lock(), False

    def start(self, argv: list[str], env: dict[str, str], folder: str) -> int:
        """Have a kernel forked, and return the number of its process; raises OSError where the server has ended."""
        request = {"argv": argv, "env": env, "folder": folder, "megabytes": limit("SCITECH_KERNEL_MEMORY")}
        with self.asking:
            self.asked = True
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        if not answer:
            raise OSError(f"the server of warm kernels ended with {self.process.wait()}")
        return int(answer)

    def stop(self) -> None:
        """End the server and every kernel."""
        if not self.asked:
            # It may be importing still, for nobody.
            self.process.kill()
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


@contextmanager
def warm_kernels() -> Iterator[None]:
    """Have kernels forked from one server that imports the libraries meanwhile; where that is not to be had, say so."""
    if Server.current or not hasattr(os, "fork"):
        if not Server.current:
            print("No process can be forked here: every notebook starts its own, which takes longer.", file=sys.stderr)
        yield
        return
    Server.current = Server()
    try:
        # Imported while the server imports.
        from jupyter_client.provisioning import KernelProvisionerFactory

        KernelProvisionerFactory.instance().default_provisioner_name = "scitech-warm"
        yield
    finally:
        Server.current.stop()
        Server.current = None


def ended(futures: Iterable[Future]) -> Iterator[Future]:
    """Yield what is done in threads as it ends, the first to end first, so that a signal is seen meanwhile."""
    running = set(futures)
    while running:
        done, running = wait(running, timeout=_SECONDS, return_when=FIRST_COMPLETED)
        yield from done
