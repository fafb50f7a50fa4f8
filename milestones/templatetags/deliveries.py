"""Addresses of deliveries' pages."""

from typing import Any

from django import template

from milestones.addresses import address_in
from milestones.parts import DeliveryRow

register = template.Library()


@register.simple_tag
def delivery_url(name: str, programme: str, row: DeliveryRow, *more: Any) -> str:
    """The address of a page about a delivery: {% delivery_url "delivery-update" slug row %}."""
    return address_in(name, programme, row.milestone.reference, row.area_slug, *more)
