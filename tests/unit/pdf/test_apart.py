"""A PDF made by a process of its own: the same bytes, the same refusals, within limits."""

import json
import subprocess
from datetime import date
from typing import Any

import pytest

from partnership.pdf import PdfNotMadeError, UnsafeHtmlError, render_pdf
from partnership.pdf.apart import render_apart

HTML = '<!doctype html><html lang="en-GB"><head><title>Agenda</title></head><body>{}</body></html>'
DETAILS: dict[str, Any] = {
    "title": "Agenda",
    "subject": "Co-creating",
    "author": "North group",
    "identifier": "agenda",
    "dated": date(2019, 10, 24),
    "stylesheet": "meeting.css",
}


def test_it_is_the_same_file_as_without_a_process() -> None:
    html = HTML.format("<h1>Agenda</h1><p>Café – “quoted”</p>")

    assert render_apart(html, **DETAILS) == render_pdf(html, **DETAILS)


def test_what_may_not_be_printed_is_refused_in_the_same_words() -> None:
    html = HTML.format("<h1>Agenda</h1><script>1</script>")

    with pytest.raises(UnsafeHtmlError) as here:
        render_pdf(html, **DETAILS)
    with pytest.raises(UnsafeHtmlError) as apart:
        render_apart(html, **DETAILS)

    assert str(apart.value) == " ".join(str(here.value).split())


def test_what_takes_too_long_is_given_up_in_words() -> None:
    with pytest.raises(PdfNotMadeError, match="could not be printed in time"):
        render_apart(HTML.format("<h1>Agenda</h1>"), **DETAILS, seconds=0.05)


def test_a_process_that_dies_is_told_of_in_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    dead = subprocess.CompletedProcess([], -9, stdout=b"half", stderr=b"Killed")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: dead)

    with pytest.raises(PdfNotMadeError, match="Try again in a minute"):
        render_apart(HTML.format("<h1>Agenda</h1>"), **DETAILS)
    assert "ended with -9" in caplog.text


def test_the_process_is_given_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}

    def run(command: list[str], **given: Any) -> subprocess.CompletedProcess[bytes]:
        seen.update(given)
        return subprocess.CompletedProcess(command, 0, stdout=b"%PDF", stderr=b"")

    monkeypatch.setenv("SECRET_KEY", "a secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody:password@somewhere/site")
    monkeypatch.setattr(subprocess, "run", run)

    render_apart("<p>", **DETAILS)

    assert not {"SECRET_KEY", "DATABASE_URL"} & seen["env"].keys()
    assert json.loads(seen["input"])["dated"] == "2019-10-24"
