"""The plan's pictures in a template."""

from django import template
from django.utils.safestring import SafeString

from milestones.presenters.timeline import rows_svg
from milestones.timeline_drawing import Band

register = template.Library()


@register.filter
def band_rows(band: Band) -> SafeString:
    """The rows of a timeline's band: {{ band|band_rows }}."""
    return rows_svg(band)
