"""What some people couldn't read is refused, and every fault is named."""

import pytest

from partnership.pdf import InaccessibleHtmlError
from tests.support.sample_report import HTML, make_pdf

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}<path d="M0 0h9"/></svg>'
FAULTS = [
    (SVG.format(""), "drawing 1 has no title"),
    (SVG.format("<title> </title>"), "drawing 1 has no title"),
    (SVG.format("<g><title>Deep</title></g>"), "drawing 1 has no title"),
    ('<img src="asset:shapes/red.svg" alt="">', "has no alternative text"),
    ("<table><tr><td>1</td></tr></table>", "table 1 has no header cells"),
    ("<table><tr><th>Area</th></tr></table>", "“Area” of table 1 has no scope"),
    ('<table><tr><th scope="both">Area</th></tr></table>', "“Area” of table 1 has no scope"),
    ('<p><a href="#away">There</a></p>', "leads to “#away”, which is not there"),
    ('<p><a href="https://example.org"></a></p>', "has no words"),
    ("<h3>Skipped</h3>", "“Skipped” is out of order"),
    ("<h1>Second</h1>", "“Second” is out of order"),
    ('<p id="a">1</p><p id="a">2</p>', "the id “a” is there twice"),
]


def page(body: str, lang: str = ' lang="en-GB"', heading: str = "<h1>H</h1>") -> str:
    return f'<html{lang}><body data-title="T" data-body="B">{heading}{body}</body></html>'


@pytest.mark.parametrize(("body", "fault"), FAULTS, ids=[fault for _, fault in FAULTS])
def test_a_fault_is_refused_by_name(body, fault):
    with pytest.raises(InaccessibleHtmlError, match=fault):
        make_pdf(page(body))


def test_a_document_says_its_language():
    with pytest.raises(InaccessibleHtmlError, match="does not say its language"):
        make_pdf(page("<p>Words</p>", lang=""))


def test_a_document_has_a_heading():
    with pytest.raises(InaccessibleHtmlError, match="there is no heading"):
        make_pdf(page("<p>Words</p>", heading=""))


def test_all_faults_are_named_at_once():
    with pytest.raises(InaccessibleHtmlError, match="no header cells; drawing 1 has no title"):
        make_pdf(page("<table><tr><td>1</td></tr></table>" + SVG.format("")))


def test_a_title_taken_from_the_sample_is_missed():
    start, end = HTML.index("<title>Events held"), HTML.index("</title>\n      <g fill")
    with pytest.raises(InaccessibleHtmlError, match="drawing 1 has no title"):
        make_pdf(HTML[:start] + HTML[end + len("</title>") :])
