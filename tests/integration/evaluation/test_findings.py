"""What a report says was found out: by its last day, within its reach, and as shown to all."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from model_bakery import baker

from evaluation import models as of
from evaluation.collect import evaluation_part
from evaluation.parts import EvaluationPart, FoundRow, IndicatorRow, OutcomeRow, PlaceRow
from evaluation.presenters.found import NOT_SHOWN
from evaluation.rules import coverage
from evaluation.rules.breakdown import NUMBER, REST, Shown, as_json
from evaluation.rules.disclosure import TOTAL, Published, Table
from evaluation.rules.publishing import MOVES, key_of
from evaluation.rules.tallying import What
from evaluation.selectors.shown import BASE, BASE_OF_PAIRS
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING, Reach
from pilots.models import Area
from tests.support.builders import PAPER_DAY, an_area
from tests.support.evaluation_records import a_logic_model, a_survey, a_wave

LATER = PAPER_DAY + timedelta(100)
Q = date(2020, 3, 31)


@pytest.fixture
def outcome(programme: Programme) -> of.Outcome:
    return a_logic_model(programme)


@pytest.fixture
def here(programme: Programme) -> Area:
    return an_area(programme, "Here")


@pytest.fixture
def there(programme: Programme) -> Area:
    return an_area(programme, "There")


def whole(programme: Programme, as_at: date = Q, reach: Reach = EVERYTHING) -> EvaluationPart:
    return evaluation_part(programme, as_at=as_at, reach=reach)


def told(programme: Programme, as_at: date = Q, reach: Reach = EVERYTHING) -> OutcomeRow:
    return whole(programme, as_at, reach).frameworks[0].outcomes[0]


def found(programme: Programme, as_at: date = Q, reach: Reach = EVERYTHING) -> FoundRow:
    row = told(programme, as_at, reach).found
    assert row is not None
    return row


@pytest.fixture
def loans(programme: Programme, outcome: of.Outcome) -> of.Indicator:
    indicator = of.Indicator.objects.create(
        programme=programme, slug="loans", name="Loans", kind="count", unit="loans",
        better="more", is_per_area=True, over_areas="sum", reported_on=PAPER_DAY,
    )  # fmt: skip
    indicator.outcomes.add(outcome)
    return indicator


def a_value(indicator: of.Indicator, area: Area | None, **fields: Any) -> of.IndicatorValue:
    given = {"when": "2019-09", "reported_on": PAPER_DAY, **fields}
    return of.IndicatorValue.objects.create(indicator=indicator, area=area, **given)


def an_aim(indicator: of.Indicator, area: Area | None) -> None:
    of.IndicatorAim.objects.create(
        indicator=indicator, area=area, reported_on=PAPER_DAY, baseline="100.5",
        baseline_when="2019-01", target=200, target_as_stated="double",
    )  # fmt: skip


def test_an_indicator_stands_against_its_baseline_and_target(
    programme: Programme, loans: of.Indicator, here: Area
) -> None:
    an_aim(loans, here)
    a_value(loans, here, value=90, when="2019-08")
    a_value(loans, here, value="150.5", qualifier="about")

    (row,) = whole(programme).indicators
    assert (row.name, row.outcomes, row.together) == ("Loans", ("O1",), "")
    assert row.places == (
        PlaceRow(
            "Here", "about 150.5 loans", "September 2019", "100.5 loans, January 2019",
            "200 loans", "50 loans more than the baseline (the wished way); 49.5 loans short of"
            " the target",
        ),
    )  # fmt: skip


def figures(row: IndicatorRow) -> list[tuple[str, str]]:
    return [(each.place, each.figure) for each in row.places]


def test_areas_are_put_together_for_the_nation_and_not_shown_to_each_other(
    programme: Programme, loans: of.Indicator, here: Area, there: Area
) -> None:
    a_value(loans, here, value=10)
    a_value(loans, there, value=5, qualifier="about")

    (row,) = whole(programme).indicators
    assert (row.together, row.how) == ("about 15 loans", "added up")
    assert figures(row) == [("Here", "10 loans"), ("There", "about 5 loans")]
    (alone,) = whole(programme, reach=Reach.of(here.pk)).indicators
    assert (alone.together, figures(alone)) == ("", [("Here", "10 loans")])


@pytest.mark.parametrize(
    ("how", "said"), [("sum", "18 loans"), ("mean", "6 loans"), ("latest", "")]
)
def test_an_area_reads_the_whole_programmes_figure_where_it_tells_of_no_other_area(
    programme: Programme, loans: of.Indicator, here: Area, there: Area, how: str, said: str
) -> None:
    of.Indicator.objects.update(over_areas=how)
    for area, value in ((here, 10), (there, 5), (an_area(programme, "Yonder"), 3)):
        a_value(loans, area, value=value)

    (row,) = whole(programme, reach=Reach.of(here.pk)).indicators
    assert (row.together, figures(row)) == (said, [("Here", "10 loans")])


def test_an_indicator_of_no_outcome_is_in_the_report_too(
    programme: Programme, loans: of.Indicator, here: Area
) -> None:
    loans.outcomes.clear()
    a_value(loans, here, value=1)
    (row,) = whole(programme).indicators
    assert (row.outcomes, figures(row)) == ((), [("Here", "1 loan")])


def test_a_correction_of_later_is_not_in_the_report_of_before(
    programme: Programme, loans: of.Indicator, here: Area
) -> None:
    first = a_value(loans, here, value=10, superseded_on=LATER)
    a_value(loans, here, value=12, reported_on=LATER, replaces=first, why="Miscounted")

    before, after = (whole(programme, LATER + timedelta(days)).indicators for days in (-1, 0))
    assert [figures(*rows) for rows in (before, after)] == [
        [("Here", "10 loans")],
        [("Here", "12 loans")],
    ]


def test_what_is_missing_follows_from_what_was_found(
    programme: Programme, outcome: of.Outcome, loans: of.Indicator, here: Area
) -> None:
    assert told(programme).gaps == (coverage.NO_DATA,)
    a_value(loans, here, value=10)
    assert told(programme).gaps == (coverage.NO_WORDS,)
    _said(programme, outcome, here, "supports")
    assert told(programme).gaps == (coverage.ONLY_FOR,)


def _said(
    programme: Programme, outcome: of.Outcome, area: Area, stance: str, **fields: Any
) -> of.Excerpt:
    talk = baker.make(
        of.Conversation, programme=programme, area=area, kind="interview", reported_on=PAPER_DAY
    )
    excerpt: of.Excerpt = baker.make(of.Excerpt, conversation=talk, text="Raw words", **fields)
    baker.make(of.Coding, excerpt=excerpt, outcome=outcome, stance=stance, coded_on=PAPER_DAY)
    return excerpt


def test_only_released_words_are_quoted_and_only_from_their_day(
    programme: Programme, outcome: of.Outcome, here: Area, there: Area
) -> None:
    released: dict[str, Any] = {"quotable": "yes", "checked_on": PAPER_DAY, "released_on": LATER}
    _said(
        programme,
        outcome,
        here,
        "supports",
        released_text="It helped",
        said_by="A librarian",
        **released,
    )
    _said(programme, outcome, there, "contradicts")
    _said(
        programme, outcome, here, "mixed", released_text="Gone", withdrawn_on=Q,
        withdrawn_why="Asked to", **released,
    )  # fmt: skip
    everything = found(programme)

    assert (everything.supports, everything.contradicts, everything.mixed) == (1, 1, 1)
    assert [(each.text, each.said_by, each.stance) for each in everything.quotations] == [
        ("It helped", "A librarian", "in support")
    ]
    assert found(programme, LATER - timedelta(1)).quotations == ()
    assert found(programme, reach=Reach.of(there.pk)).quotations == ()
    assert found(programme, reach=Reach.of(there.pk)).supports == 0


def _shown(wave: of.Wave, key: str, columns: tuple[str, ...], counts: Any, **extra: Any) -> None:
    table = Published(Table((REST,), columns, (counts,)), frozenset())
    cells = as_json(Shown(table, extra))
    of.ShownTable.objects.create(wave=wave, key=key, cells=cells, shown_on=LATER)


@pytest.fixture
def pair(programme: Programme, outcome: of.Outcome, here: Area) -> tuple[of.Wave, of.Wave]:
    version = a_survey(programme)
    question = version.questions.get(code="confident")
    question.outcomes.add(outcome)
    before = a_wave(version, "Before", stage="before", area=here)
    after = a_wave(version, "After", stage="after", before=before, area=here)
    for wave, people in ((before, 14), (after, 13)):
        _shown(wave, BASE, (NUMBER,), (people,))
    _shown(after, BASE_OF_PAIRS, (NUMBER,), (12,))
    key = key_of(What(question.pk), by_sector=False, is_pair=True)
    moves = {TOTAL: [[1, 3, 9], [2, 2, 2], [3, 2, 1]]}
    _shown(after, key, MOVES, (1, 2, 9), moves=moves, unpaired={})
    return before, after


def test_before_and_after_as_everybody_was_shown_it_by_the_day(
    programme: Programme, pair: tuple[of.Wave, of.Wave], there: Area
) -> None:
    (row,) = whole(programme).changes

    assert (row.wave, row.place, row.asked, row.outcomes) == (
        "After", "Here", "I feel confident", ("O1",),
    )  # fmt: skip
    assert (row.pairs, row.better, row.same, row.worse) == (12, 9, 2, 1)
    assert row.said == "Exact sign test p = 0.02."
    (earlier,) = whole(programme, LATER - timedelta(1)).changes
    assert (earlier.said, earlier.better) == (NOT_SHOWN, None)
    assert whole(programme, reach=Reach.of(there.pk)).changes == ()


def test_matched_unmatched_and_rate_are_said_of_every_wave(
    programme: Programme, pair: tuple[of.Wave, of.Wave]
) -> None:
    of.Wave.objects.filter(pk=pair[0].pk).update(audience=20)
    before, after = whole(programme).waves
    assert (before.asked, before.answered, before.rate) == (20, 14, "70% of 20")
    assert (before.matched, before.is_paired) == (None, False)
    assert (after.asked, after.answered, after.rate) == (None, 13, "not recorded")
    assert (after.matched, after.is_paired) == (12, True)
    assert {each.answered for each in whole(programme, LATER - timedelta(1)).waves} == {None}


def test_before_without_after_is_a_gap_once_it_was_shown(
    programme: Programme, outcome: of.Outcome
) -> None:
    version = a_survey(programme)
    version.questions.get(code="confident").outcomes.add(outcome)
    wave = a_wave(version, "Before", stage="before")
    baker.make(of.Response, wave=wave, received_on=PAPER_DAY - timedelta(9))
    assert told(programme).gaps == (coverage.NO_DATA,)

    _shown(wave, BASE, (NUMBER,), (7,))
    assert coverage.NO_AFTER in told(programme).gaps
    assert told(programme, LATER - timedelta(1)).gaps == (coverage.NO_DATA,)


def test_ten_times_as_much_costs_no_more_queries(
    programme: Programme, loans: of.Indicator, here: Area, outcome: of.Outcome,
    pair: tuple[of.Wave, of.Wave],
) -> None:  # fmt: skip
    a_value(loans, here, value=1)
    with CaptureQueriesContext(connection) as for_one:
        whole(programme)
    for number in range(2, 12):
        a_value(loans, here, value=number, when=f"2018-{number:02}")
        _said(programme, outcome, here, "supports")
    with CaptureQueriesContext(connection) as for_ten:
        whole(programme)

    assert len(for_one) == len(for_ten) == 3


def test_a_scale_about_an_outcome_is_told_as_its_questions_are(
    programme: Programme, pair: tuple[of.Wave, of.Wave], outcome: of.Outcome
) -> None:
    after = pair[1]
    scale = baker.make(
        of.ScoredScale, version=after.version_asked, code="lonely", name="Loneliness",
        method="ucla-3", more_is_better=False,
    )  # fmt: skip
    scale.outcomes.add(outcome)
    key = key_of(What(scale=scale.pk), by_sector=False, is_pair=True)
    moves = {TOTAL: [[700, 500, 9], [600, 600, 2], [500, 600, 1]]}
    _shown(after, key, MOVES, (9, 2, 1), moves=moves, unpaired={})
    rows = whole(programme).changes

    assert [each.asked for each in rows] == ["I feel confident", "Loneliness"]
    assert (rows[1].better, rows[1].same, rows[1].worse) == (9, 2, 1)


def test_a_story_is_named_as_it_was_published_where_it_may_be_read(
    programme: Programme, outcome: of.Outcome, here: Area, there: Area
) -> None:
    story = baker.make(
        of.Story, programme=programme, area=here, slug="warm", title="The next draft",
        kind="case-study", state="published", consent="given",
    )  # fmt: skip
    story.outcomes.add(outcome)
    baker.make(of.StoryEdition, story=story, number=1, snapshot={"title": "Warm welcome"})
    today = timezone.localdate()

    assert found(programme, today).stories == ("Warm welcome",)
    assert found(programme, today - timedelta(1)).stories == ()
    assert found(programme, today, Reach.of(there.pk)).stories == ()
