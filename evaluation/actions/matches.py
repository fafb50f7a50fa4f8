"""Before and after of the same people, found by their codes; near ones a person confirms."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from evaluation.actions.tallies import lock, rebuild_pairs
from evaluation.models import Match, Wave
from evaluation.rules.matching import Matches, match
from evaluation.selectors.matches import Codes, codes_of
from partnership.people.models import User
from partnership.people.refusals import RefusedError

Pair = tuple[UUID, UUID]
EXACT, NEAR = Match.How.EXACT, Match.How.NEAR
PROPOSED, CONFIRMED, REJECTED = Match.State.PROPOSED, Match.State.CONFIRMED, Match.State.REJECTED
GONE = "Raw answers of this pair are deleted: what was matched stays as it is."
BOUND = "One of the two is matched with another answer already: reject that match first."


@transaction.atomic
def match_waves(after: Wave) -> int:
    """Match an after wave with its before wave anew; how many people are matched.

    The same codes match at once, unless an evaluator rejected the pair. Codes of which one part
    differs are proposed where neither could be another's, too. What an evaluator decided stays.
    """
    wave = _locked(after)
    if wave is None or wave.before is None:
        return 0
    before, codes = wave.before, codes_of([wave.before, wave])
    kept = list(Match.objects.filter(wave=wave))
    by_hand = [(each.before_id, each.after_id) for each in kept if _is_decided(each, CONFIRMED)]
    told = match(*_whole(codes[before.pk], codes[wave.pk]), confirmed=by_hand)
    rejected = {(each.before_id, each.after_id) for each in kept if _is_decided(each, REJECTED)}
    _store(wave, kept, _wanted(told, {*by_hand, *rejected}), codes)
    return rebuild_pairs(wave)


def _locked(after: Wave) -> Wave | None:
    """The wave with its tallies held; None where there is nothing to match any more."""
    wave = lock(after)
    if wave.before is None or wave.deleted_at or wave.before.deleted_at:
        return None
    return wave


def _is_decided(each: Match, state: str) -> bool:
    """Whether a person decided it so."""
    return each.state == state and each.decided_on is not None


def _whole(*waves: Codes) -> tuple[Codes, Codes]:
    """The codes of two waves that have as many parts as nearly all have; others match nothing.

    A respondent may leave the code out, and its questions may have been others in a wave long ago.
    """
    lengths = Counter(len(code) for wave in waves for code in wave.values() if code)
    usual = lengths.most_common(1)[0][0] if lengths else 1
    nothing = ("",) * usual
    first, second = (
        {key: code if len(code) == usual else nothing for key, code in wave.items()}
        for wave in waves
    )
    return first, second


def _wanted(told: Matches[UUID], decided: set[Pair]) -> dict[Pair, str]:
    """How each pair is found that nobody has decided on."""
    found = dict.fromkeys(told.matched, EXACT) | dict.fromkeys(told.proposed, NEAR)
    return {pair: how for pair, how in found.items() if pair not in decided}


def _store(
    wave: Wave, kept: Iterable[Match], wanted: dict[Pair, str], codes: dict[int, Codes]
) -> None:
    """Let what is found be there, and what no longer is be gone; what was decided stays."""
    stands = {(each.before_id, each.after_id): each for each in kept if each.decided_on is None}
    gone = [each.pk for pair, each in stands.items() if wanted.get(pair) != each.how]
    Match.objects.filter(pk__in=gone).delete()
    assert wave.before is not None
    first, second = codes[wave.before.pk], codes[wave.pk]
    Match.objects.bulk_create(
        Match(
            wave=wave,
            before_id=pair[0],
            after_id=pair[1],
            how=how,
            differs=_differs(first[pair[0]], second[pair[1]]) if how == NEAR else None,
            state=PROPOSED if how == NEAR else CONFIRMED,
        )
        for pair, how in wanted.items()
        if pair not in stands or stands[pair].how != how
    )


def _differs(one: Iterable[str], other: Iterable[str]) -> int:
    """Which part differs, from 0."""
    pairs = enumerate(zip(one, other, strict=True))
    return next(at for at, (mine, theirs) in pairs if mine != theirs)


@transaction.atomic
def decide(*, match: Match, is_same: bool, by: User) -> None:
    """Say whether two responses are one person's; either can be said again.

    Raises RefusedError where raw answers are gone, or one of the two is matched otherwise.
    """
    wave = _locked(match.wave)
    if wave is None:
        raise RefusedError(GONE)
    others = Match.objects.filter(wave=wave, state=CONFIRMED).exclude(pk=match.pk)
    either = others.filter(before=match.before_id) | others.filter(after=match.after_id)
    if is_same and either.exists():
        raise RefusedError(BOUND)
    match.state = CONFIRMED if is_same else REJECTED
    match.by, match.decided_on = by, timezone.localdate()
    match.save(update_fields=["state", "by", "decided_on"])
    match_waves(wave)


def waves_to_match(tallied: Iterable[Wave]) -> list[Wave]:
    """The after waves of pairs in which one of these waves is."""
    keys = [wave.pk for wave in tallied]
    rows = Wave.objects.filter(before__isnull=False).filter(pk__in=keys) | Wave.objects.filter(
        before__in=keys
    )
    return list(rows.select_related("version_asked__survey", "before").distinct().order_by("pk"))
