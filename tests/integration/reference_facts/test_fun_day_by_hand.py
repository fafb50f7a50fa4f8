"""The Fun Day entered through the forms alone: its page says what the loaded one's does."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.models import Event
from tests.support.builders import a_person

pytestmark = pytest.mark.django_db
BY_HAND = "fun-day-2"
ACTIVITIES = (
    ("Digital games and robotics", "DigiDabble", ""),
    ("Silent disco", "Music chosen by young people", ""),
    ("Den building", "", "Countryside Rangers"),
    ("Treasure hunt", "", ""),
    ("Mosaic of 3D-printed tiles", "Makerspace", ""),
    ("Flight simulator", "", "STEM Ambassadors"),
    ("Film show", "", ""),
    ("Laughter workshops", "", "Joyworks"),
    ("Mindfulness", "", ""),
)
COUNTED: dict[str, dict[str, str]] = {
    "Laughter workshops": {
        "is_commissioned": "yes",
        "audience": "Adults and children",
        "sessions": "2",
        "participations": "34",
    },
    "Mindfulness": {"sessions": "2", "participations": "32"},
}
PARTNERS = (
    ("HIRS", "General information and young people's mental health information"),
    ("KA Leisure", "Health checks"),
    ("CEiS Ayrshire", "Employability"),
    ("CAMHS", "Mental health information"),
    ("Public Involvement Network", "Shaping health services"),
)
QUESTIONS = (
    "What help or support keeps you well?",
    "What is the best way for you to get it?",
    "What do you already do?",
    "What is missing, and how could the library and others help?",
)


class Screens:
    """A person at the screens: opens a form, types over what stands there, and sends it."""

    def __init__(self, client: Client, programme: Programme) -> None:
        self.client, self.base = client, f"/programmes/{programme.slug}/events"

    def send(self, path: str, **typed: Any) -> str:
        """Where the form leads."""
        opened = self.client.get(f"{self.base}/{path}")
        assert opened.status_code == 200, path
        form = opened.context["form"]
        stands = {bound.html_name: bound.value() for bound in form}
        kept = {name: value for name, value in stands.items() if value not in (None, False, "")}
        response = self.client.post(f"{self.base}/{path}", kept | typed)
        assert response.status_code == 302, response.context["form"].errors
        return str(response["Location"])

    def add(self, part: str, rows: list[dict[str, str]], at_once: int) -> None:
        """Add rows as a page has room for them."""
        for start in range(0, len(rows), at_once):
            typed = {
                f"{name}_new{number}": value
                for number, row in enumerate(rows[start : start + at_once], start=1)
                for name, value in row.items()
            }
            self.send(f"{BY_HAND}/details/{part}/", **typed)

    def page(self, slug: str) -> str:
        """What an event's page says, but for its history: who wrote it and when."""
        text = self.client.get(f"{self.base}/{slug}/").content.decode()
        body = text[text.index("<main") : text.index("</main>")].replace(BY_HAND, "fun-day")
        told = re.sub(r"\s+", " ", body[: body.index('<section class="history"')])
        return told.replace("> <", ">\n<")


