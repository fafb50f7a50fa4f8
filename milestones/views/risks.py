"""The register of risks and issues, the same as a file, and one risk."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone

from milestones.forms.risk_filter import RiskFilter
from milestones.models import Risk
from milestones.presenters import risks as words
from milestones.risk_map import heat_map
from milestones.risk_rules import rule_words
from milestones.selectors import risks as ask
from milestones.selectors.risk_owners import is_risk_owner
from partnership.people.permissions import Permission
from partnership.programmes.periods import Period
from partnership.programmes.views.base import ProgrammePage
from partnership.web.spreadsheet import csv_response

ROWS_A_PAGE = 50


class RegisterPage(ProgrammePage):
    """A page about the entries that the address asks for."""

    section = "milestones"
    permission = Permission.READ

    def register(self) -> tuple[RiskFilter, Sequence[ask.Entry], list[ask.Entry]]:
        """The filter, all entries, and those that it asks for."""
        register = ask.register(self.programme, as_at=self.as_at, reach=self.reach)
        entries = register.entries
        form = RiskFilter(
            self.request.GET,
            word=self.programme.area_word,
            areas=ask.area_choices(self.programme, reach=self.reach),
            milestones=register.milestones,
            owners=[entry.row.owner for entry in entries],
        )
        return form, entries, form.narrowed(entries, person=self.person.pk)

    def query(self, **more: str) -> str:
        """The address's filters, without the page, with these put in."""
        kept = self.request.GET.copy()
        kept.pop("page", None)
        asked = kept.dict() | more
        return f"?{urlencode(asked)}" if asked else ""


class RisksView(RegisterPage):
    """Risks and issues, gravest first, with the heat map."""

    template_name = "milestones/risks/register.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, entries, found = self.register()
        page = Paginator(found, ROWS_A_PAGE).get_page(self.request.GET.get("page"))
        quarter = Period.holding(self.as_at, year_starts=self.programme.year_starts)
        slug = self.programme.slug
        return super().get_context_data(
            form=form,
            is_empty=not entries,
            page=page,
            lines=[words.risk_line(entry) for entry in page.object_list],
            map=heat_map(entry.row for entry in found),
            asks=words.asks_words(found),
            since=quarter.previous.last,
            rule=rule_words(),
            file_query=self.query(),
            may_add=self.as_at == timezone.localdate()
            and Permission.UPDATE_DELIVERIES in self.permissions,
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Milestones", reverse("milestones", args=[slug])),
            ],
            **kwargs,
        )


class RisksFileView(RegisterPage):
    """What the register shows, all of it, as a file for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:  # type: ignore[override]
        _, _, found = self.register()
        name = f"risks-{self.programme.slug}-{self.as_at.isoformat()}.csv"
        return csv_response(name, words.FILE_HEADS, map(words.file_row, found))


class OfARisk(ProgrammePage):
    """A page about one risk within reach."""

    section = "milestones"
    permission = Permission.READ
    risk: Risk

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.find(kwargs["reference"])
            self.check()

    def find(self, reference: str) -> None:
        """Load the risk, or say that there is none."""
        try:
            self.risk = ask.risk_of(self.programme, reference, reach=self.reach, as_at=self.as_at)
        except Risk.DoesNotExist as error:
            raise Http404("No such risk or issue had been reported by this day.") from error

    def check(self) -> None:
        """Raise PermissionDenied if the person may not do here what the page is for."""

    @property
    def may_change(self) -> bool:
        return self.entry.may(Permission.UPDATE_DELIVERIES, self.risk.at)

    @property
    def arguments(self) -> list[str]:
        return [self.programme.slug, self.risk.reference]

    def trail(self) -> list[tuple[str, str]]:
        """The way to the risk's page."""
        slug = self.programme.slug
        return [
            ("Overview", reverse("overview", args=[slug])),
            ("Milestones", reverse("milestones", args=[slug])),
            ("Risks and issues", reverse("risks", args=[slug])),
        ]


class RiskView(OfARisk):
    """One risk: how it stands, what is done about it, what it threatens, what was said."""

    template_name = "milestones/risks/risk.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = ask.told(self.programme, self.risk, as_at=self.as_at)
        row, is_now = told.entry.row, self.as_at == timezone.localdate()
        return super().get_context_data(
            risk=self.risk,
            row=row,
            entry_now=told.entry,
            tone=words.tone(row.level),
            milestones=told.milestones,
            reviews=words.review_lines(told.reviews),
            chart=words.chart_of(told.reviews, as_at=row.closed_on or self.as_at),
            rule=rule_words(),
            may_change=is_now and self.may_change,
            is_now=is_now,
            owner_has_left=is_now and row.is_open and self.owner_has_left(),
            history=words.history_lines(self.risk, told.reviews),
            breadcrumbs=self.trail(),
            **kwargs,
        )

    def owner_has_left(self) -> bool:
        """Whether the risk could not be given today to whoever has it."""
        owner, today = self.risk.owner_user, timezone.localdate()
        return owner is not None and not is_risk_owner(
            owner, self.programme, self.risk.area, on=today
        )
