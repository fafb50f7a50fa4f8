"""What the pages of review share: they are theirs who write or approve the body's reports."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from partnership.people.permissions import Permission, refusal
from partnership.reports.actions.moving import Mover
from partnership.reports.rules.stages import Standing
from partnership.reports.standing import standing_of
from partnership.reports.views.base import OneReportPage


class ReviewPage(OneReportPage):
    """A page of a report in every stage; whoever only reads reports is told who could open it."""

    change_permission = Permission.READ_REPORTS

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.works_on:
            raise PermissionDenied(refusal(Permission.APPROVE_REPORTS))
        return super().dispatch(request, *args, **kwargs)

    def require_to_change(self) -> None:
        """What may be done is decided by where the report stands: see rules/stages.py."""

    @cached_property
    def standing(self) -> Standing:
        """What decides about each move of the report, for this person."""
        return standing_of(self.report, entry=self.entry, by=self.person)

    @property
    def mover(self) -> Mover:
        """Who moves it, with their roles."""
        return Mover(self.person, self.entry)

    def trail(self) -> list[tuple[str, str]]:
        return [*super().trail(), (self.report.period.words, self.address())]
