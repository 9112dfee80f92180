"""A Jupyter kernel provisioner that has kernels forked by a warm server, or started afresh where there is none."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

from helpers.run.kernels.client import Server

NAME = "scitech-warm"


class WarmProvisioner(LocalProvisioner):
    """Has kernels forked by the server of this process, if one was started."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        """Start a kernel and return how to connect to it."""
        if Server.current is None:
            return await super().launch_kernel(cmd, **kwargs)
        env, folder = kwargs.get("env") or dict(os.environ), kwargs.get("cwd") or str(Path.cwd())
        self.process = Server.current.start(cmd[cmd.index("-m") + 1 :], env, folder)
        self.pid = self.pgid = self.process.pid
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """End a kernel, and see its end sooner than the manager does, which looks ten times a second."""
        await super().kill(restart)
        while await self.poll() is None:
            await asyncio.sleep(0.005)


@contextmanager
def preferred() -> Iterator[None]:
    """Have every kernel that this process starts meanwhile provided so."""
    factory = KernelProvisionerFactory.instance()
    before = factory.default_provisioner_name
    factory.default_provisioner_name = NAME
    try:
        yield
    finally:
        factory.default_provisioner_name = before
