"""Filters for facts, dates and numbers; built in, so that no template loads them.

An unknown fact is never an empty space and never a zero: it is said in words.
"""

from collections.abc import Sized
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from partnership.dates import NOT_RECORDED, PartialDate, day_words

register = template.Library()

MINUS = "\N{MINUS SIGN}"


def is_unknown(value: object) -> bool:
    """Say whether a value is unknown: None, or text with nothing in it. Zero is known."""
    return value is None or (isinstance(value, str) and not value.strip())


def unknown(words: str = NOT_RECORDED) -> SafeString:
    """Return the words for an unknown fact, in the style that all pages share."""
    return format_html('<span class="not-recorded">{}</span>', words)


@register.filter
def recorded(value: Any, words: str = NOT_RECORDED) -> SafeString:
    """Print a fact, or "not recorded" (or the words given) where there is none."""
    return unknown(words) if is_unknown(value) else conditional_escape(value)


@register.filter
def day(value: Any, words: str = NOT_RECORDED) -> SafeString:
    """Print a date as "24 October 2019", and one known less exactly as it is known.

    A moment is printed as its day in London.
    """
    if is_unknown(value) or value == PartialDate():
        return unknown(words)
    if isinstance(value, PartialDate):
        return conditional_escape(value.words)
    return conditional_escape(day_words(local(value) if isinstance(value, datetime) else value))


@register.filter
def moment(value: datetime | None) -> SafeString:
    """Print a moment as "24 October 2019 at 14:05", London time."""
    if value is None:
        return unknown()
    here = local(value)
    return conditional_escape(f"{day_words(here)} at {here:%H:%M}")


def local(value: datetime) -> datetime:
    """Return a moment in London time; one without a zone is taken as it is."""
    return timezone.localtime(value) if timezone.is_aware(value) else value


@register.filter
def number(value: Any, words: str = NOT_RECORDED) -> SafeString:
    """Print a number with thousands apart: 1,234. Zero is 0; unknown is never 0."""
    if is_unknown(value):
        return unknown(words)
    return conditional_escape(said_number(value))


def said_number(value: int | float | Decimal) -> str:
    """Say a number without markup: 1,234, 12.5, −3. Trailing zeros are left out."""
    words = f"{value:,}" if isinstance(value, int) else _decimal_words(value)
    return words.replace("-", MINUS)


def _decimal_words(value: float | Decimal) -> str:
    words = f"{Decimal(str(value)):,f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


@register.filter
def plural(count: Any, forms: str) -> str:
    """Choose a noun by count: {{ n|plural:"day" }}, {{ n|plural:"person,people" }}.

    Takes a number or anything with a length; one form alone takes an s.
    """
    singular, _, other = forms.partition(",")
    amount = len(count) if isinstance(count, Sized) else count
    return singular if amount == 1 else other or f"{singular}s"


@register.filter
def none_recorded(count: int) -> str:
    """Print how many records there are; where there is none, nobody may have recorded any."""
    return said_number(count) if count else "none recorded"


@register.filter
def counted(count: Any, forms: str) -> str:
    """Print a count with its noun: "1 event", "1,234 events", "no events"."""
    amount = len(count) if isinstance(count, Sized) else count
    noun = plural(amount, forms)
    return f"no {noun}" if amount == 0 else f"{said_number(amount)} {noun}"
