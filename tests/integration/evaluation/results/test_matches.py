"""Who answered before and after is found by the code, and a doubt is left to a person."""

from datetime import timedelta

import pytest
from django.utils import timezone

from evaluation.actions import matches as do
from evaluation.actions.leaving import delete_by_code
from evaluation.actions.tallies import rebuild_pairs, tally_wave, untally
from evaluation.actions.waves import close_wave
from evaluation.models import Match, PairTally, Response, ShownTable, SurveyVersion, Wave
from evaluation.rules.tallying import ALL, What, Who
from evaluation.secrets import hashes_of_code
from evaluation.selectors import tallies as ask
from evaluation.selectors.matches import match_counts
from partnership.people.models import Role
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from tests.support.answer_records import a_pair, a_questionnaire, answers
from tests.support.builders import a_person, an_area

pytestmark = pytest.mark.django_db
Pair = tuple[Wave, Wave]


def code(text: str) -> list[str]:
    """A code of three parts, each a letter: digests in earnest."""
    return list(text)


def meets(pair: Pair, first: str, second: str, before: int = 2, after: int = 4) -> None:
    """One person answers both times, with these codes."""
    answers(pair[0], {"confident": before}, code=code(first))
    answers(pair[1], {"confident": after}, code=code(second))


def test_the_same_code_matches_at_once_and_its_change_is_counted(pair: Pair) -> None:
    meets(pair, "abc", "abc")
    meets(pair, "xyz", "uvw")

    assert do.match_waves(pair[1]) == 1
    what = What(pair[1].version_asked.questions.get(code="confident").pk)
    assert ask.pairs(pair[1])[what, Who()] == {(2, 4): 1}


def test_what_came_just_before_a_wave_is_closed_is_matched_and_shown(
    version: SurveyVersion, programme: Programme
) -> None:
    today = timezone.localdate()
    days = {"closes_on": today, "delete_on": today + timedelta(9), "asks_code": True}
    pair, evaluator = a_pair(version, **days), a_person(Role.EVALUATOR, programme)
    for letter in "abcde":
        meets(pair, letter * 3, letter * 3)
    for wave in pair:
        close_wave(wave=wave, seen=wave.version, by=evaluator)

    assert ask.matched([pair[1]]) == {pair[1].pk: 5}
    assert ShownTable.objects.filter(wave=pair[1], key__startswith="pair.").exists()


def test_one_part_that_differs_is_proposed_and_counts_once_confirmed(
    pair: Pair, programme: Programme
) -> None:
    meets(pair, "abc", "abX")
    assert do.match_waves(pair[1]) == 0
    found = Match.objects.get()
    assert (found.how, found.state, found.differs) == ("near", "proposed", 2)

    do.decide(match=found, is_same=True, by=a_person(Role.EVALUATOR, programme))
    assert ask.matched([pair[1]]) == {pair[1].pk: 1}


def test_what_was_decided_stays_when_waves_are_matched_again(
    pair: Pair, programme: Programme
) -> None:
    meets(pair, "abc", "abX")
    meets(pair, "pqr", "pqr")
    do.match_waves(pair[1])
    by = a_person(Role.EVALUATOR, programme)
    for each in Match.objects.all():
        do.decide(match=each, is_same=False, by=by)
    do.match_waves(pair[1])

    assert set(Match.objects.values_list("how", "state")) == {
        ("near", "rejected"),
        ("exact", "rejected"),
    }
    assert ask.matched([pair[1]]) == {}


def test_a_code_given_twice_in_one_wave_is_nobodys(pair: Pair) -> None:
    meets(pair, "abc", "abc")
    answers(pair[0], {"confident": 5}, code=code("abc"))

    assert do.match_waves(pair[1]) == 0
    assert not Match.objects.exists()
    assert match_counts(pair[1]).ambiguous == (2, 0)


def test_a_second_answer_with_the_code_takes_the_match_back(pair: Pair) -> None:
    meets(pair, "abc", "abc")
    assert do.match_waves(pair[1]) == 1
    answers(pair[1], {"confident": 1}, code=code("abc"))

    assert do.match_waves(pair[1]) == 0
    assert not PairTally.objects.exists()


def test_a_near_match_that_could_be_two_peoples_is_not_proposed(pair: Pair) -> None:
    meets(pair, "abc", "abX")
    answers(pair[1], {"confident": 1}, code=code("abY"))
    do.match_waves(pair[1])

    assert not Match.objects.exists()


