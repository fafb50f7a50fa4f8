"""What holds for every test: which sockets it may use, what kind it is, who runs it.

No test reaches the network. Those that drive a browser, real servers or a live
site may use this machine's own addresses; the rest may open no socket at all.
"""

import gc
import os
import string
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.middleware import csrf
from hypothesis import HealthCheck, settings

from tests.support import emptying, migrated
from tests.support.sharing_out import ByFile, rank

TESTS = Path(__file__).parent
LOOPBACK = ["127.0.0.1", "::1"]
KINDS_BY_FOLDER = {"browser": pytest.mark.browser, "faults": pytest.mark.faults}
FIXTURES_WITH_SOCKETS = {"live_server", "page", "browser", "redis_server", "postgres_server"}


def pytest_configure(config: pytest.Config) -> None:
    """Let several processes have their migrations run but once, and examples take their time."""
    unhurried = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
    settings.register_profile("unhurried", settings.default, **unhurried)
    settings.load_profile("unhurried")
    gc.set_threshold(50_000, 20, 20)  # what a request leaves is much, and mostly no garbage
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        emptying.empty_by_rows()
    # Or a form's token would now and then hold a reference that its page is not to name: R5.
    csrf.CSRF_ALLOWED_CHARS = string.ascii_lowercase
    migrated.begin_if_shared(config)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Copy the database where migrations were run already, if there is one."""
    if folder := getattr(request.config, "workerinput", {}).get("migrated"):
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated.template(Path(folder))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile | None:
    """Keep the tests of a file in one process, if asked for `--dist loadfile`."""
    return ByFile(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by its folder, let it use the sockets that its kind needs, put it in order."""
    items.sort(key=lambda item: rank(item.nodeid))
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        if folder in KINDS_BY_FOLDER:
            item.add_marker(KINDS_BY_FOLDER[folder])
        if folder in KINDS_BY_FOLDER or FIXTURES_WITH_SOCKETS & set(item.fixturenames):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))
        elif "allow_hosts" not in item.keywords and "enable_socket" not in item.keywords:
            item.add_marker(pytest.mark.disable_socket)


def pytest_collection_finish() -> None:
    """Never look for garbage among modules and tests: they are most of what there is."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    """What one test left behind in this process holds for no other.

    A survey's version, and a page of its results, are known by keys that each test uses anew;
    a queue that did not answer in one test answers in the next.
    """
    if queue := sys.modules.get("partnership.queue"):
        queue.think_it_there()
    if kept := sys.modules.get("evaluation.selectors.asked"):
        kept.forget_versions()
    if drawn := sys.modules.get("evaluation.views.result_told"):
        drawn.forget()
