"""The base page and the error pages."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from lxml import html
from pytest_django import Settings

from partnership.web import views


@pytest.fixture
def request_() -> HttpRequest:
    request = RequestFactory().get("/somewhere/")
    request.user = AnonymousUser()
    return request


def words(response: HttpResponse) -> str:
    return " ".join(html.fromstring(response.content).text_content().split())


def base(**context: Any) -> html.HtmlElement:
    return html.document_fromstring(render_to_string("base.html", context))


def test_400_says_that_nothing_was_changed(request_: HttpRequest) -> None:
    response = views.bad_request(request_, ValueError("secret detail"))

    assert response.status_code == 400
    assert "Nothing was changed" in words(response)
    assert "secret detail" not in words(response)


def test_403_names_the_role_that_could(request_: HttpRequest) -> None:
    refusal = PermissionDenied("Only a chair of this group can approve its report.")

    response = views.permission_denied(request_, refusal)

    assert response.status_code == 403
    assert "Only a chair of this group can approve its report." in words(response)


def test_403_without_words_still_says_why(request_: HttpRequest) -> None:
    assert "doesn’t have a role that allows this" in words(
        views.permission_denied(request_, PermissionDenied())
    )


def test_404_does_not_reveal_what_was_looked_for(request_: HttpRequest) -> None:
    response = views.page_not_found(request_, Http404("No Group matches chair-only"))

    assert response.status_code == 404
    assert "chair-only" not in words(response)
    assert "sign in" in words(response)


def test_500_needs_no_request_database_or_context() -> None:
    response = views.server_error(None)  # type: ignore[arg-type]

    assert response.status_code == 500
    assert "Sorry, something went wrong" in words(response)
    assert b"/static/css/site.css" in response.content


def test_500_is_answered_even_when_its_page_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> str:
        raise ValueError("no manifest")

    monkeypatch.setattr(views, "render_to_string", broken)

    response = views.server_error(None)  # type: ignore[arg-type]

    assert response.status_code == 500
    assert "try again in a few minutes" in words(response)


def test_a_refused_form_says_that_nothing_was_saved(request_: HttpRequest) -> None:
    response = views.csrf_failure(request_, "CSRF token missing.")

    assert response.status_code == 403
    assert "nothing was saved" in words(response)


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_say_what_to_do_now(name: str) -> None:
    assert "What to do now:" in render_to_string(name)


def test_the_title_leads_from_the_page_to_the_product() -> None:
    page = base(programme=SimpleNamespace(name="Co-creating Libraries"))

    assert page.findtext(".//title") == " – Co-creating Libraries – Partnership programme manager"


def test_the_title_says_first_that_there_are_errors() -> None:
    page = base(form=SimpleNamespace(errors={"a": ["b"]}))

    assert page.findtext(".//title").startswith("Error: ")


@pytest.mark.parametrize(("illustrative", "shown"), [(True, 1), (False, 0)])
def test_an_illustrative_programme_says_so_on_every_page(illustrative: bool, shown: int) -> None:
    page = base(programme=SimpleNamespace(name="Sample", is_illustrative=illustrative))

    assert len(page.find_class("illustrative")) == shown


def test_both_forms_of_the_menu_mark_the_current_section() -> None:
    items = [
        SimpleNamespace(label="Overview", url="/o/", is_current=False),
        SimpleNamespace(label="Events", url="/e/", is_current=True),
    ]

    page = base(navigation=items)

    assert page.xpath("//nav//a[@aria-current='page']/@href") == ["/e/", "/e/"]


def test_signing_out_is_a_post_with_a_token() -> None:
    user = SimpleNamespace(is_authenticated=True, get_username="manager@example.org")
    source = render_to_string("base.html", {"user": user, "csrf_token": "token"})
    page = html.document_fromstring(source)

    forms = page.xpath("//form[@method='post'][.//button[text()='Sign out']]")

    assert forms
    assert all(
        form.xpath(".//*[@name='csrfmiddlewaretoken']/@value") == ["token"] for form in forms
    )


def test_messages_are_announced_by_their_urgency() -> None:
    messages = [SimpleNamespace(level_tag="success"), SimpleNamespace(level_tag="error")]

    page = base(messages=messages)

    assert page.xpath("//*[contains(@class, 'notice--')]/@role") == ["status", "alert"]


def test_pages_carry_no_inline_script_or_style() -> None:
    page = base(programme=SimpleNamespace(name="A", is_illustrative=True), navigation=[])

    assert not page.xpath("//style | //@style | //script[not(@src)]")


def test_components_are_for_developers_and_staff(client: Client, settings: Settings) -> None:
    settings.DEBUG = False
    assert client.get("/components/", headers={"host": "localhost"}).status_code == 404

    settings.DEBUG = True
    assert client.get("/components/", headers={"host": "localhost"}).status_code == 200