def test_responses_without_a_code_stay_unmatched(pair: Pair) -> None:
    answers(pair[0], {"confident": 2})
    answers(pair[1], {"confident": 2})
    answers(pair[1], {"confident": 2}, code=["a", "", "c"])

    assert do.match_waves(pair[1]) == 0
    assert match_counts(pair[1]).without_code == (1, 2)


def test_codes_of_another_length_match_nothing(pair: Pair) -> None:
    meets(pair, "abc", "abc")
    answers(pair[0], {"confident": 2}, code=code("pq"))

    assert do.match_waves(pair[1]) == 1


def test_two_answers_can_not_be_the_match_of_one(pair: Pair, programme: Programme) -> None:
    meets(pair, "abc", "abX")
    do.match_waves(pair[1])
    near = Match.objects.get()
    other = answers(pair[1], {"confident": 1}, code=code("zzz"))
    Match.objects.create(
        wave=pair[1], before=near.before, after=other, how="exact", state="confirmed"
    )

    with pytest.raises(RefusedError, match="already"):
        do.decide(match=near, is_same=True, by=a_person(Role.EVALUATOR, programme))


def test_a_pair_counts_for_the_area_and_sector_given_afterwards(
    pair: Pair, programme: Programme
) -> None:
    first, second = an_area(programme, "Ash"), an_area(programme, "Birch")
    answers(pair[0], {"confident": 2}, code=code("abc"), area=first, sector="health")
    answers(pair[1], {"confident": 3}, code=code("abc"), area=second, sector="council")
    do.match_waves(pair[1])

    whose = {who for what, who in ask.pairs(pair[1]) if what == ALL}
    assert whose == {Who(), Who(area=second.pk), Who(sector="council")}


def test_a_reworded_question_is_held_against_the_one_it_was_made_from(
    programme: Programme, version: SurveyVersion
) -> None:
    later = a_questionnaire(programme, number=2)
    for question in later.questions.all():
        question.same_as = version.questions.get(code=question.code)
        question.save()
    later.questions.filter(code="visits").update(same_as=None)
    before, after = a_pair(version)
    after.version_asked = later
    after.save()
    given = {"confident": 2, "visits": 3, "lonely-1": 1, "lonely-2": 1, "lonely-3": 2}
    answers(before, given, code=code("abc"))
    answers(after, given | {"confident": 5}, code=code("abc"))
    do.match_waves(after)

    told = {what: dict(n) for (what, who), n in ask.pairs(after).items() if who == Who()}
    confident, visits = (What(later.questions.get(code=c).pk) for c in ("confident", "visits"))
    assert told[confident] == {(2, 5): 1}
    assert visits not in told
    assert told[What(scale=later.scales.get().pk)] == {(400, 400): 1}


def test_a_response_that_leaves_leaves_its_pair(pair: Pair) -> None:
    meets(pair, "abc", "abc")
    do.match_waves(pair[1])
    one = Response.objects.get(wave=pair[1])
    untally(one)
    one.delete()
    do.match_waves(pair[1])

    assert not PairTally.objects.exists()


def test_pairs_are_not_counted_anew_once_raw_answers_are_deleted(pair: Pair) -> None:
    meets(pair, "abc", "abc")
    do.match_waves(pair[1])
    Match.objects.all().delete()
    Wave.objects.filter(pk=pair[0].pk).update(deleted_at="2021-01-01T00:00:00Z")

    assert (rebuild_pairs(pair[1]), do.match_waves(pair[1])) == (0, 0)
    assert ask.matched([pair[1]]) == {pair[1].pk: 1}


def test_a_pair_follows_from_either_of_its_waves(pair: Pair) -> None:
    meets(pair, "abc", "abc")
    tally_wave(pair[0])

    assert do.waves_to_match([pair[0]]) == do.waves_to_match([pair[1]]) == [pair[1]]


def test_a_respondent_who_asks_for_deletion_leaves_tallies_and_pairs(pair: Pair) -> None:
    own = ["12", "ab", "7"]
    hashed = hashes_of_code(pair[0].version_asked.survey_id, own)
    for wave in pair:
        answers(wave, {"confident": 4}, code=hashed)
        answers(wave, {"confident": 2}, code=code("xyz"))
        tally_wave(wave)
    assert do.match_waves(pair[1]) == 2

    assert delete_by_code(wave=pair[0], code_parts=own) == 1
    assert ask.matched([pair[1]]) == {pair[1].pk: 1}
    assert ask.responded(pair) == {pair[0].pk: 1, pair[1].pk: 2}
