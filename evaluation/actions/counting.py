"""Everything that follows from new answers: tallied, matched, and shown."""

from datetime import date

from evaluation.actions.matches import match_waves, waves_to_match
from evaluation.actions.publishing import publish_waves
from evaluation.actions.tallies import tally_wave, waves_to_tally
from evaluation.models import Wave


def count_all(*, on: date) -> None:
    """Every wave with answers that are in no tally yet."""
    count(*waves_to_tally(), on=on)


def count(*waves: Wave, on: date) -> None:
    """These waves, and the pairs that they are in."""
    for wave in waves:
        tally_wave(wave)
    pairs = waves_to_match(waves)
    for after in pairs:
        match_waves(after)
    touched = {wave.pk: wave for wave in (*waves, *pairs)}
    publish_waves(touched.values(), on=on)
