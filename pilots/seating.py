"""Whether somebody may be seated: no more than the rule gives, no post twice.

Pure, as `pilots.representation`, whose seats and rules it takes. Each answer
is what to tell the person who asks, or nothing where all is well.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from pilots.representation import Rule, Seat


def place_refused(rule: Rule, seat: Seat) -> str:
    """A rule that gives seats to places needs to know whose seat it is."""
    if rule.places == ("",) or seat.place in rule.places:
        return ""
    return (
        f"This rule gives {_seats(rule.seats)} to each of {_listed(rule.places)}:"
        " choose whose seat this is."
    )


def too_many(rule: Rule, seat: Seat, others: Iterable[Seat]) -> str:
    """More than the rule gives, at some time, in the seat's place; says what to do."""
    own = [each for each in others if each.rule == rule.slug and _is_beside(rule, each, seat)]
    beside = max(
        (_held_beside(seat, own, on) for on in _moments(seat, own)),
        key=lambda held: sum(each.size for each in held),
        default=[],
    )
    taken = sum(each.size for each in beside)
    if taken + seat.size <= rule.seats:
        return ""
    where = f", {seat.place}" if rule.places != ("",) else ""
    gives = f"The rule “{rule.who}” gives {_seats(rule.seats)}{where}"
    if not beside:
        return (
            f"{gives}, and this seat would hold {seat.size} people. Enter {rule.seats} or fewer,"
            " or change the rule first."
        )
    names = _listed([_named(each) for each in beside])
    verb = "is" if taken == 1 else "are"
    return (
        f"{gives}: {taken} {verb} taken ({names}), and this would make {taken + seat.size}."
        " End a seat first, enter fewer people, or change the rule."
    )


def rule_too_small(rule: Rule, seats: Iterable[Seat], *, on: date) -> str:
    """A rule can't be made smaller than what is held by it on a day."""
    for place in rule.places:
        held = [
            each
            for each in seats
            if each.rule == rule.slug and place in ("", each.place) and each.is_held(on)
        ]
        taken = sum(each.size for each in held)
        if taken > rule.seats:
            where = f" for {place}" if place else ""
            names = _listed([_named(each) for each in held])
            return (
                f"{_seats(taken)}{where} {'is' if taken == 1 else 'are'} held by this rule now"
                f" ({names}). End a seat first, or enter {taken} or more."
            )
    return ""


def post_twice(seat: Seat, others: Iterable[Seat]) -> str:
    """The same post of the same host and place, seated at the same time."""
    for each in others:
        if _is_same_post(each, seat) and _overlap(each, seat):
            since = f" since {each.since.words}" if each.since else ""
            return (
                f"“{each.post}” has a seat here already{since}. Change that one,"
                " or say what tells this post apart."
            )
    return ""


def _is_same_post(one: Seat, other: Seat) -> bool:
    is_same_host = one.host == other.host or not one.host or not other.host
    return one.post.casefold() == other.post.casefold() and (
        one.place == other.place and is_same_host
    )


def _overlap(one: Seat, other: Seat) -> bool:
    return any(
        _is_surely_held(one, on) and _is_surely_held(other, on) for on in _moments(one, [other])
    )


def _is_beside(rule: Rule, each: Seat, seat: Seat) -> bool:
    return rule.places == ("",) or each.place == seat.place


def _moments(seat: Seat, others: Sequence[Seat]) -> list[date]:
    """The days on which the number of those seated can grow."""
    return [each.since.last or date.min for each in (seat, *others)]


def _held_beside(seat: Seat, own: Iterable[Seat], on: date) -> list[Seat]:
    if not _is_surely_held(seat, on):
        return []
    return [each for each in own if _is_surely_held(each, on)]


def _is_surely_held(seat: Seat, on: date) -> bool:
    """Whether it was held whatever its dates may be; a last day may be handed over on."""
    has_begun = seat.since.last is None or seat.since.last <= on
    return has_begun and (seat.until.first is None or on < seat.until.first)


def _named(seat: Seat) -> str:
    return f"“{seat.post}”" if seat.people is None else seat.people_words


def _seats(number: int) -> str:
    return "1 seat" if number == 1 else f"{number} seats"


def _listed(names: Sequence[str]) -> str:
    """A, B and C."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
