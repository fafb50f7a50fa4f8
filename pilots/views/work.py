"""My work: what waits for a person, in all their programmes."""

from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from partnership.people.models import User
from partnership.people.two_steps import demand
from pilots.presenters.work import desk
from pilots.selectors.work import work_of
from pilots.work_sources import sections_of


class WorkView(TemplateView):
    """Actions, minutes to approve, drafts, invitations and meetings of whoever looks.

    What other apps find for them stands beside it.

    For everybody with an account: it shows what is their own, or within their roles.
    """

    template_name = "pilots/work.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assert isinstance(self.request.user, User)  # others were sent to sign in
        today = timezone.localdate()
        work = work_of(self.request.user, on=today)
        for entry in work.entries.values():
            demand(self.request, entry.permissions)
        also = sections_of(self.request.user, tuple(work.entries.values()), today)
        return super().get_context_data(desk=desk(work, on=today, also=also), today=today, **kwargs)
