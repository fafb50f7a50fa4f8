"""Champions and sponsors recorded, changed and ended."""

from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction
from django.utils import timezone

from partnership.dates import UNKNOWN, PartialDate, day_words
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from partnership.programmes.models import Champion, Programme
from partnership.slugs import fresh_slug
from partnership.spans import end_refused


@dataclass(frozen=True)
class ChampionDetails:
    """What is said of a champion or sponsor; its fields are named as the record's own."""

    kind: str
    post: str
    asked_for: str = ""
    standing: str = ""
    since: PartialDate = UNKNOWN
    until: PartialDate = UNKNOWN

    def put_on(self, champion: Champion) -> None:
        for field in fields(self):
            setattr(champion, field.name, getattr(self, field.name))


@transaction.atomic
def record_champion(
    *, programme: Programme, details: ChampionDetails, reported_on: date, by: User
) -> Champion:
    """Record a post of influence on the programme; RefusedError says what can't be."""
    Programme.objects.select_for_update().get(pk=programme.pk)  # one slug at a time
    if reported_on > timezone.localdate():
        raise RefusedError(f"{day_words(reported_on)} has not come yet.", "reported_on")
    champion = Champion(
        programme=programme,
        slug=fresh_slug(details.post, programme.champions, otherwise="champion"),
        reported_on=reported_on,
    )
    details.put_on(champion)
    _refuse(champion)
    record_by(champion, by=by)
    champion.save()
    return champion


def change_champion(*, champion: Champion, seen: int, details: ChampionDetails, by: User) -> None:
    """Change what is asked of a post, or where it stands."""
    with changing(champion, seen=seen, by=by) as now:
        details.put_on(now)
        _refuse(now)


def end_champion(*, champion: Champion, seen: int, until: PartialDate, why: str, by: User) -> None:
    """Say until when a post was a champion or sponsor, and why no longer."""
    with changing(champion, seen=seen, by=by, why=why) as now:
        if now.until:
            raise RefusedError(
                f"It has ended already, {now.until.words}. Change the record to mend that date."
            )
        now.until = until
        _refuse(now)


def _refuse(champion: Champion) -> None:
    if refused := end_refused(champion.since, champion.until):
        raise RefusedError(refused, "until")
    if champion.until:
        return
    others = champion.programme.champions.exclude(pk=champion.pk)
    if others.filter(post__iexact=champion.post, kind=champion.kind, until="").exists():
        raise RefusedError(
            f"“{champion.post}” is a {champion.get_kind_display().lower()} here already."
            " Change that record, or end it first.",
            "post",
        )
