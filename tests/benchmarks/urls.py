"""The product's addresses, and the floors'."""

from django.urls import path

from partnership.urls import handler400, handler403, handler404, handler500
from partnership.urls import urlpatterns as product
from tests.benchmarks import floors

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("floor/hello/", floors.hello),
    path("floor/one-query/", floors.one_query),
    path("floor/bare-roadmap/", floors.bare_roadmap),
    path("floor/bare-list/", floors.bare_list),
    path("floor/insert/", floors.insert),
    *product,
]
