"""A programme in words."""

from datetime import date
from decimal import Decimal

import pytest

from partnership.dates import PartialDate
from partnership.people.models import Role
from partnership.people.permissions import Held
from partnership.programmes import presenters as words
from partnership.programmes.access import Entry
from partnership.programmes.models import Approach, DateClaim, Funding, Programme

WORKED_OUT = "(worked out from the words)"
PROGRAMME = Programme(start_month=date(2019, 1, 1), length_months=24)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2018, 12, 31), "Starts in January 2019, for 24 months"),
        (date(2019, 1, 1), "Month 1 of 24"),
        (date(2019, 10, 24), "Month 10 of 24"),
        (date(2020, 12, 31), "Month 24 of 24"),
        (date(2021, 1, 1), "Ended on 31 December 2020, after 24 months"),
    ],
)
def test_where_it_stands_in_its_months(day: date, said: str) -> None:
    assert words.month_standing(PROGRAMME, day) == said


@pytest.mark.parametrize(
    ("means", "inferred", "said", "verdict", "differs"),
    [
        ("2020-12", False, "December 2020", "Agrees with the agreed end", False),
        ("2020-06", False, "June 2020", "Differs from the agreed end", True),
        ("2021-04", True, f"April 2021 {WORKED_OUT}", "Differs from the agreed end", True),
        ("", True, "not recorded", "Names no end", False),
    ],
)  # fmt: skip
def test_a_claim_is_judged_against_the_agreed_end(
    means: str, inferred: bool, said: str, verdict: str, differs: bool
) -> None:
    claim = DateClaim(programme=PROGRAMME, means=PartialDate.parse(means), is_inferred=inferred)
    line = words.claim_line(claim)

    assert (line.means, line.verdict, line.differs) == (said, verdict, differs)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (None, "amount not recorded"),
        (Decimal("12500.00"), "£12,500"),
        (Decimal("12500.50"), "£12,500.50"),
        (Decimal("0.00"), "£0"),
    ],
)
def test_an_unknown_amount_is_not_nothing(amount: Decimal | None, said: str) -> None:
    assert words.amount_words(Funding(amount_pounds=amount)) == said


def test_how_it_works_is_told_by_kind_in_the_order_of_the_kinds() -> None:
    kinds = ["enabler", "method", "focus-area", "method"]
    found = words.by_kind(Approach(kind=kind, name=str(n)) for n, kind in enumerate(kinds))

    assert {title: [each.name for each in group] for title, group in found.items()} == {
        "Methods": ["1", "3"],
        "Focus": ["2"],
        "What enables it": ["0"],
    }
    assert list(found) == ["Methods", "Focus", "What enables it"]


@pytest.mark.parametrize(
    ("picks", "said"),
    [
        (None, ""),
        (1, "Each pilot area picks 1 more priority group."),
        (2, "Each pilot area picks 2 more priority groups."),
    ],
)
def test_how_many_groups_an_area_picks(picks: int | None, said: str) -> None:
    assert words.picks_words(Programme(groups_each_area_picks=picks)) == said


@pytest.mark.parametrize(
    ("role", "page"),
    [(Role.IJB_OFFICER, "reports"), (Role.VIEWER, "overview"), (Role.ADMIN, "people")],
)
def test_each_starts_with_what_they_may_open(role: Role, page: str) -> None:
    assert words.first_page(Entry(PROGRAMME, (Held(role),))) == page
