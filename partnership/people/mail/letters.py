"""An e-mail's row written out: subject, text and HTML that say the same."""

import re
import unicodedata
from email.headerregistry import Address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string

from partnership.people.mail.purposes import Purpose, Words
from partnership.people.models import Email

LONGEST_TITLE = 200
UNPRINTABLE = {"Cc", "Cf", "Cs"}  # controls, invisible formatting, halves of characters


def one_line(text: object) -> str:
    """Text as one line without control or invisible characters: safe in a header.

    What a mail reader would take for an encoded word (=?) is one no more.
    """
    spaced = " ".join(str(text).replace("=?", "= ?").split())
    return "".join(each for each in spaced if unicodedata.category(each) not in UNPRINTABLE)


def title_of(words: Words) -> str:
    """The title as one line, cut where it is too long for a subject."""
    title = one_line(words.title)
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def on_site(path: str) -> str:
    """A path as an address that works outside the site."""
    return settings.SITE_URL.rstrip("/") + path


def letter(row: Email, purpose: Purpose, words: Words) -> EmailMultiAlternatives:
    """The e-mail of a row."""
    context = _context(row, purpose, words)
    message = EmailMultiAlternatives(
        subject=context["title"],
        body=render_to_string("mail/layout.txt", context).strip() + "\n",
        to=[row.address],
        headers=_headers(row, purpose),
    )
    message.attach_alternative(render_to_string("mail/layout.html", context), "text/html")
    return message


def _context(row: Email, purpose: Purpose, words: Words) -> dict[str, Any]:
    return {
        "title": title_of(words),
        "paragraphs": paragraphs(purpose, words),
        "items": [(one_line(title), on_site(path)) for title, path in words.items],
        "link": one_line(words.link),
        "address": on_site(words.path) if words.path else "",
        "why": purpose.why,
        "account": on_site("/account/") if row.user_id else "",
        "is_chosen": not purpose.urgent,
        "site": urlsplit(settings.SITE_URL).netloc,
    }


def paragraphs(purpose: Purpose, words: Words) -> list[str]:
    """What the purpose's template says, each paragraph as one line."""
    if not purpose.template:
        return []
    facts = {
        name: fact if isinstance(fact, bool) else one_line(fact)
        for name, fact in words.facts.items()
    }
    template: Any = get_template(purpose.template)
    text = template.template.render(Context(facts, autoescape=False))  # the HTML escapes it
    return [" ".join(each.split()) for each in re.split(r"\n\s*\n", text) if each.strip()]


def _headers(row: Email, purpose: Purpose) -> dict[str, str]:
    """Nobody's out-of-office answers it; a second copy is known as one by its identity.

    A copy with a new token is another e-mail: its forerunner's link has ended.
    """
    copy = f".{row.tries}" if purpose.makes_token else ""
    return {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Message-ID": f"<{row.asked_at:%Y%m%d%H%M%S%f}.{row.pk}{copy}@{_domain()}>",
    }


def _domain() -> str:
    """The domain that the e-mails come from."""
    sender = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip("> ")
    return Address(addr_spec=sender).domain or "localhost"
