"""Four connections ask for one address for a while: requests a second and the middle wait."""

import http.client
import re
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlsplit

CONNECTIONS = 4
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3}


class LoadError(RuntimeError):
    """The address did not answer 200 throughout; the message says what it did."""


@dataclass(frozen=True)
class Round:
    """One measurement: requests a second, and the middle wait in milliseconds."""

    per_second: float
    p50: float


def client_name() -> str:
    """What measures: wrk where it is installed, else threads of this process."""
    return "wrk" if shutil.which("wrk") else "threads"


def measure(url: str, *, cookie: str, seconds: float) -> Round:
    """Ask for `url` over and over with 4 connections; raises LoadError for any other answer."""
    if wrk := shutil.which("wrk"):
        return _by_wrk(wrk, url, cookie, seconds)
    return _by_threads(url, cookie, seconds)


def _by_wrk(wrk: str, url: str, cookie: str, seconds: float) -> Round:
    command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{max(round(seconds), 1)}s", "--latency"]
    command += ["--timeout", "30s", "-H", f"Cookie: session={cookie}", "-H", GZIP, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise LoadError(f"{url}:\n{said}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    wait = re.search(r"50%\s+([\d.]+)(us|ms|s)", said)
    if not rate or not wait or float(rate[1]) == 0:
        raise LoadError(f"{url}:\n{said}")
    return Round(float(rate[1]), float(wait[1]) * UNITS[wait[2]])


GZIP = "Accept-Encoding: gzip"


def _by_threads(url: str, cookie: str, seconds: float) -> Round:
    waits: list[float] = []
    faults: list[str] = []
    until = time.monotonic() + seconds

    def ask() -> None:
        while time.monotonic() < until and not faults:
            started = time.monotonic()
            status = get(url, cookie)[0]
            if status != 200:
                faults.append(f"{url} answered {status}")
            waits.append(time.monotonic() - started)

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise LoadError(faults[0])
    return Round(len(waits) / seconds, median(waits) * 1e3)


def get(url: str, cookie: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Ask once: status, headers in lower case and the body as it was sent."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    try:
        connection.request(
            "GET",
            parts.path,
            headers={"Cookie": f"session={cookie}", "Accept-Encoding": "gzip", **headers},
        )
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    finally:
        connection.close()
