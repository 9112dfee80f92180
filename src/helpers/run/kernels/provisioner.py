"""What Jupyter's client is given: kernels forked by a warm server, where there is one, and how it waits for their answer."""

import asyncio
import os
import shutil
import sys
import time
import uuid
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any

import psutil
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.provisioning import LocalProvisioner

from helpers.run.kernels.client import Server

# How long an answer may take until it is asked for again.
_SECONDS = 1


class Kernel(psutil.Process):
    """A forked kernel, seen as `subprocess` shows a process; its exit code is the server's to know."""

    stdin = stdout = stderr = None

    def poll(self) -> int | None:
        """Return 1 once the kernel has ended."""
        with suppress(psutil.NoSuchProcess):
            if self.is_running() and self.status() != psutil.STATUS_ZOMBIE:
                return None
        return 1

    def wait(self, timeout: float | None = None) -> int | None:
        """Return what `poll` does: who waits has polled before."""
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Send a signal to a kernel that has not ended."""
        with suppress(psutil.NoSuchProcess):
            super().send_signal(number)


class WarmProvisioner(LocalProvisioner):
    """Has kernels forked by the server of this process, if one was started."""

    copy: Path | None = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Have a kernel reached by sockets that need no port, which another process might take first, and leave no file."""
        if sys.platform == "linux":
            self.parent.transport, self.parent.ip = "ipc", f"@scitech-{uuid.uuid4()}"
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        """Start a kernel and return how to connect to it."""
        if Server.current is None:
            return await super().launch_kernel(cmd, **kwargs)
        env, folder = kwargs.get("env") or dict(os.environ), kwargs.get("cwd") or str(Path.cwd())
        # A kernel writes its connection file again, which the manager reads meanwhile: it has one of its own.
        place = cmd.index("-f") + 1
        self.copy = Path(cmd[place]).with_suffix(".kernel.json")
        shutil.copy(cmd[place], self.copy)
        argv = [*cmd[cmd.index("-m") + 1 : place], str(self.copy), *cmd[place + 1 :]]
        self.pid = self.pgid = Server.current.start(argv, env, folder)
        self.process = Kernel(self.pid)
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """End a kernel, and see its end sooner than the manager does, which looks ten times a second."""
        await super().kill(restart)
        while await self.poll() is None:
            await asyncio.sleep(0.005)

    async def cleanup(self, restart: bool = False) -> None:
        """Leave nothing of a kernel that has ended."""
        if self.copy:
            self.copy.unlink(missing_ok=True)
        await super().cleanup(restart)


class ReadyClient(AsyncKernelClient):
    """A client for a kernel of its own, to which nobody spoke before: there is no earlier output to wait for."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Return when the kernel has answered and its output arrives; raises RuntimeError where it ended or takes too long."""
        deadline = time.monotonic() + (timeout or float("inf"))
        while not await self._answers():
            if not await self.is_alive():
                raise RuntimeError("Kernel died before it was ready")
            if time.monotonic() > deadline:
                raise RuntimeError(f"Kernel was not ready in {timeout} seconds")

    async def _answers(self) -> bool:
        self.kernel_info()
        try:
            await self.get_shell_msg(timeout=_SECONDS)
            await self.get_iopub_msg(timeout=_SECONDS)
        except Empty:
            return False
        return True
