"""No page hides a milestone: what is the address of one, no milestone may be called."""

from django.urls import resolve

from milestones.plan_faults import PAGES, reference_fault
from milestones.urls import milestones, pictures, reminders, risks, updates


def test_every_page_beside_the_milestones_own_is_known():
    modules = (milestones, pictures, updates, reminders, risks)
    routes = [str(each.pattern) for module in modules for each in module.urlpatterns]
    words = [route.split("/") for route in routes if route.startswith("milestones/")]
    fixed = {word for _, word, *rest in words if rest == [""] and not word.startswith("<")}
    assert fixed == PAGES


def test_what_is_no_page_is_a_milestone():
    for reference in ("M1", "M4.1", "Matrix-2", "trend", "areas"):
        assert reference_fault(reference) == ""
        assert resolve(f"/programmes/any/milestones/{reference}/").url_name == "milestone"
