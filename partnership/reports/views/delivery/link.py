"""The public link of a body: made, shown once, revoked."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from partnership.people.permissions import Permission
from partnership.reports.actions.opening import make_link, revoke_link
from partnership.reports.selectors.delivered import open_link
from partnership.reports.views.word.base import OfABody


class PublicLinkView(OfABody):
    """GET says whether there is one; POST makes a new one, or revokes it."""

    template_name = "reports/delivery/link.html"
    change_permission = Permission.DRAFT_REPORTS

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.entry.require(Permission.DRAFT_REPORTS, self.body.at)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(body=self.body, link=open_link(self.body), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if (asked := request.POST.get("do")) not in ("make", "revoke"):
            raise BadRequest("The form says neither that a link is made nor that it is revoked.")
        if asked == "revoke":
            if revoke_link(body=self.body, by=self.person):
                messages.success(request, "The link is revoked: it no longer works.")
            else:
                messages.info(request, "There was no link any more.")
            return redirect(request.path)
        token = make_link(body=self.body, by=self.person)
        address = settings.SITE_URL.rstrip("/") + reverse("open-reports", args=[token])
        response = self.response_class(
            request,
            ["reports/delivery/link_made.html"],
            self.get_context_data(address=address),
        )
        patch_cache_control(response, private=True, no_store=True)
        return response
