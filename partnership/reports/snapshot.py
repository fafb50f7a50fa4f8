"""Everything that one report says, gathered as at its cut-off and frozen.

Plain, frozen dataclasses: what is stored is their JSON in one canonical form,
and the fingerprint is its SHA-256. No Django, no clock, no database.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from cattrs.preconf.json import JsonConverter, make_converter

from evaluation.parts import EvaluationPart
from milestones.changes import Change
from milestones.parts import MilestoneDetail, PlanPart, RiskRow
from partnership.programmes.periods import Period
from pilots.parts import EngagementPart, PaperPart, PartnershipPart

FORMAT = 1


@dataclass(frozen=True)
class Particulars:
    """What the report is: of which programme, to whom, for which period."""

    programme: str
    programme_slug: str
    is_illustrative: bool
    body: str
    body_slug: str
    template: str
    area: str
    area_word: str
    area_word_plural: str
    period: Period
    as_at: date
    edition: int
    month_number: int
    length_months: int
    ends_on: date
    tolerance_days: int
    horizon_days: int
    aims: tuple[str, ...]
    funding: tuple[str, ...]

    @property
    def is_of_one_area(self) -> bool:
        return bool(self.area)


@dataclass(frozen=True)
class Claim:
    """A date that a paper states, and whether it fits the agreed end."""

    about: str
    as_stated: str
    source: str
    reported_on: date
    agrees: bool | None


@dataclass(frozen=True)
class Snapshot:
    """The whole of a report's content; `paper` is None where the body had none yet."""

    format: int
    particulars: Particulars
    plan: PlanPart
    changes: tuple[Change, ...]
    has_earlier_period: bool
    detail: dict[str, MilestoneDetail]
    risks: tuple[RiskRow, ...]
    engagement: EngagementPart
    partnership: PartnershipPart
    evaluation: EvaluationPart
    paper: PaperPart | None
    claims: tuple[Claim, ...]
    glossary: tuple[tuple[str, str], ...]

    def is_new(self, reported_on: date) -> bool:
        """Whether something was first reported after the period before had ended."""
        return reported_on > self.particulars.period.previous.last


@dataclass(frozen=True)
class Frozen:
    """A snapshot as it is stored: plain JSON, and the SHA-256 of its canonical form."""

    json: dict[str, Any]
    fingerprint: str

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot again."""
        return thaw(self.json)


@cache
def _converter() -> JsonConverter:
    return make_converter(forbid_extra_keys=True)


def canonical(plain: dict[str, Any]) -> bytes:
    """The one way in which a snapshot's JSON is written down."""
    return json.dumps(
        plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def freeze(snapshot: Snapshot) -> Frozen:
    """The snapshot as plain JSON with its fingerprint; equal snapshots freeze alike."""
    plain = json.loads(json.dumps(_converter().unstructure(snapshot)))
    return restore(plain)


def restore(plain: dict[str, Any]) -> Frozen:
    """A stored snapshot with its fingerprint worked out again from what is stored."""
    return Frozen(plain, hashlib.sha256(canonical(plain)).hexdigest())


def thaw(plain: dict[str, Any]) -> Snapshot:
    """The snapshot from its stored JSON; raises cattrs' errors where it does not fit."""
    return _converter().structure(plain, Snapshot)
