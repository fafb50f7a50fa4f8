"""What the pages of an account need to know of the request."""

import ipaddress

from django import template
from django.http.request import split_domain_port
from django.template import Context

from partnership.people.two_steps import ON_THE_WAY

register = template.Library()


@register.simple_tag(takes_context=True)
def passkeys_work_here(context: Context) -> bool:
    """Whether a browser can keep a passkey for this address: it needs a name, not a number."""
    host, _ = split_domain_port(context["request"].get_host())
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return True
    return False


@register.filter
def in_fours(key: str) -> str:
    """A key to be typed, in groups of four: ABCD EFGH. Apps leave the spaces out."""
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


@register.simple_tag(takes_context=True)
def on_the_way(context: Context) -> str:
    """Where somebody was going who had to set up two-step sign-in first; else nothing."""
    return str(context["request"].session.get(ON_THE_WAY, ""))
