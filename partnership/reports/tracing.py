"""Where the records behind a figure are read, as at the report's cut-off.

Paths only: who follows one is shown what their roles let them see, or refused as on any page.
Pure: no Django, no clock, no database; a test holds each path against the addresses' table.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from partnership.reports.rules.changes import LateRecord
from partnership.reports.snapshot import Snapshot


@dataclass(frozen=True)
class Records:
    """The records of one programme as one report's figures saw them."""

    programme: str
    as_at: date
    first: date
    last: date
    area: str = ""
    counted_by: date | None = None

    @classmethod
    def behind(cls, snapshot: Snapshot) -> "Records":
        """Those that a report was made from."""
        about = snapshot.particulars
        return cls(
            about.programme_slug, about.as_at, about.period.first, about.period.last,
            about.area_slug, about.counted_by,
        )  # fmt: skip

    # -- The plan ---------------------------------------------------------------

    def delivery(self, reference: str, area: str) -> str:
        """A milestone, at one area's row or the whole programme's."""
        return f"{self._one('milestones', reference)}#at-{area or 'whole-programme'}"

    def milestone(self, reference: str) -> str:
        return self._one("milestones", reference)

    def deliveries(self, status: str = "") -> str:
        """The list of milestones that bear on the report's area, of one status or all."""
        return self._list("milestones/", status=status, area=self.area)

    def risk(self, reference: str) -> str:
        return self._one("risks", reference)

    # -- Events -----------------------------------------------------------------

    def event(self, slug: str) -> str:
        """One event; nothing for several that are told of together."""
        path = self._path(f"events/{quote(slug, safe='')}/")
        return self._asked(path, as_at=self._counted_by) if slug else ""

    def events(self, counted: str = "", *, before: tuple[date, date] | None = None) -> str:
        """Events held in the period, or in another, with a figure of a type or all."""
        since, until = before or (self.first, self.last)
        return self._list(
            "events/",
            area=self.area,
            status="held",
            since=since.isoformat(),
            until=until.isoformat(),
            counted=counted,
            as_at=self._counted_by,
        )

    @property
    def _counted_by(self) -> str:
        return self.counted_by.isoformat() if self.counted_by else ""

    # -- Evaluation and groups --------------------------------------------------

    def indicator(self, slug: str) -> str:
        return self._one("indicators", slug) if slug else ""

    def results(self) -> str:
        """What was answered, wave by wave."""
        return self._list("results/")

    def outcome(self, framework: str, reference: str) -> str:
        return self._asked(
            self._path(f"outcomes/{quote(framework, safe='')}/{quote(reference, safe='')}/")
        )

    def resource(self, slug: str) -> str:
        """A learning resource, with the events that used it."""
        return self._one("learning", slug)

    def group(self, slug: str) -> str:
        return self._one("groups", slug)

    def of(self, late: LateRecord) -> str:
        """The record that a late entry is about."""
        match late.kind:
            case "milestone":
                return self.delivery(late.key, late.area_slug)
            case "risk":
                return self.risk(late.key)
            case "indicator":
                return self.indicator(late.key)
            case _:
                return ""

    # -- How they are written ---------------------------------------------------

    def _one(self, kind: str, name: str) -> str:
        return self._asked(self._path(f"{kind}/{quote(name, safe='')}/"))

    def _list(self, path: str, **asked: str) -> str:
        return self._asked(self._path(path), **asked)

    def _path(self, path: str) -> str:
        return f"/programmes/{self.programme}/{path}"

    def _asked(self, address: str, **asked: str) -> str:
        """The address as at the cut-off; what is empty is not asked for."""
        told = {name: value for name, value in asked.items() if value}
        return f"{address}?{urlencode({'as_at': self.as_at.isoformat()} | told)}"
