"""What partners gave to an event: paid for, or in kind. Pure: no Django, no clock, no database.

What was commissioned is a cost; what was given in kind is worth about its hours × the rate
that the partner declares. The two are unlike and never added; what is unknown is said.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from partnership.dates import NOT_RECORDED

COMMISSIONED, IN_KIND = "commissioned", "in-kind"


@dataclass(frozen=True)
class Given:
    """What one partner gave: in pounds, hours, and pounds an hour; None is not recorded."""

    how: str
    cost: Decimal | None = None
    hours: Decimal | None = None
    rate: Decimal | None = None
    rate_source: str = ""

    @property
    def worth(self) -> Decimal | None:
        """Hours × declared rate; None if either is unknown."""
        return None if self.hours is None or self.rate is None else self.hours * self.rate

    @property
    def words(self) -> str:
        """Commissioned, cost £250.00; In kind, 6 hours at £20.00 (its letter): about £120.00."""
        match self.how:
            case "commissioned":
                return f"Commissioned, cost {pounds(self.cost)}"
            case "in-kind":
                return (
                    f"In kind, {_hours(self.hours)}, declared rate {_rate(self)}: worth"
                    f" {_about(self.worth)}"
                )
            case _:
                return ""


def totals(given: Iterable[Given]) -> list[str]:
    """Each way of giving with its own total, and how many of its partners are not in it."""
    rows = list(given)
    paid = [each.cost for each in rows if each.how == COMMISSIONED]
    worth = [each.worth for each in rows if each.how == IN_KIND]
    hours = [each.hours for each in rows if each.how == IN_KIND and each.hours is not None]
    told = []
    if paid:
        told.append(f"Commissioned: {_total(paid)}")
    if worth:
        in_hours = f", {_hours(sum(hours, Decimal()))}" if hours else ""
        told.append(f"In kind: {'' if _known(worth) == [] else 'about '}{_total(worth)}{in_hours}")
    return told


def _total(amounts: list[Decimal | None]) -> str:
    known = _known(amounts)
    if not known:
        return NOT_RECORDED
    missing = len(amounts) - len(known)
    left_out = f" ({missing} of {len(amounts)} {NOT_RECORDED})" if missing else ""
    return f"{pounds(sum(known, Decimal()))}{left_out}"


def _known(amounts: list[Decimal | None]) -> list[Decimal]:
    return [each for each in amounts if each is not None]


def pounds(amount: Decimal | None) -> str:
    """£1,250.00; or that it is not recorded."""
    return NOT_RECORDED if amount is None else f"£{amount:,.2f}"


def _about(amount: Decimal | None) -> str:
    return pounds(amount) if amount is None else f"about {pounds(amount)}"


def _hours(hours: Decimal | None) -> str:
    if hours is None:
        return f"hours {NOT_RECORDED}"
    return f"{hours.normalize():,f} hour{'' if hours == 1 else 's'}"


def _rate(given: Given) -> str:
    if given.rate is None:
        return NOT_RECORDED
    source = given.rate_source or f"source {NOT_RECORDED}"
    return f"{pounds(given.rate)} an hour ({source})"
