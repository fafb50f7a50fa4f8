"""Everything that one report says, gathered as at its cut-off and frozen.

Plain, frozen dataclasses: what is stored is their JSON in one canonical form,
and the fingerprint is its SHA-256. What was frozen by an earlier form of them is
read with what it did not know yet left empty. No Django, no clock, no database.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any

from cattrs.preconf.json import JsonConverter, make_converter

from evaluation.parts import EvaluationPart
from milestones.changes import Change
from milestones.parts import MilestoneDetail, PlanPart, RiskRow
from partnership.programmes.periods import Period
from partnership.reports.rules.board_word import BoardsWord
from partnership.reports.rules.changes import Since
from partnership.reports.rules.completeness import Answered
from partnership.reports.rules.layout import Layout
from partnership.reports.shipped import SHIPPED
from pilots.parts import EngagementPart, LearningRow, PaperPart, PartnershipPart

FORMAT = 2
PLAIN_SUMMARY = "plain-summary"  # the key of the text that stands before the public


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
    is_draft: bool = True
    status_words: dict[str, str] = field(default_factory=dict)
    marking: str = ""
    site: str = ""
    counted_by: date | None = None
    area_slug: str = ""

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
class Written:
    """What people wrote into a report, and on which layout; blank in one that nobody wrote in.

    `texts` are by the section's key, `answers` by the implication's; `directions` are the
    possible answers with the body's own words, `direction` the one that was chosen.
    """

    layout: Layout
    version: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Answered] = field(default_factory=dict)
    purpose: str = ""
    recommendations: tuple[str, ...] = ()
    report_by: str = ""
    direction: str = ""
    directions: tuple[tuple[str, str], ...] = ()
    meeting_on: date | None = None


@dataclass(frozen=True)
class Basis:
    """What a report is compared with: the last one as it was published, or what records say
    had been reported by then; `why` is the reason of the edition where it is a correction.
    """

    kind: str
    as_at: date
    words: str = ""
    edition: int = 1
    fingerprint: str = ""
    why: str = ""

    @property
    def is_published(self) -> bool:
        return self.kind == "published"


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
    written: Written
    basis: Basis | None = None
    since: Since | None = None
    learning: tuple[LearningRow, ...] = ()
    boards_word: BoardsWord | None = None

    def is_new(self, reported_on: date) -> bool:
        """Whether something was first reported after the period before had ended."""
        return reported_on > self.particulars.period.previous.last


@dataclass(frozen=True, eq=False)
class Frozen:
    """A snapshot as it is stored: plain JSON, and the SHA-256 of its canonical form.

    Two are alike if their fingerprints are.
    """

    json: dict[str, Any]
    fingerprint: str

    @cached_property
    def snapshot(self) -> Snapshot:
        """The snapshot again; read once, however many files are made of it."""
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
    return _converter().structure(upgraded(plain), Snapshot)


def shipped(slug: str) -> Layout:
    """The layout of this name that the product is shipped with; that of an IJB if there is none."""
    layouts = {layout.slug: layout for layout in SHIPPED}
    return layouts.get(slug, layouts["ijb"])


def upgraded(plain: dict[str, Any]) -> dict[str, Any]:
    """What was frozen before anybody wrote in reports, on the layout that they had."""
    if "written" in plain:
        return plain
    layout = shipped(plain["particulars"]["template"])
    return plain | {"written": _converter().unstructure(Written(layout))}
