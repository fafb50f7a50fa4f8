"""Tallies kept so that, with the responses not tallied yet, they always equal the recount.

One worker at a time counts a wave: each locks the wave first, and so does whoever takes a
response out. What a response adds and that it is tallied are stored in one transaction: a
worker killed in between leaves neither.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from evaluation.models import Match, PairTally, Response, Tally, Wave
from evaluation.rules.tallying import ALL, Answered, Instrument, Step, What, Who
from evaluation.selectors.tallies import answered, counting, instrument, same_questions

AT_A_TIME = 1_000
ROWS_AT_A_TIME = 1_000


def tally_wave(wave: Wave, *, then: Callable[[], object] | None = None) -> int:
    """Count the responses that are in no tally yet; how many there were.

    What follows from them (`then`) is done in the transaction that leaves none waiting: a worker
    killed in between leaves some waiting, and so whoever counts next does both.
    """
    of = instrument(wave.version_asked)
    done, is_last = 0, False
    while not is_last:
        number, is_last = _tally_some(wave, of, then)
        done += number
    return done


@transaction.atomic
def _tally_some(
    wave: Wave, of: Instrument, then: Callable[[], object] | None = None
) -> tuple[int, bool]:
    """Count some; how many, and whether they were the last."""
    lock(wave)
    waiting = counting(wave).filter(is_tallied=False).order_by("pk")
    found: list[Response] = list(waiting[:AT_A_TIME])
    add(wave, of.steps(answered(found)), times=1)
    Response.objects.filter(pk__in=[each.pk for each in found]).update(is_tallied=True)
    is_last = not waiting.exists()
    if is_last and then:
        then()
    return len(found), is_last


@transaction.atomic
def untally(*responses: Response) -> None:
    """Take responses of one wave out of its tallies, before they are deleted or set aside.

    In the transaction of whoever does so, who locks the wave (`lock`) before its responses. The
    pairs that they were in are counted anew afterwards by `matches.match_waves`.
    """
    if not responses:
        return
    wave = lock(responses[0].wave)
    keys = [each.pk for each in responses]
    tallied = Response.objects.filter(wave=wave, pk__in=keys, is_tallied=True)
    found = list(tallied.order_by("pk"))
    add(wave, instrument(wave.version_asked).steps(answered(found)), times=-1)
    tallied.update(is_tallied=False)


def lock(wave: Wave) -> Wave:
    """Hold the wave's tallies until the transaction ends; answers still come in meanwhile."""
    found: Wave = (
        Wave.objects.select_for_update(no_key=True, of=("self",))
        .select_related("version_asked__survey", "programme", "before__version_asked__survey")
        .get(pk=wave.pk)
    )
    return found


def add(wave: Wave, steps: Counter[Step], *, times: int) -> None:
    """Add to the tallies of a wave that is locked; a figure that comes to nothing goes."""
    if not steps:
        return
    kept = dict(Tally.objects.filter(wave=wave).values_list("key", "answers"))
    new = {step: kept.get(step.key, 0) + times * number for step, number in steps.items()}
    Tally.objects.bulk_create(
        [_tally(wave, step, answers) for step, answers in new.items() if answers],
        update_conflicts=True,
        unique_fields=["wave", "key"],
        update_fields=["answers"],
        batch_size=ROWS_AT_A_TIME,
    )
    gone = [step.key for step, answers in new.items() if not answers]
    Tally.objects.filter(wave=wave, key__in=gone).delete()


def _tally(wave: Wave, step: Step, answers: int) -> Tally:
    return Tally(
        wave=wave,
        key=step.key,
        value=step.value,
        answers=answers,
        **_keys(step.what, step.who),
    )


def _keys(what: What, who: Who) -> dict[str, Any]:
    return {
        "question_id": what.question,
        "row_id": what.row,
        "scale_id": what.scale,
        "area_id": who.area,
        "sector": who.sector,
    }


@transaction.atomic
def rebuild_pairs(wave: Wave) -> int:
    """Count an after wave's matched people anew; how many there are.

    Nothing is done once raw answers of either wave are deleted: what was counted stays.
    """
    after = lock(wave)
    before = after.before
    if before is None or after.deleted_at or before.deleted_at:
        return 0
    found = _pairs(before, after)
    PairTally.objects.filter(wave=after).delete()
    PairTally.objects.bulk_create(
        (
            PairTally(wave=after, before=first, after=second, pairs=number, **_keys(what, who))
            for (what, who, first, second), number in sorted(found.items(), key=str)
        ),
        batch_size=ROWS_AT_A_TIME,
    )
    return found[ALL, Who(), 0, 0]


def _pairs(before: Wave, after: Wave) -> Counter[tuple[What, Who, int, int]]:
    """How often one answer led to another; under `ALL`, how many people were matched.

    Who somebody is, is what they said afterwards.
    """
    first, second = instrument(before.version_asked), instrument(after.version_asked)
    same = same_questions(before.version_asked, after.version_asked)
    found: Counter[tuple[What, Who, int, int]] = Counter()
    for then, now in _people(after):
        told = [(ALL, 0, 0), *second.pairs(then, now, same, first)]
        found.update((what, who, b, a) for who in now.whose for what, b, a in told)
    return found


def _people(after: Wave) -> Iterable[tuple[Answered, Answered]]:
    """The two responses of everybody matched, some hundred at a time."""
    rows = Match.objects.filter(
        wave=after,
        state=Match.State.CONFIRMED,
        before__set_aside_why="",
        after__set_aside_why="",
    ).select_related("before", "after")
    found = list(rows.order_by("pk"))
    for at in range(0, len(found), AT_A_TIME):
        some = found[at : at + AT_A_TIME]
        then = answered([match.before for match in some])
        now = answered([match.after for match in some])
        yield from zip(then, now, strict=True)


def waves_to_tally() -> list[Wave]:
    """The waves with responses that are in no tally yet."""
    waiting = Response.objects.filter(is_tallied=False, set_aside_why="").order_by()
    keys = waiting.values_list("wave", flat=True).distinct()
    rows = Wave.objects.filter(pk__in=keys).select_related("version_asked__survey")
    return list(rows.order_by("pk"))
