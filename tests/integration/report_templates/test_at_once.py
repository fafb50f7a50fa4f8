"""Two people give one name at the same moment: one has it, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection

from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from partnership.reports.actions import bodies, templates
from partnership.reports.models import ReportTemplate
from partnership.reports.templates import ensure_templates
from pilots.models import ReportingBody

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


def at_once(act: Callable[[], Any]) -> list[Any]:
    """What became of each of two who do it at once."""
    ready = Barrier(2)

    def alone(_: int) -> Any:
        ready.wait(20)
        try:
            return act()
        except (RefusedError, IntegrityError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(alone, range(2)))


def wait_for_the_other(monkeypatch: pytest.MonkeyPatch, module: Any) -> None:
    """Have both come to the check before either writes, unless one of them has to wait."""
    both, asked = Barrier(2), module._refuse_same_name

    def asked_together(*given: Any) -> None:
        asked(*given)
        try:
            both.wait(2)
        except Exception:  # the other waits for the lock
            both.abort()

    monkeypatch.setattr(module, "_refuse_same_name", asked_together)


def test_of_two_bodies_of_one_name_the_second_is_refused(
    programme: Programme, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = ensure_templates(programme)["ijb"]
    details = bodies.BodyDetails("South Ayrshire IJB", "ijb")
    wait_for_the_other(monkeypatch, bodies)

    became = at_once(
        lambda: bodies.add_body(programme=programme, details=details, template=template, by=manager)
    )

    assert sum(isinstance(each, RefusedError) for each in became) == 1
    assert ReportingBody.objects.filter(name=details.name).count() == 1


def test_of_two_templates_of_one_name_the_second_is_refused(
    programme: Programme, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure_templates(programme)
    wait_for_the_other(monkeypatch, templates)

    became = at_once(
        lambda: templates.begin_template(programme=programme, name="Own", like=None, by=manager)
    )

    assert sum(isinstance(each, RefusedError) for each in became) == 1
    assert ReportTemplate.objects.filter(name="Own").count() == 1
