"""A Jupyter kernel provisioner that has kernels forked by a warm server, or started afresh where there is none."""

import asyncio
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
from jupyter_client.provisioning import LocalProvisioner

from helpers.run.kernels.client import Server


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
