"""Waves of a programme, the one of a public address, and how many have answered."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from evaluation.models import (
    Deletion,
    Invitation,
    PrivacyNotice,
    Response,
    Survey,
    SurveyVersion,
    Wave,
)
from evaluation.selectors.joined import Joined
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from partnership.web.prepared import Prepared
from pilots.feedback_rules import Door, door

MOST_NAMED = 20  # on the page of a survey
WITH = ("version_asked__survey", "programme", "notice", "area", "group", "event", "before")


OF_THE_FORM = Joined(
    ("", Wave),
    ("version_asked", SurveyVersion),
    ("version_asked__survey", Survey),
    ("programme", Programme),
    ("notice", PrivacyNotice),
)


def wave_by_code(code: str) -> Wave:
    """The wave of a public address, however it was typed; one query. Raises Wave.DoesNotExist."""
    row = next(BY_CODE.rows(code=code.lower()), None)
    if row is None:
        raise Wave.DoesNotExist
    wave, version, survey, programme, notice = OF_THE_FORM.records(row)
    version.survey, wave.version_asked = survey, version
    wave.programme, wave.notice = programme, notice
    found: Wave = wave
    return found


def _by_code(*, code: str) -> QuerySet[Wave, Any]:
    return Wave.objects.filter(code=code).order_by().values_list(*OF_THE_FORM.columns)


BY_CODE = Prepared(_by_code)


def door_of(wave: Wave, on: date | None = None) -> Door:
    """Whether it takes answers from the public, today unless another day is given."""
    return door(
        opens=wave.opens_on,
        closes=wave.closes_on,
        is_shut=wave.closed_at is not None or wave.deleted_at is not None,
        on=on or timezone.localdate(),
    )


def takes_paper(wave: Wave) -> bool:
    """Whether paper forms may be typed in: once it has opened, until raw answers are deleted."""
    today = timezone.localdate()
    return wave.deleted_at is None and wave.opens_on <= today < wave.delete_on


def waves_of(programme: Programme, reach: Reach) -> QuerySet[Wave]:
    """The waves in reach, the newest first."""
    return programme.waves.visible_to(reach).select_related(*WITH, "after")


def newest_of(survey: Survey, reach: Reach) -> list[Wave]:
    """The newest waves in reach that ask a survey, as many as its page names; one query."""
    there = waves_of(survey.programme, reach).filter(version_asked__survey=survey)
    return list(there[:MOST_NAMED])


def find_wave(programme: Programme, slug: str, reach: Reach) -> Wave:
    """One of them; one query. Raises Wave.DoesNotExist."""
    return waves_of(programme, reach).get(slug=slug)


def answered(waves: Iterable[Wave]) -> dict[int, int]:
    """How many have answered each, with those whose raw answers are deleted; two queries.

    Not those that were set aside, nor those that a respondent had deleted.
    """
    keys = [each.pk for each in waves]
    there = Response.objects.filter(wave__in=keys, set_aside_why="").order_by()
    found = dict(there.values_list("wave").annotate(Count("pk")))
    gone = Deletion.objects.filter(wave__in=keys, reason=Deletion.Reason.RETENTION).order_by()
    for wave, number in gone.values_list("wave").annotate(Sum("responses")):
        found[wave] = found.get(wave, 0) + number
    return found


def came_by_day(wave: Wave) -> list[tuple[date, int]]:
    """How many came on each day on which any did, of the raw answers that there are; one query."""
    there = wave.responses.filter(set_aside_why="").order_by("received_on")
    return list(there.values_list("received_on").annotate(Count("pk")))


def came_by_channel(wave: Wave) -> dict[str, int]:
    """How many came by link and how many on paper; one query."""
    there = wave.responses.filter(set_aside_why="").order_by()
    return dict(there.values_list("channel").annotate(Count("pk")))


def invited(wave: Wave) -> tuple[int, int]:
    """(invitations made, invitations used); one query."""
    there = Invitation.objects.filter(wave=wave).order_by()
    by_use = dict(there.values_list("is_used").annotate(Count("pk")))
    return sum(by_use.values()), by_use.get(True, 0)


def deletions(wave: Wave) -> list[tuple[str, date, int]]:
    """The log: (why, on which day, how many responses), as it was written; one query."""
    return list(wave.deletions.order_by("on", "pk").values_list("reason", "on", "responses"))
