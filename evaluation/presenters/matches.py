"""Matches in words: which part differs, never what was typed. No queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from evaluation.models import Match, Response
from evaluation.selectors.matches import MatchCounts
from partnership.dates import NOT_RECORDED


@dataclass(frozen=True)
class MatchLine:
    """A pair of responses: what differs, and what else is known of both."""

    pk: int
    number: int
    differs: str
    area: str
    sector: str
    state: str
    is_same: bool
    decided_on: date | None
    by: str


def match_line(match: Match, parts: Sequence[str]) -> MatchLine:
    """One pair; `parts` are the questions of the code, in their order."""
    at = match.differs
    asked = parts[at] if at is not None and at < len(parts) else ""
    differs = f"Part {at + 1}: {asked}" if at is not None else "Nothing: the codes are the same"
    return MatchLine(
        pk=match.pk,
        number=match.pk,
        differs=differs,
        area=_both(match, "area"),
        sector=_both(match, "sector"),
        state=match.get_state_display(),
        is_same=match.state == Match.State.CONFIRMED,
        decided_on=match.decided_on,
        by=match.by.display_name if match.by else "",
    )


def _both(match: Match, name: str) -> str:
    """The same; or what each said."""
    before, after = (_said(each, name) for each in (match.before, match.after))
    return before if before == after else f"{before} before, {after} after"


def _said(response: Response, name: str) -> str:
    if name == "area":
        return str(response.area) if response.area else NOT_RECORDED
    return response.get_sector_display() if response.sector else NOT_RECORDED


def counts_told(counts: MatchCounts) -> list[tuple[str, str]]:
    """How many answers are matched and are not, and why."""
    before, after = counts.before - counts.pairs, counts.after - counts.pairs
    return [
        ("Matched people", f"{counts.pairs:,}: {counts.exact:,} by the same code,"
         f" {counts.near:,} confirmed"),
        ("Waiting for a decision", f"{counts.proposed:,}"),
        ("Rejected", f"{counts.rejected:,}"),
        ("Not matched", f"{before:,} of {counts.before:,} before,"
         f" {after:,} of {counts.after:,} after"),
        ("Without a whole code", f"{counts.without_code[0]:,} before,"
         f" {counts.without_code[1]:,} after"),
        ("A code given more than once in one wave", f"{counts.ambiguous[0]:,} answers before,"
         f" {counts.ambiguous[1]:,} after: it can’t be told whose is whose, so none is matched"),
    ]  # fmt: skip
