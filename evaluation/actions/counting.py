"""Everything that follows from new answers: tallied, matched, and shown."""

from datetime import date
from functools import partial

from evaluation.actions.matches import match_waves, waves_to_match
from evaluation.actions.publishing import publish_waves
from evaluation.actions.tallies import tally_wave, waves_to_tally
from evaluation.models import Wave


def count_all(*, on: date) -> None:
    """Every wave with answers that are in no tally yet."""
    count(*waves_to_tally(), on=on)


def count(*waves: Wave, on: date) -> None:
    """These waves, and the pairs that they are in.

    Pairs are matched together with the tallies that they belong to; what is shown of both is
    stored apart, and made good by the next day’s showing where a worker is killed before it.
    """
    for wave in waves:
        tally_wave(wave, then=partial(_match, wave))
    touched = {wave.pk: wave for wave in (*waves, *waves_to_match(waves))}
    publish_waves(touched.values(), on=on)


def _match(wave: Wave) -> None:
    """Match the pairs that a wave is in; who holds a before wave may lock its after wave."""
    for after in waves_to_match([wave]):
        match_waves(after)
