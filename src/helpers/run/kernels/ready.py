"""A client of a kernel that goes on as soon as the kernel answers."""

import time
from queue import Empty

from jupyter_client.asynchronous import AsyncKernelClient

# How long an answer may take until it is asked for again.
_SECONDS = 1


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
