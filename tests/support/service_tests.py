"""Contexts, service tests and PDSA cycles for tests, each made in a line."""

from typing import Any

from django.utils.text import slugify
from model_bakery import baker

from partnership.programmes.models import Programme
from pilots.models import Area, PdsaCycle, ServiceTest, TestContext
from tests.support.builders import PAPER_DAY


def a_context(programme: Programme, name: str = "Health promotion", **fields: Any) -> TestContext:
    """The programme's context of that name, made after the others where it is missing."""
    context, _ = TestContext.objects.get_or_create(
        programme=programme,
        slug=slugify(name),
        defaults={"name": name, "position": programme.test_contexts.count() + 1} | fields,
    )
    return context


def a_service_test(area: Area, title: str = "Reading well", **fields: Any) -> ServiceTest:
    """A test of health promotion in a reading room, reported on the day of the paper."""
    given = {
        "slug": slugify(title),
        "setting": "Reading room",
        "reported_on": PAPER_DAY,
        "context": fields.pop("context", None) or a_context(area.programme),
    }
    return baker.make(
        ServiceTest, programme=area.programme, area=area, title=title, **given | fields
    )


def a_cycle(test: ServiceTest, number: int = 1, **fields: Any) -> PdsaCycle:
    """A cycle of a test, reported on the day of the paper."""
    given = {"plan": "Offer an hour", "reported_on": PAPER_DAY} | fields
    return baker.make(PdsaCycle, service_test=test, number=number, **given)
