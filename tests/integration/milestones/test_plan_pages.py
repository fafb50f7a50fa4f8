"""The pages of the plan: versions, drafts, answers and new areas, as people use them."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from milestones.actions import drafts
from milestones.actions.versions import newest_version
from milestones.models import PlanAnswer, PlanVersion
from milestones.plan import PlannedTarget
from partnership.people.models import Role
from partnership.people.refusals import RefusedError
from pilots.actions.test_contexts import remove_context
from pilots.models import Area
from tests.support.builders import a_kind, a_priority_group
from tests.support.drafting import Drafting
from tests.support.people_pages import as_, at, fresh_form, text_of
from tests.support.plans import a_milestone, a_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafting():
    programme = a_plan(areas=2)
    for number in (1, 2, 3):
        a_milestone(programme, f"M{number}", due_month=number * 3)
    a_kind(programme, "Fun day")
    a_priority_group(programme, "Carers")
    return Drafting(programme)


@pytest.fixture
def client(drafting):
    client = Client()
    client.force_login(drafting.manager)
    return client


@pytest.fixture
def area(drafting):
    return drafting.programme.areas.get(slug="area-0")


def said(page: bytes) -> str:
    """The page's words, with single spaces."""
    words = re.sub(r"<[^>]+>", " ", page.decode())
    return re.sub(r"\s+", " ", words)


def sent(client, address, **data) -> str:
    """The page after a form was sent from another, with its messages."""
    return said(client.post(address, data, follow=True).content)


BOXES = ("needs", "_contexts")


def of_row(client, drafting, reference, /, **typed) -> tuple[str, dict]:
    """The address of a row's form, and the form as a browser would send it with this typed."""
    address = at("plan-row", drafting.programme, drafting.row(reference).key)
    return address, a_form(client, address) | typed


def a_form(client, address) -> dict:
    """An untouched form; of boxes that are not ticked a browser sends nothing."""
    form = fresh_form(client, address)
    return {name: value for name, value in form.items() if value or not name.endswith(BOXES)}


# -- Versions -----------------------------------------------------------------------


def test_the_plan_page_names_versions_and_what_waits(drafting, client):
    plan = at("plan", drafting.programme)
    assert "All is answered" not in text_of(client, plan)
    assert "Start a draft of the next version" in text_of(client, plan)
    drafting.change("M1", due_month=4)
    assert "A draft of the next version is under way" in text_of(client, plan)
    drafting.publish()
    text = said(client.get(plan).content)
    assert "Version 2 In force" in text
    assert "Area 0 1 change to accept or decline" in text
    earlier = text_of(client, at("plan", drafting.programme, as_at="2019-06-01"))
    assert "Version 2" not in earlier
    assert "told as it is today" in earlier


def test_a_version_shows_its_rows_and_the_difference(drafting, client):
    drafting.change("M1", due_month=4)
    drafting.drop("M3")
    drafting.publish()
    two = at("plan-version", drafting.programme, 2)
    text = said(client.get(two).content)
    assert "Due before: end of month 3 now: end of month 4" in text
    assert "M3 Title of M3 Dropped It is no longer in the plan." in text
    assert "End of month 6 30 June 2019" in text
    assert "changed M1: due" in text
    assert client.get(two, {"as_at": "2019-06-01"}).status_code == 404
    assert client.get(at("plan-version", drafting.programme, 1)).status_code == 200
    assert client.get(at("plan-version", drafting.programme, 3)).status_code == 404


# -- The draft ------------------------------------------------------------------------


def test_a_draft_is_begun_changed_and_published_by_forms(drafting, client):
    programme = drafting.programme
    client.post(at("plan-draft-start", programme))
    address, typed = of_row(client, drafting, "M1", due_month="5", parts="Ask\nListen")
    typed |= {"output_new1_text": "A report", "output_new1_group": "carers"}
    typed |= {"target_new1_wanted": "4", "target_new1_what": "fun days"}
    typed |= {"target_new1_counts": "events", "target_new1_kind": "fun-day"}
    assert "The milestone is saved in the draft" in sent(client, address, **typed)
    assert "Somebody changed" not in sent(client, address, **typed), "sent twice, saved once"
    row = drafting.row("M1")
    assert (row.due_month, row.parts, row.outputs[0].number) == (5, ("Ask", "Listen"), 1)
    assert row.targets[0].event_kind == "fun-day"
    page = said(client.get(at("plan-draft", programme)).content)
    assert "1 moved. This is what each pilot area will be asked" in page
    publishing = at("plan-publish", programme)
    form = fresh_form(client, publishing) | {"why": "It rained", "decision": "move-the-dates"}
    assert "Version 2 of the plan is published" in sent(client, publishing, **form)
    assert "Version 2 of the plan" in sent(client, publishing, **form), "pressed twice"
    assert newest_version(programme).number == 2


