"""Results given out to everybody who may see them: tables are protected once, and then kept.

A page never works them out: what it showed to one reader must be what it shows to the next, and
what is shown later must not undo it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils.crypto import salted_hmac

from evaluation.actions.tallies import lock
from evaluation.models import Match, ShownTable, Wave
from evaluation.rules.breakdown import Rule, Shown, as_json
from evaluation.rules.publishing import PairPublication, Publication, is_due
from evaluation.selectors import shown as ask
from evaluation.selectors.tallies import (
    instrument,
    matched,
    not_tallied,
    pairs,
    responded,
    same_questions,
    tallied,
)

ROWS_AT_A_TIME = 200


def publish(wave: Wave, *, on: date) -> int:
    """Show what is new of a wave from today on; how many tables that are.

    Nothing while it is too little, while an answer waits to be tallied, or once raw answers are
    deleted: what was shown last stays. Pairs are shown once the wave is over and an evaluator has
    decided on each near match.
    """
    with transaction.atomic():
        locked = lock(wave)
        if locked.deleted_at or not_tallied([locked]):
            return 0
        answers = _of_answers(locked, on)
        tables = {**answers, **_of_pairs(locked, on, answers)}
        ShownTable.objects.bulk_create(
            (
                ShownTable(wave=locked, key=key, cells=as_json(told), shown_on=on)
                for key, told in tables.items()
            ),
            batch_size=ROWS_AT_A_TIME,
            ignore_conflicts=True,  # what was shown today stays as it was shown
        )
    return len(tables)


def is_over(wave: Wave, *, on: date) -> bool:
    """Whether a wave takes no more answers."""
    return wave.closed_at is not None or wave.closes_on < on


def _is_due(wave: Wave, number: int, key: str, on: date) -> bool:
    day, then = ask.last_shown([wave], key).get(wave.pk, (None, None))
    return is_due(
        number=number,
        shown=then,
        shown_on=day,
        on=on,
        is_over=is_over(wave, on=on),
        below=wave.programme.suppress_below,
    )


def _of_answers(wave: Wave, on: date) -> dict[str, Shown]:
    if not _is_due(wave, responded([wave])[wave.pk], ask.BASE, on):
        return {}
    return Publication(
        counts=tallied([wave])[wave.pk],
        layouts=ask.layouts(instrument(wave.version_asked)),
        earlier=ask.earlier(wave),
        rule=_rule(wave),
    ).tables()


def _of_pairs(wave: Wave, on: date, answers: Mapping[str, Shown]) -> dict[str, Shown]:
    before = wave.before
    if before is None or not is_over(wave, on=on) or not is_over(before, on=on):
        return {}
    if Match.objects.filter(wave=wave, state=Match.State.PROPOSED).exists():
        return {}
    if not _is_due(wave, matched([wave]).get(wave.pk, 0), ask.BASE_OF_PAIRS, on):
        return {}
    counts = tallied([before, wave])
    return PairPublication(
        pairs=pairs(wave),
        before=counts[before.pk],
        after=counts[wave.pk],
        same=same_questions(before.version_asked, wave.version_asked),
        earlier=ask.earlier(wave),
        rule=_rule(wave),
        answered=_answered(before, wave, answers),
    ).tables()


def _answered(before: Wave, wave: Wave, now: Mapping[str, Shown]) -> dict[str, list[Shown]]:
    """What was answered before and after, as it is shown from now on, by area and by sector."""
    found = ask.newest([before, wave])
    told: dict[str, list[Shown]] = defaultdict(list)
    for each, more in ((before, {}), (wave, now)):
        shown = {key: table for key, (_, table) in found[each.pk].items()} | dict(more)
        for key, table in shown.items():
            told[key].append(table)
    return told


def _rule(wave: Wave) -> Rule:
    """The programme's thresholds, with a secret that both waves of a pair have, and no others.

    So both hide the same groups where they can: to show each of two once would tell of a third.
    """
    own = str(wave.before_id or wave.pk)
    secret = salted_hmac("evaluation.disclosure", own, algorithm="sha256")
    programme = wave.programme
    return Rule(programme.suppress_below, programme.counts_only_below, secret.hexdigest())


def publish_all(*, on: date) -> int:
    """Show what is new of every wave that has begun; one transaction a wave."""
    waves = Wave.objects.filter(deleted_at__isnull=True, opens_on__lte=on)
    return publish_waves(waves.order_by("pk"), on=on)


def publish_waves(waves: Iterable[Wave], *, on: date) -> int:
    """The same for these; how many tables are new."""
    return sum(publish(wave, on=on) for wave in waves)
