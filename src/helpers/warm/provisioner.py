"""A Jupyter kernel provisioner that has kernels forked by a warm server, or started afresh where forking is not to be had."""

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.provisioning import LocalProvisioner

NAME = "scitech-warm"
# What the notebooks and this package import, in the order of their weight.
MODULES = ("ipykernel.kernelapp", "frictionless", "seaborn", "pandas", "pydantic", "matplotlib_inline.backend_inline")


class Kernel:
    """A forked kernel, seen as `subprocess` shows a process."""

    stdin = stdout = stderr = None

    def __init__(self, server: "Server", pid: int):
        self.server, self.pid = server, pid

    def poll(self) -> int | None:
        """Return the exit code of a kernel that has ended; with its server, every kernel has."""
        ended = -9 if self.server.process.poll() is not None else None
        return self.server.codes.get(self.pid, ended)

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait for the end, and return the exit code."""
        with self.server.told:
            self.server.told.wait_for(lambda: self.pid in self.server.codes, timeout)
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Send a signal to a kernel that has not ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it."""
        self.send_signal(9)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(15)


class Server:
    """The process that forks kernels; it ends with this one."""

    def __init__(self):
        command = [sys.executable, "-P", str(Path(__file__).with_name("server.py")), *MODULES]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.told, self.asking = threading.Condition(), threading.Lock()
        self.codes: dict[int, int] = {}
        self.started: list[int] = []
        self.asked = False
        threading.Thread(target=self._listen, daemon=True).start()

    def start(self, argv: list[str], env: dict[str, str], folder: str) -> Kernel:
        """Have a kernel forked.

        Raises OSError where the server has ended.
        """
        with self.asking:
            self.asked = True
            self.process.stdin.write(json.dumps({"argv": argv, "env": env, "folder": folder}) + "\n")
            self.process.stdin.flush()
            with self.told:
                self.told.wait_for(lambda: self.started or self.process.poll() is not None)
                if not self.started:
                    raise OSError(f"the server of warm kernels ended with {self.process.returncode}")
                return Kernel(self, self.started.pop())

    def stop(self) -> None:
        """End the server and every kernel."""
        if not self.asked:
            # It may be importing still, for nobody.
            self.process.kill()
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def _listen(self) -> None:
        for line in self.process.stdout:
            answer = json.loads(line)
            with self.told:
                if "started" in answer:
                    self.started.append(answer["started"])
                else:
                    self.codes[answer["ended"]] = answer["code"]
                self.told.notify_all()
        with self.told:
            self.process.wait()
            self.told.notify_all()


class WarmProvisioner(LocalProvisioner):
    """Has kernels forked by the server of this process, if one was started."""

    server: Server | None = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        """Start a kernel and return how to connect to it."""
        if WarmProvisioner.server is None:
            return await super().launch_kernel(cmd, **kwargs)
        server = WarmProvisioner.server
        env, folder = kwargs.get("env") or dict(os.environ), kwargs.get("cwd") or str(Path.cwd())
        self.process = server.start(cmd[cmd.index("-m") + 1 :], env, folder)
        self.pid = self.pgid = self.process.pid
        return self.connection_info