def test_a_row_is_added_moved_dropped_and_restored(drafting, client):
    programme, page = drafting.programme, at("plan-draft", drafting.programme)
    assert drafting.draft
    new = at("plan-row-new", programme)
    form = a_form(client, new) | {"reference": "M9", "title": "Share it", "scope": "programme"}
    assert "added at the end of the draft" in sent(client, new, **form)
    assert "4 milestones in 1 phase" in sent(client, new, **form), "sent twice, added once"
    key = drafting.row("M9").key
    assert key < 0
    assert client.get(at("plan-row", programme, key)).status_code == 200
    client.post(page, {"key": key, "move": "0"})
    client.post(page, {"key": key, "move": "0"})
    assert [row.reference for row in drafting.plan.milestones] == ["M9", "M1", "M2", "M3"]
    first = drafting.row("M1").key
    assert "Dropped from the plan" in sent(client, page, key=first, do="drop")
    sent(client, page, key=first, do="restore")
    assert drafting.plan.milestones[-1].key == first


def test_the_second_to_save_a_row_sees_both_and_loses_nothing(drafting, client):
    address, mine = of_row(client, drafting, "M1", title="Mine", output_new1_text="My report")
    drafting.change("M1", title="Theirs", outputs=())
    page = client.post(address, mine)
    text = said(page.content)
    assert "Somebody changed this while you were writing" in text
    assert "Title Theirs Mine" in text
    form = page.context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    again = {name: value for name, value in again.items() if value or not name.endswith(BOXES)}
    assert again["output_new1_text"] == "My report"
    assert "saved in the draft" in sent(client, address, **again)
    assert drafting.row("M1").title == "Mine"


def test_what_was_typed_survives_the_end_of_the_draft(drafting, client):
    address, typed = of_row(client, drafting, "M1", title="Typed for long")
    draft = drafting.draft.pk
    drafts.throw_away(programme=drafting.programme, draft=draft, by=drafting.manager)
    text = client.post(address, typed).content.decode()
    assert "The draft is gone" in text
    assert "Typed for long" in text
    assert "There is no draft of the plan" in said(client.get(address, follow=True).content)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reference": "M 1/2"}, "letters, digits, full stops and hyphens"),
        ({"reference": "timeline"}, "is the address of a page"),
        ({"due_month": "25"}, "Enter 24 or less for"),
        ({"due_month": "-1"}, "Enter 0 or more for"),
        ({"title": ""}, "Fill in “Title”"),
        ({"output_new1_named": "Carers"}, "Write what the output is"),
        ({"target_new2_what": "fun days"}, "Write how many are wanted"),
        ({"target_new2_wanted": "3"}, "Write what is wanted"),
        ({"target_new1_what": "x", "target_new1_wanted": "1", "target_new1_counts": "events"},
         "Choose the kind of event that counts"),
        ({"target_new1_what": "x", "target_new1_wanted": "1", "target_new1_kind": "fun-day"},
         "Choose events, or take the kind"),
        ({"needs": ["999999"]}, "Select a valid choice"),
        ({"parts": "x" * 1001}, "longer than 1000"),
    ],
)  # fmt: skip
def test_a_row_that_can_not_be_is_told_at_its_field(drafting, client, typed, words):
    address, form = of_row(client, drafting, "M1", **typed)
    page = client.post(address, form)
    assert page.status_code == 200
    assert words in page.content.decode()
    assert drafting.row("M1") == newest_version(drafting.programme).plan.milestones[0]


