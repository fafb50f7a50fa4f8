"""Where a person arrives after signing in."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView

from partnership.people.models import Role, User
from partnership.programmes.access import entries_of
from partnership.programmes.presenters import card, first_page


class HomeView(TemplateView):
    """The person's programmes; straight into it where there is only one."""

    template_name = "programmes/home.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        assert isinstance(request.user, User)  # others are sent to sign in before
        entries = entries_of(request.user)
        if len(entries) == 1:
            return redirect(first_page(entries[0]), programme=entries[0].programme.slug)
        prefetch_related_objects([entry.programme for entry in entries], "areas")
        today = timezone.localdate()
        cards = [card(entry, today) for entry in entries]
        is_admin = any(each.role is Role.ADMIN for entry in entries for each in entry.held)
        return self.render_to_response(self.get_context_data(cards=cards, is_admin=is_admin))
