"""Waves: planned, changed before they open, closed early or by their day, opened again."""

from dataclasses import dataclass, fields
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from evaluation.actions.counting import count
from evaluation.models import PrivacyNotice, SurveyVersion, Wave
from evaluation.secrets import fresh_code
from partnership.dates import day_words
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from partnership.programmes.models import Programme
from partnership.slugs import fresh_slug
from pilots.models import Area, Event, Group

LONGEST_DAYS = 366
BEFORE, AFTER, SINGLE = Wave.Stage.BEFORE, Wave.Stage.AFTER, Wave.Stage.SINGLE


@dataclass(frozen=True)
class WaveDetails:
    """All that is said of a wave; the area is that of its group or event where it has one."""

    name: str
    version_asked: SurveyVersion
    stage: str
    opens_on: date
    closes_on: date
    notice: PrivacyNotice
    delete_on: date
    before: Wave | None = None
    area: Area | None = None
    group: Group | None = None
    event: Event | None = None
    audience: int | None = None
    by_invitation: bool = False
    asks_code: bool = False

    def put_on(self, wave: Wave) -> None:
        for each in fields(self):
            setattr(wave, each.name, getattr(self, each.name))
        of = self.event or self.group
        wave.area = of.area if of else self.area


def plan_wave(*, programme: Programme, details: WaveDetails, by: User | None) -> Wave:
    """Plan a collection of answers, with an address of its own. Raises RefusedError."""
    _check(programme, details, None)
    wave = Wave(
        programme=programme,
        slug=fresh_slug(details.name, programme.waves, otherwise="wave"),
        code=fresh_code(),
        reported_on=max(details.opens_on, timezone.localdate()),
    )
    details.put_on(wave)
    record_by(wave, by=by)
    _save_new(wave)
    return wave


def _save_new(wave: Wave) -> None:
    try:
        with transaction.atomic():
            wave.save()
    except IntegrityError as error:
        if wave.before and Wave.objects.filter(before=wave.before).exists():
            raise _taken(wave.before) from error
        raise


def change_wave(*, wave: Wave, seen: int, details: WaveDetails, by: User) -> None:
    """Plan it otherwise, as long as nobody could answer. RefusedError, ChangedMeanwhileError."""
    with changing(wave, seen=seen, by=by) as now:
        if is_begun(now):
            raise RefusedError(
                "It has opened, so what people are asked, told and promised stays as it is. You"
                " can still change its name, its last day and how many are asked."
            )
        _check(now.programme, details, now)
        details.put_on(now)
        now.reported_on = max(details.opens_on, timezone.localdate())


def change_open_wave(
    *, wave: Wave, seen: int, name: str, closes_on: date, audience: int | None, by: User
) -> None:
    """What may change once people answer. Raises RefusedError, ChangedMeanwhileError."""
    with changing(wave, seen=seen, by=by) as now:
        if now.closed_at is None and closes_on != now.closes_on:
            _refuse_last_day(now, closes_on)
        elif closes_on != now.closes_on:
            raise RefusedError("It is closed. Open it again to give it another day.", "closes_on")
        now.name, now.closes_on, now.audience = name, closes_on, audience


def close_wave(*, wave: Wave, seen: int, by: User) -> None:
    """Take no more answers from now on. Raises RefusedError, ChangedMeanwhileError."""
    with changing(wave, seen=seen, by=by, why="Closed it before its day") as now:
        if now.closed_at or now.closes_on < timezone.localdate():
            raise RefusedError("It is closed already.")
        now.closed_at = timezone.now()
    count(wave, on=timezone.localdate())


def reopen_wave(*, wave: Wave, seen: int, closes_on: date, by: User) -> None:
    """Take answers again until a day. Raises RefusedError, ChangedMeanwhileError."""
    with changing(wave, seen=seen, by=by, why="Opened it again") as now:
        _refuse_last_day(now, closes_on)
        now.closes_on, now.closed_at = closes_on, None


def _refuse_last_day(wave: Wave, closes_on: date) -> None:
    if closes_on < timezone.localdate():
        raise RefusedError("That day is over. Choose today or a day to come.", "closes_on")
    _refuse_days(wave.opens_on, closes_on, wave.delete_on, "closes_on")


def is_begun(wave: Wave) -> bool:
    """Whether people could answer it already."""
    return wave.opens_on <= timezone.localdate() or wave.responses.exists()


def _check(programme: Programme, details: WaveDetails, wave: Wave | None) -> None:
    _refuse_version(programme, details)
    _refuse_days(details.opens_on, details.closes_on, details.delete_on, "delete_on")
    if details.notice.programme_id != programme.pk:
        raise RefusedError("Choose one of this programme’s privacy notices.", "notice")
    if details.audience == 0:
        raise RefusedError("Leave it empty where it is not known: nobody asks nobody.", "audience")
    if details.asks_code and not details.version_asked.survey.code_questions.exists():
        raise RefusedError(
            "The survey has no questions for a self-made code: add them to the survey first.",
            "asks_code",
        )
    if details.stage == AFTER:
        _check_pair(details, wave)
    elif details.before:
        raise RefusedError("Only an after wave is paired with a before wave.", "before")


def _refuse_version(programme: Programme, details: WaveDetails) -> None:
    version = details.version_asked
    if version.survey.programme_id != programme.pk:
        raise RefusedError("Choose one of this programme’s surveys.", "version_asked")
    if not version.is_published:
        raise RefusedError(
            "This version is a draft: publish it first. It never changes after that.",
            "version_asked",
        )


def _refuse_days(opens: date, closes: date, deleted: date, field: str) -> None:
    if closes < opens:
        words = f"It would close before it opens on {day_words(opens)}."
        raise RefusedError(f"{words} Choose that day or a later one.", "closes_on")
    if (closes - opens).days > LONGEST_DAYS:
        raise RefusedError("A wave is open for a year at most.", "closes_on")
    if deleted <= closes:
        raise RefusedError(
            f"Raw answers are deleted after the last day, {day_words(closes)}: before that they"
            " are still coming in.",
            field,
        )


def _check_pair(details: WaveDetails, wave: Wave | None) -> None:
    """An after wave asks the same survey, in the same place, of the same people, by the code."""
    before = details.before
    if before is None:
        raise RefusedError("Choose the before wave that it is compared with.", "before")
    if before.stage != BEFORE or before.version_asked.survey_id != details.version_asked.survey_id:
        raise RefusedError(
            "Choose a before wave of the same survey: other questions can’t be compared.", "before"
        )
    others = Wave.objects.filter(before=before)
    if (others.exclude(pk=wave.pk) if wave else others).exists():
        raise _taken(before)
    if not (details.asks_code and before.asks_code):
        raise RefusedError(
            "Both waves must ask for the self-made code: before and after are matched by it.",
            "asks_code",
        )
    if details.opens_on < before.opens_on:
        raise RefusedError(
            f"It would open before the before wave does, on {day_words(before.opens_on)}.",
            "opens_on",
        )
    of = details.event or details.group
    if (of.area_id if of else details.area and details.area.pk) != before.area_id:
        raise RefusedError("Before and after are of one place: choose that of before.", "area")


def _taken(before: Wave) -> RefusedError:
    return RefusedError(f"“{before}” has its after wave already.", "before")
