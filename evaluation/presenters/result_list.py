"""A wave in the list of results. No queries."""

from dataclasses import dataclass

from evaluation.models import Wave
from evaluation.rules.sentences import response_sentence
from partnership.dates import day_words

NOT_SHOWN = "Not shown yet"


@dataclass(frozen=True)
class ResultLine:
    """A wave with how many answered it; `answered` says so where that is not shown."""

    wave: Wave
    days: str
    answered: str
    matched: str


def result_line(wave: Wave, responses: int | None, people: int | None) -> ResultLine:
    """A wave in words; `people` of an after wave are those matched."""
    answered = NOT_SHOWN if responses is None else response_sentence(responses, wave.audience)
    return ResultLine(
        wave,
        f"{day_words(wave.opens_on)} to {day_words(wave.closes_on)}",
        answered,
        f"{people:,} matched" if people is not None else "",
    )
