"""Nobody who reads every page of a wave can work out what a few people of an area said."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pytest

from evaluation.rules import breakdown, choices
from evaluation.rules.breakdown import Rule, Shown, as_json, from_json
from evaluation.rules.publishing import PairPublication, Publication
from evaluation.rules.results import Disclosed
from evaluation.rules.tallying import ALL, EVERYBODY, Step, What, Who
from tests.unit.evaluation.rules.reader import LAYOUTS, SEVERAL, Day, counted, days, few, known

LEAKING = (28, 13)  # where what is shown of responses once told what a question's table hid
FOLLOWING = (2,)  # where what follows on an answer once told of it
A, B, C = (Who(area=key) for key in (1, 2, 3))


def worked_out(told: list[Day]) -> list[tuple[float, float]]:
    """The few people whose number a reader is left no choice about."""
    reader = known(told)
    spans = [reader.span(each) for each in few(told)]
    return [(least, most) for least, most in spans if most - least < 1]


@pytest.mark.parametrize("seed", [*LEAKING, *FOLLOWING])
def test_nobody_works_out_what_few_people_said(seed: int) -> None:
    assert worked_out(days(seed)) == []


def test_control_without_what_other_tables_tell_some_are_worked_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(breakdown, "known", lambda *_: {})
    monkeypatch.setattr(choices, "known", lambda *_: {})

    assert any(worked_out(days(seed)) for seed in LEAKING)


def test_control_without_knowing_who_was_asked_some_are_worked_out() -> None:
    unaware = [replace(each, gate=None) for each in LAYOUTS]

    assert any(worked_out(days(seed, unaware)) for seed in FOLLOWING)


def stored(each: Shown) -> Shown:
    return from_json(as_json(each))


def of_several(
    rows: Mapping[Who, tuple[int, int, int]], earlier: Mapping[str, Shown] | None = None
) -> dict[str, Shown]:
    """A question of which several may be chosen: (answered, chose one, chose another) by area."""
    found: Counter[Step] = Counter()
    for who, (base, *chosen) in rows.items():
        for each in (who, EVERYBODY):
            found[Step(ALL, each)] += base
            found[Step(SEVERAL.what, each)] += base
            for value, number in enumerate(chosen, start=1):
                found[Step(SEVERAL.what, each, value)] += number
    then = {key: [each] for key, each in (earlier or {}).items()}
    return Publication(found, [SEVERAL], then, Rule()).tables()


def test_who_did_not_choose_what_nearly_all_chose_is_not_told_by_the_other_areas() -> None:
    told = Disclosed(of_several({A: (20, 19, 10), B: (20, 11, 10), C: (30, 10, 20)}))
    first = [told.told(SEVERAL, who).counts[1] for who in (A, B, C)]

    assert first[0] is None
    assert first.count(None) == 2
    assert [told.told(SEVERAL, who).base for who in (A, B, C)] == [20, 20, 30]


def test_few_who_answered_a_question_at_all_are_hidden_with_another_area() -> None:
    told = Disclosed(of_several({A: (20, 12, 8), B: (20, 9, 11), C: (30, 10, 20)}))
    few_of_c = Disclosed(of_several({A: (20, 12, 8), B: (20, 9, 11), C: (2, 2, 2)}))

    assert [told.told(SEVERAL, who).is_known for who in (A, B, C)] == [True, True, True]
    assert [few_of_c.told(SEVERAL, who).base for who in (A, B, C)].count(None) == 2


def test_a_later_day_does_not_tell_who_did_not_choose() -> None:
    first = of_several({A: (20, 12, 8), B: (20, 9, 11), C: (30, 10, 20)})
    first = {key: stored(each) for key, each in first.items()}
    later = of_several({A: (26, 17, 14), B: (26, 14, 16), C: (36, 15, 25)}, first)
    found = [Disclosed(first), Disclosed(later)]

    assert found[0].told(SEVERAL, A).counts[1] == 12  # 8 did not choose it
    assert found[1].told(SEVERAL, A).counts[1] is None  # one more, of 6 who came


def people_of(numbers: Mapping[Who, int]) -> Counter[Step]:
    told = {Step(ALL, who): number for who, number in numbers.items()}
    return Counter(told | {Step(ALL): sum(numbers.values())})


def test_pairs_do_not_tell_how_few_a_hidden_area_had() -> None:
    """20 and 2 are hidden together; 18 pairs of the one would leave the other 4 at most."""
    what = What(9)
    wave = Publication(people_of({A: 20, B: 2, C: 30}), [], {}, Rule()).tables()
    hidden = [who for who in (A, B, C) if Disclosed(wave).responses(who) is None]
    matched = {A: 18, C: 27, EVERYBODY: 45}
    pairs = {(ALL, who): {(0, 0): n} for who, n in matched.items()}
    pairs |= {(what, who): {(1, 2): n} for who, n in matched.items()}
    shown = {key: [each, each] for key, each in wave.items()}
    made = PairPublication(pairs, counted([]), counted([]), {what: what}, {}, Rule(), shown)
    told = Disclosed(made.tables())

    assert B in hidden
    assert [told.people(who) for who in hidden] == [None, None]
    assert told.people(EVERYBODY) == 45
    assert not any(told.moved(what, who).is_known for who in hidden)
