"""What is missing behind an outcome is named; what is there is not."""

import pytest

from evaluation.rules.coverage import (
    NO_AFTER,
    NO_ANSWERS,
    NO_DATA,
    NO_MEASURE,
    NO_WORDS,
    ONLY_AGAINST,
    ONLY_FOR,
    Cover,
)


@pytest.mark.parametrize(
    ("cover", "gaps"),
    [
        (Cover(), (NO_MEASURE,)),
        (Cover(measures=1), (NO_DATA,)),
        (Cover(questions=3), (NO_DATA,)),
        (Cover(indicators=1, values=2), ()),
        (Cover(measures=1, before=12), (NO_AFTER,)),
        (Cover(measures=1, before=12, after=9), ()),
        (Cover(measures=1, supports=4), (ONLY_FOR,)),
        (Cover(measures=1, contradicts=2), (ONLY_AGAINST,)),
        (Cover(measures=1, supports=4, mixed=1), ()),
        (Cover(measures=1, talks=1), (NO_DATA,)),
        (Cover(measures=1, questionnaires=1, values=1), (NO_ANSWERS,)),
        (Cover(measures=1, questionnaires=1, before=1, after=1), ()),
        (Cover(measures=2, talks=2, values=1), (NO_WORDS,)),
        (Cover(measures=2, talks=2, values=1, supports=1, contradicts=1), ()),
        (Cover(indicators=3, values=4, empty=2), ("2 of 3 indicators without a value",)),
        (Cover(indicators=1, empty=1, mixed=1), ("1 of 1 indicator without a value",)),
        (Cover(supports=1), (NO_MEASURE, ONLY_FOR)),
    ],
)
def test_gaps_are_named_the_gravest_first(cover: Cover, gaps: tuple[str, ...]) -> None:
    assert cover.gaps == gaps
