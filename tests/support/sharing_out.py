"""How several processes share the tests out: those of a file stay together, long ones first.

What a file or a folder makes once for all its tests (a programme that is loaded, every page of
the site fetched) is then made in one process. Tests that need no database go before all others,
because the migrations run meanwhile; files that take long go before the many that do not, so that
no process is left with a long one when the others have ended.
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("page_facts", "reference_facts", "report_contents")  # folders that load once
LONG = (
    "test_permission_matrix.py",
    "test_hostile_everywhere.py",
    "test_reach.py",
    "test_every_page.py",
    "page_facts",
    "report_contents",
    "illustrative",
    "test_plan_versions.py",
)


def scope(nodeid: str) -> str:
    """A test's file or, where tests of a folder share what they load, its folder."""
    path = nodeid.partition("::")[0]
    folder = path.rpartition("/")[0]
    return folder if folder.rpartition("/")[2] in TOGETHER else path


class ByFile(LoadScopeScheduling):
    """xdist's scheduling by scope, in the order in which the tests were collected."""

    def __init__(self, config: pytest.Config, log: Any = None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return scope(nodeid)


def rank(nodeid: str) -> int:
    """When a test is run: 0 before 1 before 2."""
    if nodeid.startswith("tests/unit/"):
        return 0
    return 1 if any(part in LONG for part in nodeid.partition("::")[0].split("/")) else 2