def test_faults_are_links_to_their_rows_and_keep_a_draft_from_being_published(drafting, client):
    key = drafting.row("M2").key
    drafting.change("M2", reference="M1")
    text = text_of(client, at("plan-draft", drafting.programme))
    assert (
        f'<a href="{at("plan-row", drafting.programme, key)}">M1 (Title of M2) has the reference'
        in text
    )
    assert "Check and publish it" not in text
    publishing = at("plan-publish", drafting.programme)
    form = fresh_form(client, publishing) | {"why": "So", "decision": "move-the-dates"}
    assert "can’t be published yet" in sent(client, publishing, **form)


def test_phases_are_named_and_a_used_one_is_kept(drafting, client):
    assert drafting.draft
    address = at("plan-phases", drafting.programme)
    form = fresh_form(client, address) | {"phase_1": "", "phase_2": "Scale-up"}
    assert "M1 is in a phase that the plan does not have" in sent(client, address, **form)
    form = fresh_form(client, address) | {"phase_1": "First"}
    sent(client, address, **form)
    assert [phase.words for phase in drafting.plan.phases] == ["Phase 1 First", "Phase 2 Scale-up"]


def test_publishing_needs_a_reason_a_decision_and_the_draft_that_was_seen(drafting, client):
    publishing = at("plan-publish", drafting.programme)
    drafting.change("M1", due_month=4)
    form = fresh_form(client, publishing)
    assert "Choose an answer for “The decision that authorises it”" in sent(
        client, publishing, **form
    )
    form |= {"why": "It rained", "decision": "move-the-dates"}
    drafting.change("M2", due_month=7)
    page = client.post(publishing, form)
    assert "Somebody changed the draft after you opened this page" in page.content.decode()
    assert "end of month 7" in page.content.decode()
    assert newest_version(drafting.programme).number == 1


def test_a_draft_is_thrown_away_once_and_never_another(drafting, client):
    address = at("plan-discard", drafting.programme)
    drafting.change("M1", due_month=4)
    form = fresh_form(client, address)
    assert "The draft is thrown away" in sent(client, address, **form)
    assert drafting.draft
    assert "That draft was gone already" in sent(client, address, **form)
    assert PlanVersion.objects.filter(state="draft").count() == 1


# -- Answers ----------------------------------------------------------------------------


def test_an_area_reads_what_accepting_does_and_answers(drafting, area):
    drafting.change("M1", due_month=4)
    drafting.change("M2", title="Another title")
    drafting.drop("M3")
    drafting.publish()
    manager, page = as_(Role.AREA_MANAGER, area), at("plan-answers", drafting.programme, area.slug)
    text = said(manager.get(page).content)
    assert "The agreed date moves from 31 March 2019 to 30 April 2019" in text
    assert "The baseline stays 31 March 2019: the new date is 30 days after baseline." in text
    key = drafting.key("M1")
    assert "Say in a few words why" in sent(manager, page, answer="decline", key=key, seen=2)
    given = {"answer": "decline", "key": key, "seen": 2, "reason": "Our hall is booked"}
    assert "M1 is declined: it stays here as it was" in sent(manager, page, **given)
    assert "Their answer stands" in sent(manager, page, answer="accept", key=key, seen=2)
    assert "2 changes are accepted" in sent(manager, page, answer="accept-all", seen=2)
    assert "Nothing waits for an answer" in said(manager.get(page).content)
    version = said(manager.get(at("plan-version", drafting.programme, 2)).content)
    assert "Declined Our hall is booked" in version


def test_only_who_runs_the_area_answers_for_it(drafting, area):
    drafting.change("M1", due_month=4)
    drafting.publish()
    page = at("plan-answers", drafting.programme, area.slug)
    given = {"answer": "accept", "key": drafting.key("M1"), "seen": 2}
    other = as_(Role.AREA_MANAGER, drafting.programme.areas.get(slug="area-1"))
    assert other.post(page, given).status_code == 404
    viewer = as_(Role.VIEWER, drafting.programme)
    assert "Accept" not in said(viewer.get(page).content).replace("If accepted", "")
    assert viewer.post(page, given).status_code == 403
    whole = at("plan-answers-whole", drafting.programme)
    assert as_(Role.AREA_MANAGER, area).post(whole, given).status_code == 403
    assert not PlanAnswer.objects.exists()


