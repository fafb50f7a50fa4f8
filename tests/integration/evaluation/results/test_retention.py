"""Raw answers go on their day, whatever is killed on the way; what was counted of them stays."""

from datetime import date, timedelta

import pytest

from evaluation.actions import retention as do
from evaluation.actions.counting import count_all
from evaluation.actions.deletion_warnings import AHEAD, warn
from evaluation.actions.publishing import publish
from evaluation.emails import DELETED_SOON
from evaluation.models import Answer, Deletion, Match, PairTally, Response, ShownTable, Tally, Wave
from evaluation.selectors import tallies as ask
from partnership.dates import day_words
from partnership.people.models import Email, Role
from partnership.programmes.models import Programme
from tests.support.answer_records import answers
from tests.support.builders import a_person
from tests.support.reading import client_of, read

pytestmark = pytest.mark.django_db
Pair = tuple[Wave, Wave]


@pytest.fixture
def answered(pair: Pair) -> Pair:
    """Seven people answered both times; one code was mistyped."""
    for number in range(7):
        for wave, point in zip(pair, (2, 4), strict=True):
            code = [str(number), "b", "x" if number == 6 and wave.before else "c"]
            answers(wave, {"confident": point, "words": "In my own words"}, code=code)
    return pair


def due(wave: Wave) -> date:
    return wave.delete_on


def test_on_its_day_all_raw_answers_codes_and_matches_go_and_figures_stay(answered: Pair) -> None:
    assert do.delete_due(due(answered[1])) == 14

    assert not Response.objects.exists()
    assert not Answer.objects.exists()
    assert not Match.objects.exists()
    assert ask.responded(answered) == {answered[0].pk: 7, answered[1].pk: 7}
    assert ask.matched([answered[1]]) == {answered[1].pk: 6}
    assert ShownTable.objects.filter(wave=answered[1], key__startswith="pair.").exists()


def test_the_log_says_how_many_went_and_when(answered: Pair) -> None:
    do.delete_due(due(answered[1]))

    line = Deletion.objects.get(wave=answered[1])
    assert (line.reason, line.responses, line.on) == ("retention", 7, due(answered[1]))


def test_evaluators_read_the_log_and_others_that_answers_went(answered: Pair) -> None:
    do.delete_due(due(answered[1]))
    programme = answered[1].programme
    where = f"/programmes/{programme.slug}/waves/{answered[1].slug}/"
    evaluator, viewer = (
        read(client_of(a_person(role, programme)), where) for role in (Role.EVALUATOR, Role.VIEWER)
    )

    line = f"The single answers and codes of 7 were deleted on {day_words(due(answered[1]))}."
    assert line in evaluator
    assert line not in viewer
    assert "Single answers were deleted on" in viewer


def test_the_day_before_nothing_goes(answered: Pair) -> None:
    assert do.delete_due(due(answered[1]) - timedelta(1)) == 0
    assert Response.objects.count() == 14


def test_done_again_it_does_nothing_more(answered: Pair) -> None:
    do.delete_due(due(answered[1]))

    assert do.delete_due(due(answered[1])) == 0
    assert Deletion.objects.count() == 2


def test_killed_between_two_lots_it_goes_on_where_it_was(
    answered: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(do, "AT_A_TIME", 3)
    with monkeypatch.context() as patched:
        _killed_after(patched, lots=2)
        with pytest.raises(KeyboardInterrupt):
            do.delete_due(due(answered[1]))
    pairs, tallies = PairTally.objects.count(), Tally.objects.count()
    assert 0 < Response.objects.count() < 14

    assert do.delete_due(due(answered[1])) == 14 - 6
    assert sum(Deletion.objects.values_list("responses", flat=True)) == 14
    assert (PairTally.objects.count(), Tally.objects.count()) == (pairs, tallies)
    assert ask.matched([answered[1]]) == {answered[1].pk: 6}


def _killed_after(monkeypatch: pytest.MonkeyPatch, *, lots: int) -> None:
    """The log of a further lot is never written."""
    done, log = [], do._log

    def die(*told: object) -> None:
        done.append(told)
        if len(done) > lots:
            raise KeyboardInterrupt
        log(*told)  # type: ignore[arg-type]

    monkeypatch.setattr(do, "_log", die)


def test_counting_after_the_deletion_changes_no_figure(answered: Pair) -> None:
    do.delete_due(due(answered[1]))
    before = sorted(Tally.objects.values_list("key", "answers"))
    count_all(on=due(answered[1]))

    assert sorted(Tally.objects.values_list("key", "answers")) == before
    assert publish(answered[1], on=due(answered[1]) + timedelta(1)) == 0


def test_a_before_wave_that_goes_first_leaves_the_pairs(answered: Pair) -> None:
    before, after = answered
    Wave.objects.filter(pk=after.pk).update(delete_on=due(after) + timedelta(100))
    do.delete_due(due(before))

    assert Response.objects.count() == 7
    assert ask.matched([after]) == {after.pk: 6}
    count_all(on=due(before))
    assert ask.matched([after]) == {after.pk: 6}


def test_evaluators_are_told_once_four_weeks_before(answered: Pair, programme: Programme) -> None:
    evaluator = a_person(Role.EVALUATOR, programme)
    a_person(Role.VIEWER, programme)
    on = due(answered[1]) - AHEAD

    assert warn(on=on - timedelta(1)) == 0
    assert [warn(on=on), warn(on=on + timedelta(1))] == [2, 2]
    assert [each.user for each in Email.objects.all()] == [evaluator, evaluator]


def test_a_warning_of_a_day_that_was_moved_is_not_sent(
    answered: Pair, programme: Programme
) -> None:
    a_person(Role.EVALUATOR, programme)
    warn(on=due(answered[1]) - AHEAD)
    Wave.objects.filter(pk=answered[1].pk).update(delete_on=due(answered[1]) + timedelta(50))

    told = {row.about["wave"]: DELETED_SOON.words(row) for row in Email.objects.all()}
    assert told[answered[1].pk] is None
    assert told[answered[0].pk] is not None
