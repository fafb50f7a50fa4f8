"""What a programme says of itself, and its papers of its funds and dates; one query."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

from partnership.dates import PartialDate
from partnership.programmes.models import Programme
from partnership.reports.snapshot import Claim

AIM, TERM, FUND, CLAIM = "aim", "term", "fund", "claim"
DAY = "reported_on"
PENNY = Decimal("0.01")


@dataclass(frozen=True)
class Stated:
    """The aims in their order, the glossary and the funds by name, the statements by day."""

    aims: tuple[str, ...]
    glossary: tuple[tuple[str, str], ...]
    funds: tuple[str, ...]
    claims: tuple[Claim, ...]


def stated(programme: Programme, *, as_at: date) -> Stated:
    """What a report repeats of the programme's own words, and of its papers' by a day."""
    funds = programme.funding.filter(reported_on__lte=as_at)
    claims = programme.date_claims.filter(reported_on__lte=as_at)
    found: dict[str, list[Any]] = {kind: [] for kind in (AIM, TERM, FUND, CLAIM)}
    for row in _columns(AIM, programme.aims, "number", "text").union(
        _columns(TERM, programme.glossary, "term", "meaning"),
        _columns(FUND, funds, "fund", "on_behalf_of__name", "amount_pounds"),
        _columns(CLAIM, claims, "slug", "about", "as_stated", "means", "source__title", DAY),
        all=True,
    ):
        found[row[0]].append(row[1:])
    return Stated(
        aims=tuple(text for _, text, *_ in sorted(found[AIM], key=lambda row: int(row[0]))),
        glossary=tuple(
            (term, meaning)
            for term, meaning, *_ in sorted(found[TERM], key=lambda row: row[0].lower())
        ),
        funds=tuple(_fund_words(*row[:3]) for row in sorted(found[FUND])),
        claims=tuple(
            _claim(programme, *row[1:]) for row in sorted(found[CLAIM], key=lambda r: (r[5], r[0]))
        ),
    )


def _columns(kind: str, rows: Any, *names: str) -> QuerySet[Any, Any]:
    """The kind, and six words: those of the columns that are named, as texts."""
    words = [Coalesce(Cast(name, TextField()), _words("")) for name in names]
    return rows.order_by().values_list(_words(kind), *words, *[_words("")] * (6 - len(words)))


def _words(text: str) -> Value:
    return Value(text, output_field=TextField())


def _fund_words(fund: str, behalf: str, amount: str) -> str:
    """A fund, on whose behalf, and its amount or that it is not recorded."""
    of = f" on behalf of the {behalf}" if behalf else ""
    pounds = f"£{Decimal(amount).quantize(PENNY):,}" if amount else "amount not recorded"
    return f"{fund}{of} ({pounds})"


def _claim(
    programme: Programme, about: str, as_stated: str, means: str, title: str, day: str
) -> Claim:
    end = PartialDate.parse(means)
    return Claim(
        about=about,
        as_stated=as_stated,
        source=title,
        reported_on=date.fromisoformat(day),
        agrees=end.may_include(programme.ends_on) if end else None,
    )
