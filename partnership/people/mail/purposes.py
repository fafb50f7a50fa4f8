"""What e-mails are for: each purpose is declared once, in the app that it belongs to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from partnership.people.models.email import Email


@dataclass(frozen=True)
class Words:
    """What one e-mail says: a title, a link to the page that says the rest, and why.

    `title` is its subject and heading. `path` leads into the site and begins
    with a slash; empty, there is no link. `facts` are for the purpose's
    template. Say nothing personal and nothing confidential: mail is read on
    the way, and passed on.
    """

    title: str
    path: str = ""
    link: str = "Open it"
    facts: Mapping[str, Any] = field(default_factory=dict)
    items: tuple[tuple[str, str], ...] = ()  # a digest's titles and paths


@dataclass(frozen=True)
class Purpose:
    """One reason to write to somebody.

    `words` is called by the worker, in a transaction that ends before the
    e-mail leaves: it reads the records named in `row.about` and says what to
    write, or None if nothing needs saying any more (a record that it looks for
    and does not find means the same). It may make a token and
    store its hash (`makes_token`): each try makes a new one, so the row, the
    queue and the logs never hold it.

    `why` completes “You get this e-mail because …”. `template` is a text of
    paragraphs under templates/mail/, for what the title does not say.
    """

    name: str
    words: Callable[[Email], Words | None]
    why: str
    template: str = ""
    urgent: bool = False  # sent at once, whatever the person prefers
    makes_token: bool = False
    even_if_locked: bool = False  # about the account itself


class UnknownPurposeError(LookupError):
    """No app of this release has registered the purpose of a row."""


_registered: dict[str, Purpose] = {}
LONGEST_NAME = Email._meta.get_field("purpose").max_length or 0


def register(purpose: Purpose) -> Purpose:
    """Make a purpose known to the workers; called from its app's `ready`, and returns it."""
    if not 0 < len(purpose.name) <= LONGEST_NAME:
        raise ValueError(f"A purpose's name has 1 to {LONGEST_NAME} letters: {purpose.name!r}.")
    if purpose.makes_token and not purpose.urgent:
        raise ValueError(f"{purpose.name}: a token is never gathered into a digest.")
    if _registered.setdefault(purpose.name, purpose) != purpose:
        raise ValueError(f"There are two purposes named {purpose.name!r}.")
    return purpose


def purpose_of(row: Email) -> Purpose:
    """The purpose of a row; raises UnknownPurposeError."""
    try:
        return _registered[row.purpose]
    except KeyError:
        raise UnknownPurposeError(row.purpose) from None


def words_of(row: Email) -> Words | None:
    """What a row's e-mail says; None where its person or its matter is gone."""
    purpose = purpose_of(row)
    if _is_locked(row) and not purpose.even_if_locked:
        return None
    try:
        return purpose.words(row)
    except ObjectDoesNotExist:
        return None


def _is_locked(row: Email) -> bool:
    return bool(row.user and (row.user.locked_at or not row.user.is_active))