def enter_it(screens: Screens) -> None:
    """Enter all that reference-programme.md says of it."""
    screens.send(
        "log/", kind="fun-day", name="Fun Day", area="north-ayrshire", venue="Kilwinning library",
        when="unsure", roughly="", footfall="468", adults="160", children="200", sure="about",
    )  # fmt: skip
    screens.send(
        f"{BY_HAND}/details/about/",
        purpose="To launch the young people's mental health theme.",
        priority_groups=["young-people-mental-health"],
        audience="Pupils of P6 to S1 and their families",
        youngest="9 weeks",
        oldest="101 years",
        planned_with="Sixth-year pupils of Kilwinning Academy",
        opened_by="A local gala queen",
        findings="Work across generations is valued: join the approach for young people with the"
        " one for adults who are isolated.",
        before_on="2019-10-24",
        source="board-paper-2019",
        as_paper="on",
    )
    screens.send(f"{BY_HAND}/details/counts/", **as_stated(screens))
    activities = [
        {"name": name, "detail": detail, "provider": provider} | COUNTED.get(name, {})
        for name, detail, provider in ACTIVITIES
    ]
    screens.add("activities", activities, 2)
    partners = [{"organisation": name, "offered": offered} for name, offered in PARTNERS]
    screens.add("partners", partners, 3)
    screens.add("questions", [{"text": text} for text in QUESTIONS], 3)
    note = "The unit is uncertain; the paper does not say whether 6 are people or per cent."
    feedback = [
        {"answer": "very satisfied", "per_cent": "94", "as_stated": "94% very satisfied"},
        {"answer": "satisfied", "as_stated": "6 satisfied", "note": note},
    ]
    screens.add("feedback", feedback, 3)
    screens.add("coverage", [{"medium": "Two local newspapers", "what": "Took photographs"}], 3)


def as_stated(screens: Screens) -> dict[str, str]:
    """The source's words for the figures that stand, and the childminders."""
    words = {"adults": "about 160 adults", "children": "about 200 children", "": "about 468"}
    counts = Event.objects.get(slug=BY_HAND).counts.all()
    typed = {f"as_stated_{count.pk}": words[count.group] for count in counts}
    return typed | {
        "type_new1": "attendance", "group_new1": "childminders", "value_new1": "6",
        "as_stated_new1": "6 childminders", "may_overlap_new1": "on",
    }  # fmt: skip


ROWS = ("counts", "activities", "partners", "questions", "feedback", "coverage", "participants")
OF_ITS_RECORD = {"id", "event", "event_id", "slug", "logged_by", "recorded_at", "version"}


def facts_of(slug: str) -> dict[str, Any]:
    """Every fact that is kept of an event and of what belongs to it, but for its record's own."""
    event = Event.objects.get(slug=slug)
    found: dict[str, Any] = {"event": known(event)}
    for rows in ROWS:
        found[rows] = sorted(map(repr, (known(row) for row in getattr(event, rows).all())))
    for links in ("priority_groups", "methods", "bodies"):
        found[links] = sorted(str(each) for each in getattr(event, links).all())
    asked = event.questions.values_list("number", "text", "themes__theme")
    return found | {"asked": list(asked.order_by("number"))}


def known(record: Any) -> dict[str, Any]:
    fields = record._meta.concrete_fields
    return {f.name: str(getattr(record, f.name)) for f in fields if f.name not in OF_ITS_RECORD}


@pytest.fixture
def screens(programme: Programme) -> Iterator[Screens]:
    """The screens at which the Fun Day was entered."""
    with transaction.atomic():
        client = Client()
        client.force_login(a_person(Role.PROGRAMME_MANAGER, programme))
        screens = Screens(client, programme)
        enter_it(screens)
        screens.page(BY_HAND)  # says once that it was saved
        yield screens
        transaction.set_rollback(True)


def test_the_fun_day_is_entered_through_screens_alone(screens: Screens) -> None:
    assert screens.page(BY_HAND) == screens.page("fun-day")
    assert "childminders" in screens.page(BY_HAND)
    assert facts_of(BY_HAND) == facts_of("fun-day")


def test_the_page_of_that_day_shows_it_as_the_paper_had_it(screens: Screens) -> None:
    """A look back at the paper's day finds both, and the day before it neither."""

    def told(slug: str, day: str) -> str:
        response = screens.client.get(f"{screens.base}/{slug}/", {"as_at": day})
        text = response.content.decode().split('<section class="history"')[0]
        return text[text.index("<main") :].replace(BY_HAND, "fun-day")

    assert told(BY_HAND, "2019-10-24") == told("fun-day", "2019-10-24")
    assert "about 468" in told(BY_HAND, "2019-10-24")
    gone = screens.client.get(f"{screens.base}/{BY_HAND}/", {"as_at": "2019-10-23"})
    assert gone.status_code == 404
