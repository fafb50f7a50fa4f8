"""Which earlier question decides who was asked what is told to whoever shows the results."""

from dataclasses import replace

from evaluation.rules.breakdown import Gate
from evaluation.rules.conditions import Asked, Test
from evaluation.rules.questionnaire import Page, Questionnaire
from evaluation.rules.scales import Kind
from evaluation.rules.tallying import Instrument, Scale
from evaluation.selectors.shown import layouts
from tests.unit.evaluation.asking import AGREE, FORM, OFTEN, USED, item


def gates(form: Questionnaire, *scales: Scale) -> dict[str, Gate | None]:
    return {each.what.code: each.gate for each in layouts(Instrument(form, scales))}


def test_one_of_some_answers_is_known_exactly_and_none_of_them_is_not() -> None:
    found = gates(FORM)

    assert [found[code] for code in ("q1", "q3.r1", "q4")] == [None] * 3
    why, visits = found["q2"], found["q5"]
    assert why
    assert visits
    assert (why.layouts[0].what.code, why.values, why.is_exact) == ("q1", (1,), True)
    assert (visits.values, visits.is_exact) == ((2,), False)


def on(code: str, *values: int, test: Test = Test.ONE_OF) -> dict[str, object]:
    return {"shown_if": code, "test": test, "values": frozenset(values)}


def test_of_several_a_grid_and_a_missing_value_it_is_not_known_exactly() -> None:
    options = (*AGREE[:2], replace(AGREE[2], is_missing=True))
    form = Questionnaire("", (Page("", (
        item(1, "used", "multiple", options=USED),
        item(2, "one", "single", options=OFTEN, **on("used", 1)),
        item(3, "two", "single", options=OFTEN, **on("used", 1, 2)),
        item(4, "sure", "scale", options=options),
        item(5, "unsure", "text", **on("sure", 3)),
        item(6, "any", "text", **on("sure", test=Test.ANSWERED)),
    )),))  # fmt: skip
    found = gates(form)

    told = [
        (each.values, each.is_exact) for each in (found[f"q{pk}"] for pk in (2, 3, 5, 6)) if each
    ]
    assert told == [((1,), True), ((1, 2), False), ((), False), ((), False)]


def test_what_is_asked_of_one_sector_and_a_score_of_what_is_asked_of_some() -> None:
    sector = replace(item(1, "where", "single", options=OFTEN), role="sector")
    asked = Asked("sum", shown_if="where", test=Test.ONE_OF, values=frozenset({1}))
    scored = replace(
        item(2, "sum", "scale", options=AGREE, scale="mine", scale_item=1), asked=asked
    )
    found = gates(Questionnaire("", (Page("", (sector, scored)),)), Scale(7, "mine", Kind.SUM))

    assert "q1" not in found
    assert found["q2"] == found["s7"] == Gate(place=True)
