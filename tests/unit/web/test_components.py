"""The tags that pages are made of."""

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from lxml import html

from partnership.web.tags import STATUS_LOOKS, status_html, status_key


def drawn(source: str, **context: object) -> str:
    """Render a template that has the components at hand."""
    return Template("{% load components %}" + source).render(Context(context))


@pytest.mark.parametrize("status", ["Not started", "not_started", "not-started", "NOT STARTED"])
def test_a_status_is_known_by_its_value_or_its_words(status: str) -> None:
    assert status_key(status) == "not-started"


def test_an_unknown_status_is_an_error_and_not_a_grey_box() -> None:
    with pytest.raises(KeyError, match="purple"):
        status_key("purple")


@pytest.mark.parametrize("status", STATUS_LOOKS)
def test_a_status_says_its_word_and_draws_its_shape(status: str) -> None:
    tag = html.fromstring(drawn("{% status_tag status %}", status=status))

    assert tag.text_content() == STATUS_LOOKS[status].word
    assert tag.find("svg").get("aria-hidden") == "true"


def test_no_two_statuses_share_a_shape() -> None:
    assert len({(look.path, look.paint) for look in STATUS_LOOKS.values()}) == len(STATUS_LOOKS)


def test_a_board_s_own_word_replaces_ours_and_is_escaped() -> None:
    assert "Adrift &lt;!&gt;</span>" in status_html("red", "Adrift <!>")


@pytest.mark.parametrize(
    ("value", "printed"),
    [(1234, "1,234"), ("about 640", "about 640"), (0, "0"), (None, "not recorded")],
)
def test_a_key_figure_prints_what_is_known(value: object, printed: str) -> None:
    page = html.fromstring(drawn('{% key_figure "Events" value %}', value=value))

    assert page.find_class("figure__value")[0].text_content() == printed


def test_facts_say_what_is_not_recorded() -> None:
    page = html.fromstring(drawn("{% summary_list facts %}", facts=[("Date", None), ("Held", 0)]))

    assert [dd.text_content() for dd in page.iter("dd")] == ["not recorded", "0"]


def test_pages_of_a_list_keep_its_filters() -> None:
    request = RequestFactory().get("/events/", {"area": "a&b", "page": "2"})
    page = Paginator(range(90), 10).get_page(2)

    links = html.fromstring(drawn("{% pagination page %}", page=page, request=request))

    assert links.xpath("//a[@rel='next']/@href") == ["?page=3&area=a%26b"]
    assert links.xpath("//a[@aria-current='page']/@href") == ["?page=2&area=a%26b"]


def test_a_single_page_has_no_page_links() -> None:
    assert drawn("{% pagination page %}", page=Paginator(range(3), 10).get_page(1)).strip() == ""


def test_a_wide_table_scrolls_in_a_named_region() -> None:
    page = html.fromstring(
        drawn("{% table_region label %}<b>x</b>{% endtable_region %}", label="A & B")
    )

    assert (page.get("role"), page.get("tabindex"), page.get("aria-label")) == (
        "region",
        "0",
        "A & B",
    )
    assert page.find("b") is not None


def test_a_notice_of_no_known_kind_is_an_error() -> None:
    with pytest.raises(ValueError, match="alarm"):
        drawn('{% notice "alarm" %}x{% endnotice %}')


def test_text_inside_a_notice_is_escaped_like_any_other() -> None:
    page = drawn('{% notice "info" title %}{{ text }}{% endnotice %}', text="<i>", title="<b>")

    assert "&lt;i&gt;" in page
    assert "&lt;b&gt;" in page


def test_stages_say_their_state_in_words() -> None:
    items = [("Gather", "done", ""), ("Freeze", "current", "3 of 9"), ("Make", "waiting", "")]

    page = html.fromstring(drawn("{% stages items %}", items=items))

    states = [" ".join(state.text_content().split()) for state in page.find_class("stages__state")]
    assert states == ["Done", "Under way · 3 of 9", "Waiting"]
    assert len(page.xpath("//*[@aria-current='step']")) == 1


def test_an_empty_list_says_what_is_empty_and_what_to_do() -> None:
    page = html.fromstring(
        drawn('{% empty_state "No events." "Log one." "/log/" "Log an event" %}')
    )

    assert page.xpath("//p[1]/text()") == ["No events."]
    assert page.xpath("//a/@href") == ["/log/"]
