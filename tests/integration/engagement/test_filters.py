"""A filter is drawn once for what it offers and was asked, and anew for anything else."""

from typing import Any

import pytest
from django.test import Client

from partnership.programmes.models import Programme
from pilots.models import Area
from pilots.views import filter_html
from tests.support.builders import a_kind

pytestmark = pytest.mark.django_db
PAGES = ("events/", "events/calendar/", "engagement/")


def shown(client: Client, programme: Programme, where: str) -> str:
    answer = client.get(f"/programmes/{programme.slug}/{where}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("where", PAGES)
def test_a_new_choice_is_offered_at_once(
    viewer: Client, programme: Programme, area: Area, where: str
) -> None:
    assert "Storytelling walk" not in shown(viewer, programme, where)

    a_kind(programme, "Storytelling walk")
    Area.objects.filter(pk=area.pk).update(name="Arran & the Cumbraes")

    told = shown(viewer, programme, where)
    assert "Storytelling walk" in told
    assert "Arran &amp; the Cumbraes" in told


@pytest.mark.parametrize("where", PAGES)
def test_a_filter_that_is_the_same_is_drawn_once(
    viewer: Client, programme: Programme, area: Area, where: str, monkeypatch: Any
) -> None:
    drawn, draw = [], filter_html.render_crispy_form
    monkeypatch.setattr(
        filter_html, "render_crispy_form", lambda form: (drawn.append(form), draw(form))[1]
    )
    a_kind(programme, f"Kind for {where}")  # so that no earlier page was the same

    first, second = (shown(viewer, programme, where) for _ in range(2))

    assert len(drawn) == 1
    assert f"Kind for {where}" in first
    assert f"Kind for {where}" in second


def test_what_was_asked_is_shown_as_chosen(viewer: Client, programme: Programme) -> None:
    a_kind(programme, "Walk")
    slug = programme.event_kinds.get().slug

    assert f'value="{slug}" selected' in shown(viewer, programme, f"events/?kind={slug}")
    assert f'value="{slug}" selected' not in shown(viewer, programme, "events/")
