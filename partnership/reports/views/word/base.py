"""What pages about one body's word share: it is theirs who may download its reports."""

from functools import cached_property

from django.http import Http404
from django.urls import reverse

from partnership.people.permissions import Permission
from partnership.reports.selectors.reports import find_body
from partnership.reports.views.base import ReportsPage
from pilots.models import ReportingBody


class OfABody(ReportsPage):
    """A page of one body; who may not read its reports does not find it."""

    change_permission = Permission.READ_REPORTS

    @cached_property
    def body(self) -> ReportingBody:
        """The body; one that is unknown, or not theirs to read of, is not found."""
        body = find_body(self.programme, self.kwargs["body"])
        if body is None or not self.entry.may(Permission.READ_REPORTS, body.at):
            raise Http404("There is no such body, or its reports are not yours to read.")
        return body

    def trail(self) -> list[tuple[str, str]]:
        return [*super().trail(), ("Reports", reverse("reports", args=[self.programme.slug]))]
