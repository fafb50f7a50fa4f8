"""How much memory a site's processes hold."""

from pathlib import Path

from tests.support.processes import Process


def held(site: Process) -> tuple[float, float]:
    """MB that the master and its workers hold: resident in all, and with shared pages split."""
    pids = [site.pid, *site.children()]
    return sum(_field(pid, "Rss") for pid in pids), sum(_field(pid, "Pss") for pid in pids)


def resident(pid: int) -> float:
    """MB that one process holds, shared pages among them."""
    return _field(pid, "Rss")


def _field(pid: int, name: str) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024
