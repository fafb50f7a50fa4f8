"""What holds for every test: which sockets it may use, and what kind it is.

No test reaches the network. Those that drive a browser, real servers or a live
site may use this machine's own addresses; the rest may open no socket at all.
"""

import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
LOOPBACK = ["127.0.0.1", "::1"]
KINDS_BY_FOLDER = {"browser": pytest.mark.browser, "faults": pytest.mark.faults}
FIXTURES_WITH_SOCKETS = {"live_server", "page", "browser", "redis_server", "postgres_server"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by its folder, and let it use the sockets that its kind needs."""
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        if folder in KINDS_BY_FOLDER:
            item.add_marker(KINDS_BY_FOLDER[folder])
        if folder in KINDS_BY_FOLDER or FIXTURES_WITH_SOCKETS & set(item.fixturenames):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))
        elif "allow_hosts" not in item.keywords and "enable_socket" not in item.keywords:
            item.add_marker(pytest.mark.disable_socket)


@pytest.fixture(autouse=True)
def _versions_are_read_anew() -> None:
    """A published version of a survey is kept in memory for good; that of a test before is gone."""
    if kept := sys.modules.get("evaluation.selectors.asked"):
        kept.forget_versions()
