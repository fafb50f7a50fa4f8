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
from evaluation.findings import NOT_SHOWN
from evaluation.parts import FoundRow, IndicatorRow, OutcomeRow
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


def told(programme: Programme, as_at: date = Q, reach: Reach = EVERYTHING) -> OutcomeRow:
    part = evaluation_part(programme, as_at=as_at, reach=reach)
    return part.frameworks[0].outcomes[0]


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

    assert found(programme).indicators == (
        IndicatorRow(
            "Loans", "Here", "about 150.5 loans", "September 2019", "100.5 loans, January 2019",
            "200 loans", "50 loans more than the baseline (the wished way); 49.5 loans short of"
            " the target",
        ),
    )  # fmt: skip


def test_areas_are_put_together_for_the_nation_and_not_shown_to_each_other(
    programme: Programme, loans: of.Indicator, here: Area, there: Area
) -> None:
    a_value(loans, here, value=10)
    a_value(loans, there, value=5, qualifier="about")

    assert [(row.place, row.figure) for row in found(programme).indicators] == [
        ("All together (added up)", "about 15 loans"),
        ("Here", "10 loans"),
        ("There", "about 5 loans"),
    ]
    alone = found(programme, reach=Reach.of(here.pk)).indicators
    assert [(row.place, row.figure) for row in alone] == [("Here", "10 loans")]


def test_a_correction_of_later_is_not_in_the_report_of_before(
    programme: Programme, loans: of.Indicator, here: Area
) -> None:
    first = a_value(loans, here, value=10, superseded_on=LATER)
    a_value(loans, here, value=12, reported_on=LATER, replaces=first, why="Miscounted")

    before, after = (found(programme, LATER + timedelta(days)).indicators for days in (-1, 0))
    assert (before[0].figure, after[0].figure) == ("10 loans", "12 loans")


def test_what_is_missing_follows_from_what_was_found(
    programme: Programme, outcome: of.Outcome, loans: of.Indicator, here: Area
) -> None:
    assert told(programme).gaps == (coverage.NO_DATA,)
    a_value(loans, here, value=10)
    assert told(programme).gaps == ()
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
    whole = found(programme)

    assert (whole.supports, whole.contradicts, whole.mixed) == (1, 1, 1)
    assert [(each.text, each.said_by) for each in whole.quotations] == [
        ("It helped", "A librarian")
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
    (result,) = found(programme).results

    assert (result.wave, result.asked) == ("After", "I feel confident")
    assert "12 people we could match" in result.sentences[0]
    assert "9 improved, 2 stayed the same, 1 got worse" in result.sentences[0]
    (earlier,) = found(programme, LATER - timedelta(1)).results
    assert earlier.sentences == (NOT_SHOWN,)
    assert found(programme, reach=Reach.of(there.pk)).results == ()


def test_before_without_after_is_a_gap(programme: Programme, pair: tuple[of.Wave, of.Wave]) -> None:
    baker.make(of.Response, wave=pair[0], received_on=PAPER_DAY - timedelta(9))
    assert coverage.NO_AFTER in told(programme).gaps


def test_ten_times_as_much_costs_no_more_queries(
    programme: Programme, loans: of.Indicator, here: Area, outcome: of.Outcome,
    pair: tuple[of.Wave, of.Wave],
) -> None:  # fmt: skip
    a_value(loans, here, value=1)
    with CaptureQueriesContext(connection) as for_one:
        found(programme)
    for number in range(2, 12):
        a_value(loans, here, value=number, when=f"2018-{number:02}")
        _said(programme, outcome, here, "supports")
    with CaptureQueriesContext(connection) as for_ten:
        found(programme)

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
    results = found(programme).results

    assert [each.asked for each in results] == ["I feel confident", "Loneliness"]
    assert "9 improved, 2 stayed the same, 1 got worse" in results[1].sentences[0]


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
