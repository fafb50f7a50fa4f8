"""The first page of a programme."""

from typing import Any

from django.utils import timezone

from milestones.presenters.links import with_query
from milestones.presenters.milestones import late_lines, tally_sentence
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from partnership.programmes.presenters import month_standing
from partnership.programmes.views.base import ProgrammePage
from partnership.reports.overview import Overview, overview
from partnership.reports.selectors.newest import BodyLine, needing
from partnership.reports.views.glance import GLANCES, Seen
from pilots.counting import CountType
from pilots.presenters.engagement_parts import Links

LATE_SHOWN = 6


class OverviewView(ProgrammePage):
    """Are we all right, where not, what is next, what goes to a board."""

    template_name = "reports/overview.html"
    section = "overview"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        look = overview(self.entry, as_at=self.as_at)
        programme = self.programme
        query = with_query("", as_at=self.request.GET.get("as_at", ""))
        seen = Seen(programme.slug, programme.area_word, query, look.quarter.previous.last)
        return super().get_context_data(
            **shown(self.entry, look),
            glance=GLANCES(self.request.get_full_path(), look.plan, seen),
            **kwargs,
        )


def shown(entry: Entry, look: Overview, *, area: str = "") -> dict[str, Any]:
    """What the page of a programme and of an area (by its slug) show alike."""
    late = late_lines(look.plan, areas_word=entry.programme.area_word_plural)
    next_due = look.plan.next_due
    soonest = next((row.standing.agreed_on for row in next_due), look.plan.as_at)
    return {
        "look": look,
        "attended_url": _attended(entry.programme.slug, look, area),
        "may_read_reports": Permission.READ_REPORTS in entry.permissions,
        "may_log": Permission.LOG_EVENTS in entry.permissions,
        "tally": tally_sentence(look.plan),
        "late": late[:LATE_SHOWN],
        "more_late": max(len(late) - LATE_SHOWN, 0),
        "next_due": next_due,
        "reports_needing": reports_needing(look),
        "days_to_next": (soonest - look.plan.as_at).days,
        "month_words": month_standing(entry.programme, look.plan.as_at),
    }


def reports_needing(look: Overview) -> list[BodyLine]:
    """The reports that need whoever looks, today; looking back there are none."""
    today = timezone.localdate()
    return needing(look.bodies, on=today) if look.plan.as_at == today else []


def _attended(programme: str, look: Overview, area: str) -> str:
    """The list of the quarter's events at which attendance was counted, or was not."""
    kept = {
        "status": "held",
        "area": area,
        "since": look.quarter.first.isoformat(),
        "until": look.quarter.last.isoformat(),
        "as_at": look.plan.as_at.isoformat(),
    }
    asked = "missing" if look.attendance.value is None else "counted"
    return Links(programme, kept).to(**{asked: CountType.ATTENDANCE.value})
