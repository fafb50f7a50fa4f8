"""Addresses of the pages about one delivery."""

from typing import Any

from django.urls import URLPattern, re_path, reverse

from milestones.models import Delivery


def of_a_delivery(verb: str, view: Any, name: str, more: str = "") -> URLPattern:
    """milestones/M3/VERB/ for the whole programme's delivery, …/VERB/AREA/ for an area's."""
    where = rf"^milestones/(?P<reference>[^/\x00-\x1f]+)/{verb}/{more}(?:(?P<area>[-\w]+)/)?$"
    return re_path(where, view.as_view(), name=name)


def delivery_address(name: str, delivery: Delivery, *more: Any) -> str:
    """The address of one of these pages for a delivery."""
    area = delivery.area.slug if delivery.area else ""
    reference = delivery.milestone.reference
    return address_in(name, delivery.programme.slug, reference, area, *more)


def address_in(name: str, programme: str, reference: str, area: str, *more: Any) -> str:
    """The same by slugs; `area` is empty for the whole programme's delivery."""
    return reverse(name, args=[programme, reference, *more, *([area] if area else [])])
