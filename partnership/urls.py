"""Every address of the site."""

from django.urls import URLPattern, URLResolver, include, path

from partnership.programmes.views.home import HomeView
from partnership.web.addresses import Beneath

in_programme = [
    path("", include("partnership.reports.urls")),
    path("", include("evaluation.urls")),
    path("", include("milestones.urls")),
    path("", include("pilots.urls")),
    path("", include("partnership.programmes.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", HomeView.as_view(), name="home"),
    path("", include("partnership.people.urls")),
    path("", include("pilots.site_urls")),
    path("", include("evaluation.site_urls")),
    path("", include("partnership.reports.site_urls")),
    path("", include("partnership.web.urls")),
    Beneath("programmes/<slug:programme>/", in_programme),
]

handler400 = "partnership.web.views.bad_request"
handler403 = "partnership.web.views.permission_denied"
handler404 = "partnership.web.views.page_not_found"
handler500 = "partnership.web.views.server_error"
