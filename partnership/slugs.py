"""Slugs for records that people make: the words of the record, told apart by a number."""

from typing import Any

from django.utils.text import slugify

LONGEST = 60


def fresh_slug(text: str, among: Any, *, otherwise: str) -> str:
    """A slug from the first words of `text` that no record `among` has; one query.

    Words without a letter that a slug can hold make `otherwise`.
    """
    base = slugify(text)[:LONGEST].strip("-") or otherwise
    taken = set(among.filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
