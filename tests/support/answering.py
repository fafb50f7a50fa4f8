"""The public's form in tests: a wave that is open, and somebody who goes through its pages."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html
from model_bakery import baker

from evaluation import models as of
from partnership.programmes.models import Programme
from tests.support.evaluation_records import a_wave

AGREE = ("Disagree", "Neither", "Agree")
ALL = {
    "q.confident": "3",
    "q.trust.libraries": "1",
    "q.trust.health": "2",
    "q.used": ["1", "3"],
    "q.visits": "4",
    "q.since": "2019",
    "m.since": "10",
    "q.words": "It helped",
}
CODE = {"code.1": "7", "code.2": "Ann"}


def a_form(programme: Programme, slug: str = "form") -> of.SurveyVersion:
    """Three pages with every kind of question, two conditions, and a code of two parts."""
    survey = baker.make(
        of.Survey, programme=programme, slug=slug, title="What do you think?", purpose="partners"
    )
    for position, (text, kind, length) in enumerate(
        (("Day of your birthday", "digits", 2), ("First name of your mother", "letters", 2)), 1
    ):
        baker.make(
            of.CodeQuestion, survey=survey, position=position, text=text, kind=kind, length=length
        )
    version = baker.make(
        of.SurveyVersion, survey=survey, number=1, published_at="2019-08-01T09:00:00Z",
        introduction="Tell us.", thanks="It helps us.",
    )  # fmt: skip
    _you(version)
    _use(version)
    _more(version)
    return version


def _asks(section: of.Section, code: str, kind: str, **fields: Any) -> of.Question:
    choices = fields.pop("choices", ())
    place = section.questions.count() + 1
    given = {"text": f"About {code}", "position": place} | fields
    question = baker.make(
        of.Question, version=section.version, section=section, code=code, kind=kind, **given
    )
    for value, text in enumerate(choices, start=1):
        alone = {"is_alone": text.startswith("None")}
        baker.make(of.Choice, question=question, position=value, value=value, text=text, **alone)
    return question


def _you(version: of.SurveyVersion) -> None:
    you = baker.make(of.Section, version=version, position=1, title="You")
    decider = _asks(you, "confident", "scale", choices=AGREE, is_required=True)
    _asks(
        you, "why", "text", text="Why is that?", shown_if=decider, shown_test="one-of",
        shown_values=[1],
    )  # fmt: skip


def _use(version: of.SurveyVersion) -> None:
    use = baker.make(of.Section, version=version, position=2, title="What you use")
    trust = _asks(use, "trust", "grid", choices=("Seldom", "Often"))
    for position, code in enumerate(("libraries", "health"), start=1):
        baker.make(of.GridRow, question=trust, position=position, code=code, text=code.title())
    _asks(use, "used", "multiple", choices=("Books", "Groups", "Rooms", "None of these"))


def _more(version: of.SurveyVersion) -> None:
    decider = version.questions.get(code="confident")
    more = baker.make(of.Section, version=version, position=3, title="More")
    only = {"shown_if": decider, "shown_test": "none-of", "shown_values": [2]}
    _asks(more, "visits", "number", lowest=0, highest=50, unit="a month", **only)
    _asks(more, "since", "date", **only)
    _asks(more, "words", "text", **only)


def an_open_wave(version: of.SurveyVersion, name: str = "Autumn", **details: Any) -> of.Wave:
    """Open from yesterday for two weeks; its answers are deleted after a year."""
    today = timezone.localdate()
    days = {
        "opens_on": today - timedelta(1),
        "closes_on": today + timedelta(14),
        "delete_on": today + timedelta(400),
        "reported_on": today,
    }
    return a_wave(version, name, **(days | details))


class Respondent:
    """Somebody with a browser that runs no script: only what a page's form holds is sent."""

    def __init__(self, wave: of.Wave, **browser: Any) -> None:
        self.client = Client(enforce_csrf_checks=True, **browser)
        self.address = reverse("answer", args=[wave.code])
        self.read(self.client.get(self.address))

    def read(self, answer: Any) -> Any:
        """Look at a page that came."""
        self.answer = answer
        self.page = html.fromstring(answer.content.decode()) if answer.content else None
        return answer

    @property
    def text(self) -> str:
        """All that can be read on the page."""
        return " ".join(str(self.page.text_content()).split())

    @property
    def heading(self) -> str:
        return str(self.page.findtext(".//h1"))

    def fields(self) -> list[tuple[str, str]]:
        """What the browser would send of the page as it stands, without a button."""
        (form,) = self.page.xpath("//form[.//input[@name='key']]")
        return [(str(name), str(value)) for name, value in form.form_values()]

    def press(self, go: str = "next", **typed: Any) -> Any:
        """Fill in what the page offers, and press a button."""
        wanted = {name.replace("__", "."): value for name, value in typed.items()}
        return self.send(wanted, go=go)

    def send(self, typed: dict[str, Any], *, go: str = "next") -> Any:
        """Send the page's own fields with these in the place of what stood there."""
        data: dict[str, list[str]] = {}
        for name, value in self.fields():
            if name not in typed:
                data.setdefault(name, []).append(value)
        for name, given in typed.items():
            data[name] = [str(each) for each in (given if isinstance(given, list) else [given])]
        data.pop("website", None) if "website" not in typed else None
        return self.read(self.client.post(self.address, data | {"go": [go]}))

    def start(self, **more: Any) -> Any:
        """Agree, and go to the first page."""
        return self.send({"agrees": "yes", "age": "yes"} | more)


def whole(**typed: Any) -> dict[str, Any]:
    """A whole form as it is sent from its last page, in one request."""
    given = {"key": str(uuid4()), "language": "en", "step": "9", "agrees": "yes", "age": "yes"}
    return given | ALL | CODE | {"go": "send"} | typed


def post(wave: of.Wave, client: Client | None = None, **typed: Any) -> Any:
    """A whole form in one request, as a phone sends it that has no cookie."""
    browser = client or Client(enforce_csrf_checks=True)
    return browser.post(reverse("answer", args=[wave.code]), whole(**typed))
