"""Invitations: keys that let one person answer once, shown once and stored as hashes alone."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from evaluation.models import Invitation, Wave
from evaluation.secrets import fresh_key, hash_of_key
from partnership.people.models import User
from partnership.people.refusals import RefusedError

MOST_AT_ONCE, MOST = 500, 5000
MIXED_FOR = timedelta(days=2)  # after its last day a wave's invitations are left alone


class InvitationRefusedError(Exception):
    """There is no such invitation to this wave, or it was used."""


@transaction.atomic
def make_invitations(*, wave: Wave, number: int, by: User) -> list[str]:
    """New keys, to be given out; they can't be shown again. Raises RefusedError."""
    now = Wave.objects.select_for_update().get(pk=wave.pk)
    if not now.by_invitation:
        raise RefusedError("Anybody may answer this wave, so nobody needs an invitation.")
    if now.closed_at or now.closes_on < timezone.localdate():
        raise RefusedError("This wave is closed: an invitation to it would be of no use.")
    if not 1 <= number <= MOST_AT_ONCE:
        raise RefusedError(f"Make between 1 and {MOST_AT_ONCE} at once.", "number")
    if now.invitations.count() + number > MOST:
        raise RefusedError(f"A wave has {MOST:,} invitations at most.", "number")
    keys = [fresh_key() for _ in range(number)]
    # Stored in the order of their hashes, so that their numbers say nothing of the list.
    hashes = sorted(hash_of_key(wave.pk, key) for key in keys)
    Invitation.objects.bulk_create(Invitation(wave=wave, key_hash=each) for each in hashes)
    return keys


def withdraw_unused(*, wave: Wave, by: User) -> int:
    """Make invitations void that nobody used, such as a list that was lost; how many."""
    return wave.invitations.filter(is_used=False).delete()[0]


def use(*, wave: Wave, key: str) -> None:
    """Take the invitation, in the transaction of what it is for; InvitationRefusedError."""
    there = Invitation.objects.filter(wave=wave, key_hash=hash_of_key(wave.pk, key), is_used=False)
    if not there.update(is_used=True):
        raise InvitationRefusedError


def is_open_to(*, wave: Wave, key: str) -> bool:
    """Whether somebody with this key may still answer; one query."""
    return wave.invitations.filter(key_hash=hash_of_key(wave.pk, key), is_used=False).exists()


def are_of(wave: Wave, keys: Iterable[str]) -> bool:
    """Whether all of these are keys of the wave's invitations; one query."""
    wanted = {hash_of_key(wave.pk, key) for key in keys}
    return wave.invitations.filter(key_hash__in=wanted).count() == len(wanted)


def newly_used() -> list[int]:
    """The waves by invitation that were answered since they were last counted, by their keys."""
    waves = Wave.objects.filter(by_invitation=True, responses__is_tallied=False)
    return sorted(waves.order_by().values_list("pk", flat=True).distinct())


def lately_used() -> list[int]:
    """The waves by invitation that are open, or were two days ago, by their keys."""
    since = timezone.localdate() - MIXED_FOR
    waves = Wave.objects.filter(by_invitation=True, closes_on__gte=since)
    return list(waves.order_by("pk").values_list("pk", flat=True))


def mix(waves: Iterable[int]) -> int:
    """Write the used invitations of these waves anew, in the order of their hashes; how many.

    A database remembers by which transaction a row was last written, and in which order: the
    response was written by the same, and in the same order. So the two could be laid side by
    side, until all used ones are of one transaction and of no order.
    """
    return sum(_mix(wave) for wave in waves)


@transaction.atomic
def _mix(wave: int) -> int:
    there = Invitation.objects.select_for_update().filter(wave=wave, is_used=True)
    used = dict(there.order_by("key_hash").values_list("pk", "key_hash"))
    Invitation.objects.filter(pk__in=used).delete()
    Invitation.objects.bulk_create(
        Invitation(wave_id=wave, key_hash=each, is_used=True) for each in used.values()
    )
    return len(used)
