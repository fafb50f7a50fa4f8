"""What a report prints of its own figures is never pointed out as contradicting them."""

from dataclasses import replace
from datetime import date

import pytest

from partnership.programmes.periods import Period
from partnership.reports.collect.report import collect
from partnership.reports.rules.contradicted import contradicted
from partnership.reports.sections.written import section_of
from partnership.reports.selectors import as_printed
from partnership.reports.snapshot import Snapshot, Written
from partnership.reports.templates import layout_of, version_for
from pilots.models import ReportingBody
from tests.support.illustrative import TODAY, load_on

pytestmark = pytest.mark.django_db
QUARTER = Period.ending(date(2026, 9, 30))


@pytest.fixture
def snapshot() -> Snapshot:
    """The illustrative programme's report to its national body."""
    load_on(TODAY)
    body = ReportingBody.objects.get(programme__is_illustrative=True, slug="national")
    layout = layout_of(version_for(body, QUARTER.last))
    return collect(body, QUARTER, as_at=QUARTER.last, edition=1, written=Written(layout))


def test_only_what_is_wrong_is_pointed_out(snapshot: Snapshot) -> None:
    facts = as_printed.facts_of("any", lambda: snapshot)
    blank = replace(snapshot, written=Written(snapshot.written.layout))
    sections = filter(None, (section_of(blank, each) for each in blank.written.layout.sections))
    words = {said for section in sections for said in as_printed._words(section.blocks)}

    assert len(words) > 300
    assert [found for said in sorted(words) for found in contradicted(said, facts)] == []
    assert contradicted(
        "99 events were held, at 77 venues. 7,000 people came. M4 is due on 3 March 2027.", facts
    ) == (
        "It says 99 events; this report counts 9.",
        "It says 77 venues; this report counts 6.",
        "It says 7,000 people; this report counts attendance at least about 238; participations"
        " at least 17, 8 events not recorded.",
        "It says 3 March 2027 for M4; this report has 1 July 2026, 9 September 2026,"
        " 16 September 2026 and 31 December 2026.",
    )
    for right in (
        "18 events took place in two quarters.",
        "Attendance: 238 people came to 9 events at 6 venues.",
        "M4 was planned for 31 December 2026 and, in one area, done on 9 September 2026.",
    ):
        assert contradicted(right, facts) == ()
