"""A programme in words: where it stands in its months, what its dates are said to be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from partnership.dates import NOT_RECORDED, day_words, month_words
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from partnership.programmes.models import Approach, Champion, DateClaim, Funding, Programme
from partnership.programmes.reach import Reach


@dataclass(frozen=True)
class Card:
    """A programme on the first page; `page` is the name of where it opens."""

    programme: Programme
    page: str
    month: str
    areas: str


@dataclass(frozen=True)
class ClaimLine:
    """What a paper says of the programme's time, beside the agreed end."""

    claim: DateClaim
    means: str
    verdict: str
    differs: bool


def card(entry: Entry, today: date) -> Card:
    """A programme as its card shows it to a person with these permissions."""
    programme = entry.programme
    return Card(programme, first_page(entry), month_standing(programme, today), _areas(entry))


def _areas(entry: Entry) -> str:
    """The areas that the person may read, by name; nothing for those who read no records."""
    if Permission.READ not in entry.permissions:
        return ""
    programme, reach = entry.programme, entry.reach
    names = [area.name for area in programme.areas.all() if reach.holds(area.pk)]
    return ", ".join(names) or f"No {programme.area_word} is recorded yet"


def first_page(entry: Entry) -> str:
    """Where a person starts: the overview; the reports, or the people, if they see no more."""
    if Permission.READ in entry.permissions:
        return "overview"
    return "reports" if Permission.READ_REPORTS in entry.permissions else "people"


def reach_words(reach: Reach, programme: Programme) -> str:
    """your own pilot area and the whole programme; nothing for those who see every area."""
    if reach.areas is None:
        return ""
    words = programme.area_word if len(reach.areas) == 1 else programme.area_word_plural
    return f"your own {words} and the whole programme" if reach.areas else "the whole programme"


def month_standing(programme: Programme, day: date) -> str:
    """Month 10 of 24; that it has not started; that it has ended."""
    month, length = programme.month_on(day), programme.length_months
    months = f"{length} month{'' if length == 1 else 's'}"
    if month < 1:
        return f"Starts in {month_words(programme.start_month)}, for {months}"
    if month > length:
        return f"Ended on {day_words(programme.ends_on)}, after {months}"
    return f"Month {month} of {length}"


def claim_line(claim: DateClaim) -> ClaimLine:
    """A stated date against the agreed end: agrees, differs, or names no end."""
    means = claim.means.words
    if claim.is_inferred and claim.means:
        means = f"{means} (worked out from the words)"
    verdicts = {
        True: "Agrees with the agreed end",
        False: "Differs from the agreed end",
        None: "Names no end",
    }
    return ClaimLine(claim, means, verdicts[claim.agrees], claim.agrees is False)


def amount_words(funding: Funding) -> str:
    """£12,500; £12,500.50; or that the amount is not recorded."""
    amount = funding.amount_pounds
    if amount is None:
        return f"amount {NOT_RECORDED}"
    return f"£{amount:,.2f}".removesuffix(".00")


def by_kind(approaches: Iterable[Approach]) -> dict[str, list[Approach]]:
    """How the programme works, under the words of each kind, in the order of the kinds."""
    order = list(Approach.Kind)
    found = sorted(approaches, key=lambda each: order.index(Approach.Kind(each.kind)))
    groups = groupby(found, key=lambda each: Approach.Kind(each.kind))
    return {KIND_TITLES[kind]: list(each) for kind, each in groups}


KIND_TITLES = {
    Approach.Kind.METHOD: "Methods",
    Approach.Kind.LEARNING: "Ways of learning",
    Approach.Kind.FOCUS: "Focus",
    Approach.Kind.ENABLER: "What enables it",
}


def picks_words(programme: Programme) -> str:
    """Each pilot area picks 1 more priority group; nothing where it is not laid down."""
    picks = programme.groups_each_area_picks
    if picks is None:
        return ""
    return (
        f"Each {programme.area_word} picks {picks} more priority group{'' if picks == 1 else 's'}."
    )


def has_ended(champion: Champion, as_at: date) -> bool:
    """Whether a champion or sponsor was one no longer on a day."""
    return champion.until.last is not None and champion.until.last < as_at


def champions_now(
    champions: Iterable[Champion], as_at: date
) -> tuple[list[Champion], list[Champion]]:
    """Champions and sponsors in two: those that are on a day, and those that were."""
    found = list(champions)
    ended = [each for each in found if has_ended(each, as_at)]
    return [each for each in found if each not in ended], ended
