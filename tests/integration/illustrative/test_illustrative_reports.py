"""The illustrative programme's reports are led by the product's own rules, once."""

from datetime import datetime, time
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from partnership.programmes.models import Programme
from partnership.programmes.periods import LONDON, local_day
from partnership.reports import making, tasks
from partnership.reports.models import Report
from partnership.workbook.illustrative_reports import lead_reports, people
from tests.support.illustrative import TODAY
from tests.support.quick_reports import STAND_INS

pytestmark = pytest.mark.django_db
NOON = datetime.combine(TODAY, time(12), LONDON)


@pytest.fixture(autouse=True)
def quick_making(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = settings.DATA_DIR = tmp_path
    for name in (each for each in STAND_INS if each.startswith("render_")):
        monkeypatch.setattr(making, name, STAND_INS[name])


def lead(programme: Programme) -> list[str]:
    def make(report: Report) -> None:
        tasks.make(report.pk)
        report.refresh_from_db()

    return [report.stage for report in lead_reports(programme, by=people(), until_made=make)]


@time_machine.travel(NOON)
def test_there_is_a_report_in_every_stage_and_doing_it_again_changes_nothing(
    programme: Programme,
) -> None:
    call_command("make_demo_accounts")
    assert lead(programme) == ["published", "in-review", "draft"]
    assert lead(programme) == ["published", "in-review", "draft"]
    noted, *_ = Report.objects.filter(stage="published")
    assert noted.decision.get_outcome_display() == "Noted"
    assert noted.decision.meeting_on == local_day(noted.published_at)
    assert noted.submitted_by != noted.approved_by
    assert all("Illustrative" in each.text for each in noted.texts.all())


@time_machine.travel(NOON)
def test_without_accounts_it_says_what_to_do(programme: Programme) -> None:
    with pytest.raises(CommandError, match="Run make_demo_accounts first"):
        call_command("lead_illustrative_reports")