def test_an_answer_that_can_not_be_read_is_refused(drafting, client, area):
    drafting.change("M1", due_month=4)
    drafting.publish()
    page = at("plan-answers", drafting.programme, area.slug)
    for given in ({}, {"answer": "accept", "seen": 2}, {"answer": "x", "key": "y", "seen": "z"}):
        assert client.post(page, given).status_code == 200
    assert not PlanAnswer.objects.exists()


# -- A new area ---------------------------------------------------------------------------


def test_an_area_is_started_by_a_form(drafting, client):
    address = at("plan-area-new", drafting.programme)
    form = fresh_form(client, address)
    form |= {"name": "Orkney", "start_month": "June 2020", "stage": "scale-up"}
    text = sent(client, address, **form)
    assert "Orkney is started, with 3 milestones" in text
    assert "due on 28 February 2021, after the programme’s end on 31 December 2020" in text
    assert "Orkney" in sent(client, address, **form)
    orkney = Area.objects.get(name="Orkney")
    assert (orkney.slug, orkney.deliveries.count()) == ("orkney", 3)
    fresh = fresh_form(client, address) | {"name": "orkney", "start_month": "2020-06"}
    assert "called orkney already" in sent(client, address, **fresh)
    fresh |= {"name": "Yell", "start_month": "December 2018"}
    assert "runs from January 2019" in sent(client, address, **fresh)


# -- Queries --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("plan", ()),
        ("plan-version", (2,)),
        ("plan-draft", ()),
        ("plan-publish", ()),
        ("plan-answers", ("area-0",)),
    ],
)
def test_a_page_takes_the_same_queries_for_many_rows(drafting, client, queries_of, name, more):
    address = at(name, drafting.programme, *more)

    def changed(rows: int) -> int:
        for number in range(rows):
            drafting.add(f"N{rows}-{number}")
        drafting.change("M1", due_month=4 + rows % 9)
        drafting.publish()
        drafting.change("M2", due_month=4 + rows % 9)
        return queries_of(client, address)

    few = changed(1)
    assert changed(30) == few <= 15


def test_a_target_says_which_contexts_count(drafting, client):
    programme = drafting.programme
    for position, name in enumerate(("Health promotion", "Complex needs", "Young people"), 1):
        programme.test_contexts.create(
            slug=name.lower().replace(" ", "-"), name=name, position=position
        )
    client.post(at("plan-draft-start", programme))
    address, typed = of_row(client, drafting, "M1")
    typed |= {"target_new1_wanted": "2", "target_new1_what": "tests"}
    typed |= {"target_new1_counts": "contexts"}
    assert "Choose the contexts that count" in sent(client, address, **typed)
    typed |= {"target_new1_contexts": ["health-promotion", "complex-needs"]}
    assert "saved in the draft" in sent(client, address, **typed)
    assert drafting.row("M1").targets[0].contexts == ("complex-needs", "health-promotion")

    number = drafting.row("M1").targets[0].number
    _, typed = of_row(client, drafting, "M1", **{f"target_{number}_contexts": "complex-needs"})
    assert "saved in the draft" in sent(client, address, **typed)
    assert drafting.row("M1").targets[0].contexts == ("complex-needs",)
    _, typed = of_row(client, drafting, "M1")
    del typed[f"target_{number}_contexts"]
    assert "Choose the contexts that count" in sent(client, address, **typed)


def test_contexts_of_a_target_are_published_and_gone_ones_refused(drafting):
    programme = drafting.programme
    context = programme.test_contexts.create(slug="complex-needs", name="Complex needs")
    named = PlannedTarget(1, 1, "tests", "each-area", "contexts", "", ("complex-needs",))
    drafting.change("M1", targets=(named,))
    drafting.publish()
    stored = programme.milestones.get(reference="M1").targets.get()
    assert [each.context for each in stored.contexts.all()] == [context]
    with pytest.raises(RefusedError, match="is counted by a target of the plan"):
        remove_context(context=context, seen=context.version, by=drafting.manager)
    drafting.change("M1", targets=(replace(named, contexts=("gone",)),))
    with pytest.raises(RefusedError, match="names gone, which the programme no longer has"):
        drafting.publish()
