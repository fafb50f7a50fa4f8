"""Faults A6, A16 and A17 for updates: too much, anything at all, and more than was asked for."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from milestones.addresses import delivery_address
from milestones.forms.rebaseline import AgreedDateForm
from milestones.models import Delivery, DeliveryUpdate
from milestones.on_track import token_for
from partnership.people.models import Role
from pilots.forms.fields import ProseField
from tests.support.builders import a_decision, a_group, a_person
from tests.support.plans import a_milestone, a_plan, write_down
from tests.support.posting import errors, opened, send

PAGES = {
    "delivery-update": (), "delivery-still-on-track": (), "delivery-agreed-date": (),
    "delivery-not-needed": (), "delivery-judge": (), "delivery-take-back": (),
    "delivery-output": (1,), "delivery-output-remove": (1,), "delivery-owner": (),
}  # fmt: skip
NAMES = (
    "stage", "done_on", "expected", "forecast_on", "reason", "note", "reported_on", "once_key",
    "seen_version", "next", "output_1", "output_1_link", "output_1_event", "output_1_words", "show",
    "agreed_on", "decision", "rag", "ends_on", "words", "link", "event", "drops_file", "why",
    "owner", "owner_post", "page", "as_at",
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=30),
    st.dates().map(str),
    st.sampled_from(
        [
            "complete",
            "started",
            "other",
            "same",
            "\x00",
            "9" * 400,
            "-1",
            "‮",
            "on",
            "Red",
            "drop-it",
        ]
    ),
)


def a_delivery() -> Delivery:
    """With an output, and a decision that could move it."""
    milestone = a_milestone(a_plan(areas=1), "M1", due_month=12)
    milestone.outputs.create(number=1, text="A portfolio")
    write_down(milestone.programme)
    a_decision(a_group(milestone.programme), "Drop it", authorises_plan_change=True)
    return milestone.deliveries.get()


def manager_of(delivery: Delivery) -> Client:
    client = Client()
    client.force_login(a_person(Role.PROGRAMME_MANAGER, delivery.programme))
    return client


def address_of(delivery: Delivery, name: str) -> str:
    slug = delivery.programme.slug
    if name == "delivery-on-track":
        return reverse(name, args=[slug, token_for(delivery)])
    if name == "milestone-updates":
        return reverse(name, args=[slug])
    return delivery_address(name, delivery, *PAGES[name])


class WhateverIsSent(TestCase):
    """Properties that need a database."""

    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(
        st.sampled_from([*PAGES, "delivery-on-track", "milestone-updates"]),
        st.dictionaries(st.sampled_from(NAMES), VALUES),
        st.sampled_from(["look", "send"]),
    )
    def test_it_is_answered_in_words(self, name: str, sent: dict[str, str], how: str) -> None:
        delivery = a_delivery()
        client, address = manager_of(delivery), address_of(delivery, name)

        if how == "send":
            first = {"seen_version": 1, "once_key": "7c3f5a52-4f5c-4d35-8a53-0f2a4a4cb2c1"}
            answer = client.post(address, first | sent)
        else:
            answer = client.get(address, sent, headers={"HX-Request": "true"})

        assert answer.status_code in (200, 302, 400, 405)  # 400: no key types it; 405: no such way
        assert DeliveryUpdate.objects.count() <= 1


LONG = {
    "delivery-update": "note",
    "delivery-on-track": "note",
    "delivery-agreed-date": "reason",
    "delivery-not-needed": "reason",
    "delivery-judge": "reason",
    "delivery-output": "words",
}


@pytest.fixture
def delivery(db: None) -> Delivery:
    return a_delivery()


@pytest.mark.parametrize(("name", "field"), LONG.items())
def test_two_megabytes_of_text_are_refused_at_their_field(
    delivery: Delivery, name: str, field: str
) -> None:
    if name == "delivery-on-track":  # where one can still press
        Delivery.objects.update(baseline_on="2999-12-31")
    said = errors(send(manager_of(delivery), address_of(delivery, name), **{field: "a " * 10**6}))

    assert "characters or fewer" in said[field][0]
    assert not DeliveryUpdate.objects.exists()


def test_without_the_limit_the_text_would_be_taken(
    delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ProseField, "run_validators", lambda self, value: None)

    send(manager_of(delivery), address_of(delivery, "delivery-update"), note="a " * 10**6)

    assert len(DeliveryUpdate.objects.get().note) > 10**6


def test_more_than_a_form_can_hold_is_refused_as_a_whole(delivery: Delivery) -> None:
    answer = send(
        manager_of(delivery), address_of(delivery, "delivery-judge"), reason="a" * 3 * 10**6
    )

    assert answer.status_code == 400


MORE = {
    "delivery": "2", "by": "1", "area": "area-1", "baseline_on": "2001-01-01", "version": "99",
    "agreed_on": "2020-06-30", "decision": "drop-it", "owner": "Me", "works_to": "7",
    "number": "77", "source": "1", "reported_by": "Nobody", "stands_until": "2001-01-01",
}  # fmt: skip


def fixed(delivery: Delivery) -> dict[str, Any]:
    return Delivery.objects.values("area", "baseline_on", "owner", "works_to").get(pk=delivery.pk)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("delivery-update", {"note": "x", "stage": "started"}),
        ("delivery-judge", {"rag": "Red", "reason": "x"}),
        ("delivery-output", {"words": "x"}),
    ],
)
def test_what_a_form_does_not_ask_for_changes_nothing(
    delivery: Delivery, name: str, typed: dict[str, str]
) -> None:
    before = fixed(delivery)

    assert (
        send(manager_of(delivery), address_of(delivery, name), **MORE, **typed).status_code == 302
    )

    assert fixed(delivery) == before
    for update in DeliveryUpdate.objects.all():
        assert (update.number, update.said_agreed_on, update.decision) == (1, None, None)
        assert (update.reported_by, update.source) == ("", None)


def test_a_form_that_passed_on_all_it_got_would_be_told_by_the_action(
    delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An action takes what it names, and nothing else."""
    monkeypatch.setattr(AgreedDateForm, "given", lambda self: dict(self.data.items()))
    client, address = manager_of(delivery), address_of(delivery, "delivery-agreed-date")
    typed = opened(client, address) | {
        "agreed_on": "2020-06-30", "decision": "drop-it", "reason": "So",
    }  # fmt: skip

    with pytest.raises(TypeError, match="keyword argument"):
        client.post(address, typed | MORE)
