"""On which template a body is reported to: chosen from a day on, taken back before it holds."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from partnership.reports.actions import bodies as do
from partnership.reports.actions import templates as templates_do
from partnership.reports.models import TemplateChoice
from partnership.reports.templates import ensure_templates, template_for
from pilots.models import ReportingBody
from tests.integration.report_templates.test_pages import sent, text

OWN = "/programmes/co-creating/reporting-bodies/north-ayrshire-ijb/"
SOON = timezone.localdate() + timedelta(days=40)


@pytest.fixture
def managing(client: Client, manager: User, body: ReportingBody) -> Client:
    client.force_login(manager)
    return client


def test_another_template_holds_from_its_day(managing: Client, body: ReportingBody) -> None:
    templates = ensure_templates(body.programme)
    path = f"{OWN}template/"

    sent(managing, path, template=templates["sbar"].pk, from_on="2020-01-01")
    sent(managing, path, template=templates["national"].pk, from_on="2020-01-01")

    assert template_for(body, date(2019, 12, 31)).slug == "ijb"
    assert template_for(body, date(2020, 1, 1)).slug == "national"
    assert TemplateChoice.objects.filter(body=body).count() == 1


def test_a_choice_that_does_not_hold_yet_is_taken_back(
    managing: Client, body: ReportingBody, manager: User
) -> None:
    templates = ensure_templates(body.programme)
    for name, day in (("sbar", "2020-01-01"), ("national", SOON)):
        sent(managing, f"{OWN}template/", template=templates[name].pk, from_on=day)
    path = f"{OWN}template/{SOON}/remove/"
    assert path in text(managing, OWN)
    assert templates["national"].name in text(managing, path)

    assert managing.post(path).status_code == 302

    assert template_for(body, SOON).slug == "sbar"
    gone = TemplateChoice.history.filter(history_type="-").get()
    assert (gone.history_user, gone.from_on) == (manager, SOON)
    text(managing, path, 404)
    text(managing, f"{OWN}template/soon/remove/", 404)


def test_a_choice_that_holds_stays(managing: Client, body: ReportingBody, manager: User) -> None:
    today = timezone.localdate()
    sbar = ensure_templates(body.programme)["sbar"]
    do.choose_template(body=body, template=sbar, from_on=today, by=manager)
    path = f"{OWN}template/{today}/remove/"
    assert path not in text(managing, OWN)

    page = managing.post(path).content.decode()

    assert "Choose another template from a later day on" in page
    assert template_for(body, today) == sbar


def test_of_two_who_take_a_choice_back_one_is_told(body: ReportingBody, manager: User) -> None:
    sbar = ensure_templates(body.programme)["sbar"]
    do.choose_template(body=body, template=sbar, from_on=SOON, by=manager)
    do.drop_choice(body=body, from_on=SOON, by=manager)
    with pytest.raises(RefusedError, match="meanwhile"):
        do.drop_choice(body=body, from_on=SOON, by=manager)


def test_a_template_without_a_published_version_is_not_offered(
    managing: Client, body: ReportingBody, manager: User, programme: Programme
) -> None:
    draft = templates_do.begin_template(programme=programme, name="Own", like=None, by=manager)

    answer = sent(managing, f"{OWN}template/", template=draft.template.pk, from_on="2020-01-01")

    assert answer.status_code == 200
    with pytest.raises(RefusedError, match="publish it first"):
        do.choose_template(body=body, template=draft.template, from_on=SOON, by=manager)
