"""What stands around every page, drawn once for all who see it alike.

Each part is found again while everything that it shows is equal; the one thing that
differs each time, the form's token, is put in last.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import STATICFILES_STORAGE_ALIAS as STATIC_FILES
from django.core.files.storage import Storage, storages
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from partnership.web.remembered import Remembered

STAND_IN = secrets.token_hex(32)  # stands where a token goes; nobody's name can hold it


@dataclass(frozen=True)
class NavigationItem:
    """A link of the primary navigation."""

    label: str
    url: str
    is_current: bool


def navigation_html(items: Iterable[NavigationItem]) -> SafeString:
    """The links of the primary navigation, as a list."""
    return LINKS(tuple((item.label, item.url, item.is_current) for item in items))


def _links(items: tuple[tuple[str, str, bool], ...]) -> SafeString:
    return render_to_string("components/navigation.html", {"navigation": items})


LINKS = Remembered(_links, most=128)


def account_html(words: str, key: object, *, here: str, token: Any) -> SafeString:
    """The links of a person's own pages, on the page at `here`, and the form to sign out.

    `token` is the form's, different on each page: it is never kept.
    """
    is_current = here == fixed().work
    pieces = ACCOUNTS((key, is_current), words, get_script_prefix())
    return mark_safe(str(conditional_escape(token)).join(pieces))  # noqa: S308  drawn by a template


def _account(who: tuple[object, bool], words: str, prefix: str) -> list[str]:
    key, is_current = who
    context = {"words": words, "key": key, "is_current": is_current, "csrf_token": STAND_IN}
    return render_to_string("components/account.html", context).split(STAND_IN)


ACCOUNTS = Remembered(_account, most=256)


@dataclass(frozen=True)
class Fixed:
    """What is the same on every page: addresses, and the links to styles and fonts."""

    home: str
    work: str
    sign_in: str
    roles: str
    head: SafeString
    site_script: str
    event_log: str
    design_system: str


def fixed() -> Fixed:
    """What is the same on every page, as the site and its static files are served now."""
    return FIXED(None, get_script_prefix(), storages[STATIC_FILES])


def _fixed(key: None, prefix: str, files: Storage) -> Fixed:
    return Fixed(
        home=reverse("home"),
        work=reverse("my-work"),
        sign_in=reverse("account_login"),
        roles=reverse("roles"),
        head=render_to_string("components/head.html"),
        site_script=files.url("js/site.js"),
        event_log=files.url("js/event-log.js"),
        design_system=files.url("vendor/design-system-4.2.0/design-system.js"),
    )


FIXED = Remembered(_fixed, most=1)
