"""The event's feedback pages: opened, closed, typed in from paper, set aside, read."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.actions import feedback_answers as do
from pilots.models import Event, EventFeedback, FeedbackAnswer, FeedbackForm, FeedbackTally
from tests.support.builders import a_person
from tests.support.posting import opened

TODAY = timezone.localdate
SignIn = Callable[[Role | None], Client]


@pytest.fixture
def manager(signed_in: SignIn, event: Event) -> Client:
    return signed_in(Role.PROGRAMME_MANAGER)


@pytest.fixture
def evaluator(signed_in: SignIn, event: Event) -> Client:
    return signed_in(Role.EVALUATOR)


def at(event: Event, name: str, *args: str) -> str:
    return reverse(name, args=[event.programme.slug, event.slug, *args])


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def answers(form: FeedbackForm, number: int, point: int = 5, comment: str = "") -> None:
    for _ in range(number):
        said = do.Said(point, comment)
        do.take_answer(form=form, key=uuid4(), said=said, on=TODAY())


# -- The form -----------------------------------------------------------------------------


def test_a_form_is_made_once_with_the_days_that_are_proposed(manager: Client, event: Event) -> None:
    typed = opened(manager, at(event, "event-feedback-ask"))
    for _ in range(2):
        answer = manager.post(at(event, "event-feedback-ask"), typed)
        assert answer["Location"] == at(event, "event-feedback")

    form = FeedbackForm.objects.get()
    assert (form.opens_on, form.closes_on) == (TODAY(), TODAY() + timedelta(days=14))
    assert form.asks_comment
    assert f"/feedback/{form.code}/" in text(manager, at(event, "event-feedback"))


def test_a_planned_events_form_opens_on_its_day(manager: Client, event: Event) -> None:
    day = TODAY() + timedelta(days=9)
    Event.objects.update(happened=day.isoformat(), status="planned")
    typed = opened(manager, at(event, "event-feedback-ask"))
    assert typed["opens_on"] == day


def test_a_form_that_closes_before_it_opens_is_refused(manager: Client, event: Event) -> None:
    typed = opened(manager, at(event, "event-feedback-ask"))
    typed["closes_on"] = (TODAY() - timedelta(days=1)).isoformat()
    page = manager.post(at(event, "event-feedback-ask"), typed).content.decode()
    assert "would close before it opens" in page
    assert not FeedbackForm.objects.exists()


def test_a_form_is_closed_and_opened_again_under_the_same_link(
    manager: Client, form: FeedbackForm
) -> None:
    for name in ("event-feedback-close", "event-feedback-reopen"):
        there = at(form.event, name)
        manager.post(there, opened(manager, there))
        stands = FeedbackForm.objects.get()
        assert (stands.closed_at is None) == (name == "event-feedback-reopen")
        assert stands.code == form.code
    assert "Opened the form again" in text(manager, at(form.event, "event-feedback"))


def test_the_second_of_two_who_change_the_days_is_told(manager: Client, form: FeedbackForm) -> None:
    there = at(form.event, "event-feedback-change")
    first, second = opened(manager, there), opened(manager, there)
    first["closes_on"] = (TODAY() + timedelta(days=20)).isoformat()
    manager.post(there, first)
    page = manager.post(there, second)

    assert page.status_code == 200
    assert day_words(TODAY() + timedelta(days=20)) in page.content.decode()
    assert FeedbackForm.objects.get().closes_on == TODAY() + timedelta(days=20)


def test_a_member_may_ask_about_an_event_that_they_logged(
    programme: Programme, event: Event
) -> None:
    member = a_person(Role.STEERING_MEMBER, programme)
    Event.objects.update(area=None, happened=TODAY().isoformat())
    client = Client()
    client.force_login(member)
    there = at(event, "event-feedback-ask")

    assert client.get(there).status_code == 403
    Event.objects.update(logged_by=member, group=programme.groups.get())
    assert client.get(there).status_code == 200


# -- Results ------------------------------------------------------------------------------


def test_percentages_come_with_ten_answers_and_the_threshold_is_a_setting(
    manager: Client, form: FeedbackForm
) -> None:
    answers(form, 9)
    few = text(manager, at(form.event, "event-feedback"))
    answers(form, 1)
    enough = text(manager, at(form.event, "event-feedback"))
    Programme.objects.update(counts_only_below=20)
    more_wanted = text(manager, at(form.event, "event-feedback"))

    assert "9 of 9 who answered were satisfied" in few
    assert "%" not in few.split("What people answered")[1].split("Answers one by one")[0]
    assert "100% of 10" in enough
    assert "95% interval 72% to 100%" in enough
    assert "Fewer than 20 answers" in more_wanted


def test_what_a_source_stated_stands_beside_and_is_never_added(
    manager: Client, form: FeedbackForm
) -> None:
    EventFeedback.objects.create(
        event=form.event, position=1, answer="very satisfied", per_cent=94, answers=6
    )
    answers(form, 2)
    page = text(manager, at(form.event, "event"))

    assert "2 of 2 who answered" in page
    assert "94%, 6 answers" in page
    assert "never added to those answers" in page


def test_an_earlier_day_shows_what_had_come_in_by_then(manager: Client, form: FeedbackForm) -> None:
    answers(form, 3)
    Event.objects.update(reported_on=TODAY() - timedelta(days=30))
    FeedbackAnswer.objects.filter(pk=FeedbackAnswer.objects.first().pk).update(  # type: ignore[union-attr]
        received_on=TODAY() - timedelta(days=2)
    )
    past = f"?as_at={(TODAY() - timedelta(days=1)).isoformat()}"
    assert "1 of 1 who answered" in text(manager, at(form.event, "event") + past)
    assert "3 of 3 who answered" in text(manager, at(form.event, "event"))


def test_the_ways_they_came_are_those_of_the_day_that_is_looked_at(
    manager: Client, form: FeedbackForm
) -> None:
    answers(form, 3)
    Event.objects.update(reported_on=TODAY() - timedelta(days=30))
    first, second, third = FeedbackAnswer.objects.order_by("pk")
    FeedbackAnswer.objects.filter(pk__in=[first.pk, second.pk]).update(
        received_on=TODAY() - timedelta(days=2)
    )
    aside = {"event": form.event, "why": "a trial", "by": a_person()}
    do.set_aside(answers=[second.pk, third.pk], **aside)
    past = f"?as_at={(TODAY() - timedelta(days=1)).isoformat()}"
    page = text(manager, at(form.event, "event-feedback") + past)

    assert "1 of 1 who answered was" in page
    assert "Forms came 1 by link or QR code." in page
    assert "1 more answer is set aside and not counted: a trial (1)." in page


def test_a_cancelled_events_form_is_not_opened_again(manager: Client, form: FeedbackForm) -> None:
    there = at(form.event, "event-feedback-reopen")
    typed = opened(manager, there)
    Event.objects.update(status="cancelled")
    page = text(manager, at(form.event, "event-feedback"))

    assert "nobody to ask" in manager.post(there, typed).content.decode()
    assert "The event was cancelled." in page
    assert "Open it again" not in page
    assert "Type in" not in page


def test_the_page_costs_the_same_for_many_answers(
    manager: Client, form: FeedbackForm, queries_of: Any
) -> None:
    answers(form, 1, comment="x")
    pages = [at(form.event, name) for name in ("event-feedback", "event-feedback-answers")]
    one = [queries_of(manager, page) for page in pages]
    answers(form, 49, 4, comment="y")

    assert [queries_of(manager, page) for page in pages] == one
    assert max(one) <= 15


# -- Comments, and answers set aside -----------------------------------------------------


def test_comments_are_read_by_evaluators_alone(
    manager: Client, evaluator: Client, signed_in: SignIn, form: FeedbackForm
) -> None:
    answers(form, 1, comment="The lift was broken")
    there = at(form.event, "event-feedback-answers")

    assert "The lift was broken" in text(evaluator, there)
    assert "The lift was broken" not in text(manager, there)
    assert signed_in(Role.VIEWER).get(there).status_code == 403
    for name in ("event", "event-feedback"):
        assert "The lift was broken" not in text(evaluator, at(form.event, name))


def test_an_answer_set_aside_is_kept_not_counted_and_told_in_the_history(
    evaluator: Client, form: FeedbackForm
) -> None:
    answers(form, 3)
    there = at(form.event, "event-feedback-answers")
    answer = FeedbackAnswer.objects.first()
    assert answer
    version = Event.objects.get().version

    evaluator.post(there, {"answers": [answer.pk], "why": "tried out by staff", "aside": "1"})

    assert FeedbackTally.objects.get(satisfaction=5).answers == 2
    assert "tried out by staff" in text(evaluator, there)
    why = Event.history.first().history_change_reason
    assert why == "Feedback: set 1 answer aside: tried out by staff"
    assert Event.objects.get().version == version  # nobody who edits the event is disturbed

    evaluator.post(there, {"answers": [answer.pk], "again": "1"})
    assert FeedbackTally.objects.get(satisfaction=5).answers == 3


def test_without_a_reason_or_of_another_event_nothing_is_set_aside(
    evaluator: Client, form: FeedbackForm
) -> None:
    answers(form, 1)
    pk = FeedbackAnswer.objects.get().pk
    there = at(form.event, "event-feedback-answers")

    assert "Say why" in evaluator.post(there, {"answers": [pk], "aside": "1"}).content.decode()
    evaluator.post(there, {"answers": [pk + 1], "why": "not ours", "aside": "1"})
    assert FeedbackTally.objects.get(satisfaction=5).answers == 1


def test_answers_that_come_meanwhile_do_not_stand_in_the_way(
    evaluator: Client, form: FeedbackForm
) -> None:
    answers(form, 1)
    there = at(form.event, "event-feedback-answers")
    pk = FeedbackAnswer.objects.get().pk
    answers(form, 60)  # it is on the second page by now

    evaluator.post(there, {"answers": [pk], "why": "a trial", "aside": "1"})
    assert FeedbackAnswer.objects.get(pk=pk).set_aside_why == "a trial"


@pytest.mark.parametrize("key", ["x", "-1", "9" * 30])
def test_what_is_no_answer_is_refused(evaluator: Client, form: FeedbackForm, key: str) -> None:
    there = at(form.event, "event-feedback-answers")
    assert evaluator.post(there, {"answers": [key], "why": "x", "aside": "1"}).status_code == 200


def test_a_page_that_comes_back_keeps_what_was_ticked(
    evaluator: Client, form: FeedbackForm
) -> None:
    answers(form, 2)
    pk = FeedbackAnswer.objects.latest("pk").pk
    page = evaluator.post(at(form.event, "event-feedback-answers"), {"answers": [pk]})
    content = page.content.decode()

    assert f'value="{pk}" checked' in content
    assert content.count(" checked") == 1
    assert 'id="id_why_error"' in content


# -- Paper ----------------------------------------------------------------------------------


def test_piles_of_paper_forms_are_typed_in_once(manager: Client, event: Event) -> None:
    there = at(event, "event-feedback-papers")
    typed = opened(manager, there) | {"point_5": 12, "point_4": 7, "none": 1}
    for _ in range(3):
        assert manager.post(there, typed).status_code == 302

    assert FeedbackAnswer.objects.filter(channel="paper").count() == 20
    given = dict(FeedbackTally.objects.values_list("satisfaction", "answers"))
    assert given == {5: 12, 4: 7, 3: 0, 2: 0, 1: 0}


@pytest.mark.parametrize("number", ["", "-1", "1001", "many"])
def test_what_is_no_number_of_forms_is_said(manager: Client, event: Event, number: str) -> None:
    there = at(event, "event-feedback-papers")
    page = manager.post(there, opened(manager, there) | {"point_5": number})
    assert page.status_code == 200
    assert not FeedbackAnswer.objects.exists()


def test_forms_are_typed_in_one_a_row_with_what_people_wrote(manager: Client, event: Event) -> None:
    there = at(event, "event-feedback-one-paper")
    typed = {"tick_1": "2", "comment_1": "Loud", "tick_2": "0", "comment_3": "No tick, but this"}
    sent = manager.post(there, opened(manager, there) | typed)
    stored = FeedbackAnswer.objects.order_by("pk").values_list("satisfaction", "comment", "channel")

    assert list(stored) == [
        (2, "Loud", "paper"),
        (None, "", "paper"),
        (None, "No tick, but this", "paper"),
    ]
    assert FeedbackAnswer.objects.exclude(by=None).count() == 3
    page = text(manager, sent["Location"])
    assert "3 paper forms are saved and counted: 1 dissatisfied, 2 without a tick." in page
    assert "3 paper forms are typed in so far: 1 dissatisfied, 2 without a tick." in page


def test_more_rows_than_the_page_had_are_all_taken(manager: Client, event: Event) -> None:
    there = at(event, "event-feedback-one-paper")
    typed = {f"tick_{number}": "4" for number in range(1, 38)}
    manager.post(there, opened(manager, there) | typed)
    assert FeedbackAnswer.objects.count() == 37


@pytest.mark.parametrize("tick", ["6", "-1", "x", "55"])
def test_a_row_that_is_wrong_is_named_and_nothing_is_lost(
    manager: Client, event: Event, tick: str
) -> None:
    there = at(event, "event-feedback-one-paper")
    typed = {"tick_1": "5", "tick_12": tick, "comment_12": "Kept"}
    page = manager.post(there, opened(manager, there) | typed).content.decode()

    assert 'href="#id_tick_12"' in page
    assert "Form 12: type 5 for very satisfied" in page
    assert 'value="Kept"' in page
    assert not FeedbackAnswer.objects.exists()


def test_empty_rows_are_said_and_nothing_is_stored(manager: Client, event: Event) -> None:
    there = at(event, "event-feedback-one-paper")
    page = manager.post(there, opened(manager, there)).content.decode()
    assert "Nothing was typed" in page


@pytest.mark.parametrize("name", ["event-feedback-papers", "event-feedback-one-paper"])
def test_what_was_typed_in_by_mistake_is_taken_back_once(
    manager: Client, event: Event, form: FeedbackForm, name: str
) -> None:
    answers(form, 1)
    there = at(event, name)
    typed = {"point_5": 2, "none": 1, "tick_1": "5", "tick_2": "5", "tick_3": "0"}
    for _ in range(2):  # two batches: one stays
        saved = manager.post(there, opened(manager, there) | typed)["Location"]
    batch = saved.split("saved=")[1]
    assert f'name="undo" value="{batch}"' in text(manager, saved)

    told = [manager.post(there, {"undo": batch}, follow=True).content.decode() for _ in range(2)]

    assert "3 paper forms are taken back" in told[0]
    assert "taken back already" in told[1]
    assert FeedbackTally.objects.get(satisfaction=5).answers == 3
    assert FeedbackAnswer.objects.filter(set_aside_why="typed in by mistake").count() == 3
    assert "3 more answers are set aside and not counted: typed in by mistake (3)." in text(
        manager, at(event, "event-feedback")
    )


def test_papers_of_a_cancelled_event_are_refused(manager: Client, event: Event) -> None:
    there = at(event, "event-feedback-papers")
    typed = opened(manager, there) | {"point_5": 1}
    Event.objects.update(status="cancelled")
    assert "cancelled" in manager.post(there, typed).content.decode()
    assert not FeedbackAnswer.objects.exists()
