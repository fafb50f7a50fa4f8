"""Where a person arrives after signing in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from partnership.programmes.access import programmes_of


class HomeView(TemplateView):
    """The person's programmes; straight into it where there is only one."""

    template_name = "programmes/home.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        programmes = programmes_of(request.user)
        if len(programmes) == 1:
            return redirect("overview", programme=programmes[0].slug)
        return self.render_to_response(self.get_context_data(programmes=programmes))
