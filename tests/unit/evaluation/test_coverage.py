"""What is missing behind an outcome is named; what is there is not."""

import pytest

from evaluation.rules.coverage import NO_AFTER, NO_DATA, NO_MEASURE, ONLY_AGAINST, ONLY_FOR, Cover


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
        (Cover(supports=1), (NO_MEASURE, ONLY_FOR)),
    ],
)
def test_gaps_are_named_the_gravest_first(cover: Cover, gaps: tuple[str, ...]) -> None:
    assert cover.gaps == gaps
