"""Real processes for tests: start, wait until ready, kill a child or the whole group, stop.

Every process gets a session of its own, so a signal to the test run (Ctrl-C)
reaches it only through whoever started it, and it is always ended by its id.
"""

import contextlib
import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

PORTS = range(20_000, 32_000)  # below 32768, where the kernel's own choices begin


class NotReadyError(RuntimeError):
    """A process ended, or did not get ready in time; the message ends with its output."""


def free_port() -> int:
    """Return a port of 127.0.0.1 that nothing listens on, below 32768."""
    for port in random.sample(PORTS, 200):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    raise NotReadyError("no free port found between 20000 and 32000 on 127.0.0.1")


def answers(port: int) -> bool:
    """Say whether something accepts connections on this port of 127.0.0.1."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def wait_until(met: Callable[[], object], *, timeout: float, what: str) -> None:
    """Ask `met` ten times a second until it is true.

    Raises TimeoutError naming `what` after `timeout` seconds.
    """
    deadline = time.monotonic() + timeout
    while not met():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {timeout:g} s")
        time.sleep(0.1)


def child_ids(pid: int) -> list[int]:
    """Return the ids of a process's direct children, oldest first; none if it has gone."""
    try:
        return [
            int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ]
    except (FileNotFoundError, ProcessLookupError):
        return []


class Process:
    """One started command, its output kept in the file `log`."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        user: str | None = None,
    ) -> None:
        """Describe it; `env` is added to this process's own, `user` is who it runs as."""
        self.command, self.log, self.user = list(command), log, user
        self.env = {**os.environ, **(env or {})}
        self._popen: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Return the id of the process as last started."""
        assert self._popen is not None, "not started"
        return self._popen.pid

    @property
    def is_running(self) -> bool:
        """Say whether it was started and has not ended."""
        return self._popen is not None and self._popen.poll() is None

    @property
    def output(self) -> str:
        """Return everything it has written so far, over all its starts."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def start(self, ready: Callable[[], object], *, timeout: float = 60) -> None:
        """Start it and return when `ready()` is true.

        Raises NotReadyError, with the end of its output, when it ends first or
        takes longer than `timeout` seconds.
        """
        with self.log.open("ab") as log:
            self._popen = subprocess.Popen(
                self.command,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=self.user,
                group=self.user,
                extra_groups=[] if self.user else None,
            )
        try:
            wait_until(lambda: not self.is_running or ready(), timeout=timeout, what="start")
        except TimeoutError:
            self.kill()
            raise NotReadyError(
                f"{self.command[0]} was not ready in time\n{self._tail()}"
            ) from None
        if not self.is_running:
            raise NotReadyError(f"{self.command[0]} ended at once\n{self._tail()}")

    def children(self) -> list[int]:
        """Return its direct children's ids, such as a worker's pool processes."""
        return child_ids(self.pid)

    def kill_child(self) -> int:
        """SIGKILL its youngest child; return the child's id, or raise if it has none."""
        children = self.children()
        if not children:
            raise NotReadyError(f"{self.command[0]} has no child to kill")
        os.kill(children[-1], signal.SIGKILL)
        return children[-1]

    def signal(self, number: int) -> None:
        """Send one signal to the process itself, not to its children."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """SIGKILL it with all its children, as when a machine loses power."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._wait(10)

    def stop(self, *, timeout: float = 30) -> int:
        """SIGTERM it, as a deployment does; what has not ended by `timeout` is killed.

        Returns its exit status.
        """
        if self.is_running:
            self.signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._wait(timeout)
        self.kill()
        assert self._popen is not None
        return self._popen.returncode

    def _wait(self, timeout: float) -> None:
        assert self._popen is not None, "not started"
        self._popen.wait(timeout)

    def _tail(self) -> str:
        return self.output[-3000:]


@contextlib.contextmanager
def running(
    process: Process, ready: Callable[[], object], *, timeout: float = 60
) -> Iterator[Process]:
    """Run a process while the block lasts; it has ended when the block has."""
    process.start(ready, timeout=timeout)
    try:
        yield process
    finally:
        process.stop()
