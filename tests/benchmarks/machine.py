"""The machine, the versions and the moment of a measurement."""

import os
import platform
import subprocess
from datetime import date
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("Django", "gunicorn", "psycopg", "whitenoise")


def facts(postgres: str, client: str) -> list[str]:
    """Lines that say on what a measurement was made."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    load = os.getloadavg()[0]
    return [
        f"Date: {date.today().isoformat()}, commit {_commit()}",
        f"Machine: {os.cpu_count()} cores ({_field('/proc/cpuinfo', 'model name')}),"
        f" {_memory_gb():.0f} GB, {platform.system()} {platform.release()}",
        f"Versions: Python {platform.python_version()}, {packages}, PostgreSQL {postgres}",
        f"Served by gunicorn with 2 sync workers; measured by {client} with 4 connections on the"
        f" same machine; load average at the start {load:.1f}",
    ]


def _field(file: str, name: str) -> str:
    lines = Path(file).read_text().splitlines()
    return next((line.split(":")[1].strip() for line in lines if line.startswith(name)), "unknown")


def _memory_gb() -> float:
    return int(_field("/proc/meminfo", "MemTotal").split()[0]) / 1024**2


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    return said.stdout.strip() or "unknown"
