"""The site's addresses and one more, whose page wants two-step sign-in."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from partnership.people.permissions import Permission
from partnership.people.two_steps import demand
from partnership.urls import urlpatterns as site


def guarded(request: HttpRequest) -> HttpResponse:
    """A page for those who may edit the plan."""
    demand(request, {Permission.READ, Permission.EDIT_PLAN})
    return HttpResponse("in")


def unguarded(request: HttpRequest) -> HttpResponse:
    """A page for those who may read."""
    demand(request, {Permission.READ})
    return HttpResponse("in")


urlpatterns = [path("guarded/", guarded), path("unguarded/", unguarded), *site]
