"""What the template pack and the base form write, and how faults are found from it."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.test.html import parse_html
from lxml import html
from lxml.html import HtmlElement

from partnership.web.errors import summary_links
from partnership.web.examples import ExampleForm
from partnership.web.forms import BaseForm, BaseModelForm, DayField, DayPartsField
from partnership.web.templatetags.sgds import styled


def rendered(form: forms.BaseForm) -> HtmlElement:
    """Render a form as a page would, with its token."""
    template = Template("{% load crispy_forms_tags %}{% crispy form %}")
    context = {"form": form, "csrf_token": "token", "request": RequestFactory().get("/")}
    return html.fromstring(template.render(Context(context)))


@pytest.fixture
def fresh() -> HtmlElement:
    return rendered(ExampleForm())


@pytest.fixture
def faulty() -> HtmlElement:
    return rendered(ExampleForm({"email": "no", "launched_on_day": "31"}))


def by_id(page: HtmlElement, name: str) -> HtmlElement:
    (found,) = page.xpath(f"//*[@id='{name}']")
    return found


@pytest.mark.parametrize("page", ["fresh", "faulty"])
def test_every_input_has_a_label_of_its_own(page: str, request: pytest.FixtureRequest) -> None:
    form = request.getfixturevalue(page)
    labelled = [label.get("for") for label in form.iter("label")]

    inputs = [
        field.get("id")
        for field in form.iter("input", "select", "textarea")
        if field.get("type") != "hidden"
    ]

    assert sorted(labelled) == sorted(inputs)
    assert len(set(inputs)) == len(inputs) == 17


@pytest.mark.parametrize("page", ["fresh", "faulty"])
def test_descriptions_are_on_the_page(page: str, request: pytest.FixtureRequest) -> None:
    form = request.getfixturevalue(page)
    ids = set(form.xpath("//@id"))

    named = {name for value in form.xpath("//@aria-describedby") for name in value.split()}

    assert named
    assert named <= ids


def test_a_fault_is_tied_to_its_field(faulty: HtmlElement) -> None:
    email = by_id(faulty, "id_email")

    assert email.get("aria-invalid") == "true"
    assert email.get("aria-describedby") == "id_email_helptext id_email_error"
    assert "valid email address" in by_id(faulty, "id_email_error").text_content()
    assert "ds_input--error" in email.get("class")


def test_a_group_is_a_fieldset_that_its_hint_and_fault_describe(faulty: HtmlElement) -> None:
    (group,) = [
        group for group in faulty.iter("fieldset") if "Kind of event" in group[0].text_content()
    ]

    assert group[0].tag == "legend"
    assert group.get("aria-describedby") == "id_kind_helptext id_kind_error"


def test_choices_take_one_or_several(fresh: HtmlElement) -> None:
    assert {field.get("type") for field in fresh.xpath("//*[@name='kind']")} == {"radio"}
    assert {field.get("type") for field in fresh.xpath("//*[@name='audiences']")} == {"checkbox"}


def test_what_may_be_left_out_says_so(fresh: HtmlElement) -> None:
    def label(name: str) -> str:
        return " ".join(fresh.xpath(f"//label[@for='{name}']")[0].text_content().split())

    assert label("id_attendance") == "People who came (optional)"
    assert label("id_title") == "Title"


def test_a_fresh_form_has_no_summary_and_no_faults(fresh: HtmlElement) -> None:
    assert not fresh.xpath("//*[@id='error-summary']")
    assert not fresh.xpath("//*[@aria-invalid]")


def test_the_summary_comes_first_and_can_take_the_focus(faulty: HtmlElement) -> None:
    visible = [part for part in faulty if part.get("type") != "hidden"]

    assert visible[0].get("id") == "error-summary"
    assert visible[0].get("tabindex") == "-1"


def test_every_link_of_the_summary_leads_to_an_input(faulty: HtmlElement) -> None:
    links = faulty.xpath("//*[@id='error-summary']//a/@href")

    targets = [by_id(faulty, link.removeprefix("#")) for link in links]

    assert [target.get("name") for target in targets] == [
        "title",
        "email",
        "venue",
        "kind",
        "held_on",
        "launched_on_day",
        "confirmed",
    ]


def test_a_fault_of_the_whole_form_has_no_field_to_lead_to() -> None:
    class Pair(BaseForm):
        first = forms.CharField(required=False)

        def clean(self) -> None:
            raise forms.ValidationError("The end is before the start.")

    (link,) = summary_links(Pair({}))

    assert (link.message, link.target) == ("The end is before the start.", "")


def test_a_missing_answer_is_named() -> None:
    class Short(BaseForm):
        venue = forms.CharField(label="Venue")
        kind = forms.ChoiceField(label="Kind", choices=[("a", "A")])
        own = forms.CharField(error_messages={"required": "Say why"})

    assert [link.message for link in summary_links(Short({}))] == [
        "Fill in “Venue”",
        "Choose an answer for “Kind”",
        "Say why",
    ]


def test_the_form_posts_with_its_token_and_a_file(fresh: HtmlElement) -> None:
    assert fresh.get("method") == "post"
    assert fresh.get("enctype") == "multipart/form-data"
    assert fresh.get("novalidate") is not None
    assert fresh.xpath("//*[@name='csrfmiddlewaretoken']/@value") == ["token"]
    assert fresh.xpath("//button/text()") == ["Save the event"]
    assert fresh.xpath("//a[text()='Cancel']/@href") == ["#forms"]


def test_a_filter_form_carries_no_token_in_the_address() -> None:
    class Filter(BaseForm):
        method = "get"
        area = forms.CharField(required=False)

    page = rendered(Filter())

    assert page.get("method") == "get"
    assert not page.xpath("//*[@name='csrfmiddlewaretoken']")
    assert "(optional)" not in page.text_content()


def test_the_pack_writes_no_inline_style_or_script(faulty: HtmlElement) -> None:
    text = html.tostring(faulty, encoding="unicode")

    assert not re.search(r"\sstyle=|<script|\son[a-z]+=", text)


@pytest.mark.parametrize("typed", ["2019-10-24", "24 October 2019", "24/10/2019", "24 Oct 2019"])
def test_a_day_is_understood_as_people_write_it(typed: str) -> None:
    assert DayField().clean(typed).isoformat() == "2019-10-24"


@pytest.mark.parametrize("typed", ["0019-03-01", "31 December 1899", "1/1/2201", "9999-12-31"])
def test_a_day_of_a_year_that_nobody_means_is_refused(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="a day of the years 1900 to 2200, such as"):
        DayField().clean(typed)


@pytest.mark.parametrize("typed", ["1900-01-01", "2200-12-31"])
def test_the_first_and_the_last_day_of_these_years_are_taken(typed: str) -> None:
    assert DayField().clean(typed).isoformat() == typed


class Parts(BaseForm):
    day = DayPartsField(label="Day")


def parts(day: str, month: str, year: str) -> Parts:
    return Parts({"day_day": day, "day_month": month, "day_year": year})


def test_a_day_in_parts_is_joined() -> None:
    form = parts("24", "10", "2019")

    assert form.is_valid()
    assert form.cleaned_data["day"].isoformat() == "2019-10-24"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("", "", ""), "Enter a day, such as 24 10 2019"),
        (("24", "", "2019"), "Enter the day, the month and the year, such as 24 10 2019"),
        (("30", "2", "2019"), "Enter a real day, such as 24 10 2019"),
        (("1", "1", "9" * 30), "Enter a real day, such as 24 10 2019"),
        (("x", "1", "2019"), "Enter a real day, such as 24 10 2019"),
        (("1", "1", "19"), "Enter a day of the years 1900 to 2200, such as 24 10 2019"),
    ],
)
def test_a_wrong_day_in_parts_says_what_is_wrong(typed: tuple[str, str, str], message: str) -> None:
    assert [link.message for link in summary_links(parts(*typed))] == [message]


def test_a_form_of_a_model_never_writes() -> None:
    with pytest.raises(NotImplementedError, match="action"):
        BaseModelForm.save(BaseModelForm.__new__(BaseModelForm))


CHOICES = [
    ("", "Any"),
    ("a&b", "Arran & <Bute>"),
    ("Groups", [("1", "One"), ("2", "Two")]),
]


class Selects(forms.Form):
    """Selects of each kind that a page may hold."""

    plain = forms.ChoiceField(choices=CHOICES, required=False)
    wanted = forms.ChoiceField(choices=CHOICES, help_text="Which one.", widget=forms.Select)
    numbers = forms.TypedChoiceField(choices=[(1, "One"), (2, "Two")], coerce=int)
    shut = forms.ChoiceField(choices=CHOICES, disabled=True, initial="2")


@pytest.mark.parametrize("sent", [None, {"plain": "a&b", "wanted": "no", "numbers": "2"}])
@pytest.mark.parametrize("name", ["plain", "wanted", "numbers", "shut"])
def test_a_select_is_what_django_would_write(name: str, sent: dict[str, str] | None) -> None:
    field = Selects(sent, prefix="p")[name]
    ours = styled(field)
    theirs = field.as_widget(attrs={"class": "ds_select ds_select--error"})
    if not field.errors:
        theirs = theirs.replace(" ds_select--error", "")

    assert parse_html(ours) == parse_html(theirs)
    assert "<Bute>" not in ours
