"""The parts of the frame that every page stands in, as template tags."""

from collections.abc import Iterable

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from partnership.web.frame import Fixed, NavigationItem, account_html, fixed, navigation_html

register = template.Library()


@register.simple_tag
def navigation_links(items: Iterable[NavigationItem] | None) -> SafeString | str:
    """The primary navigation: {% navigation_links navigation as links %}."""
    return navigation_html(items) if items else ""


@register.simple_tag(takes_context=True)
def account_links(context: Context) -> SafeString | str:
    """The links of whoever is signed in: {% account_links as account %}; nothing for others."""
    user, request = context.get("user"), context.get("request")
    if not getattr(user, "is_authenticated", False):
        return ""
    here = request.path if request else ""
    token = context.get("csrf_token", "")
    return account_html(str(user), getattr(user, "pk", ""), here=here, token=token)


@register.simple_tag
def same_everywhere() -> Fixed:
    """What is the same on every page: {% same_everywhere as fixed %}."""
    return fixed()
