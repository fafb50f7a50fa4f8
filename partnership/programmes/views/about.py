"""What the programme is: aims, months, groups, money, methods, sources."""

from typing import Any

from django.urls import reverse

from partnership.people.permissions import Permission
from partnership.programmes import presenters as words
from partnership.programmes import selectors as ask
from partnership.programmes.views.base import ProgrammePage


class AboutView(ProgrammePage):
    template_name = "programmes/about.html"
    section = "about"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        programme, day, reach = self.programme, self.as_at, self.reach
        background = ask.background(programme, as_at=day)
        claims = [words.claim_line(claim) for claim in background.claims]
        return super().get_context_data(
            month=words.month_standing(programme, day),
            texts=ask.texts(programme),
            groups=ask.priority_groups(programme, as_at=day, reach=reach),
            picks=words.picks_words(programme),
            background=background,
            claims=claims,
            differs=any(line.differs for line in claims),
            funding=[(each, words.amount_words(each)) for each in background.funding],
            approaches=words.by_kind(background.approaches),
            may_manage=self.entry.may(Permission.MANAGE),
            papers=ask.papers(programme, as_at=day, reach=reach),
            breadcrumbs=[("Overview", reverse("overview", args=[programme.slug]))],
            **kwargs,
        )
