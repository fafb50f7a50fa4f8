"""A questionnaire built, asked before and after, matched, and read: by those who may see all,
and by a steering member, from whom small counts are kept.

The worker is this test: it counts what has come in.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from evaluation import tasks
from evaluation.models import Response, Wave
from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from pilots.models import Area
from tests.support import forty
from tests.support.answering import Respondent
from tests.support.browsing import be_whole, follow
from tests.support.builders import a_group, a_person, a_programme, an_area
from tests.support.choosing import choose
from tests.support.forty import AFTER, BEFORE, Person

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = forty.everybody()
QUESTION = "How confident are you in pointing people to help?"
ROWS = ("I know what the other partners can offer people.",
        "I know whom to ask in another organisation.")  # fmt: skip
Opened = Callable[..., Page]
BLOCKS = """() => [...document.querySelectorAll('section.result')].map(section => {
  const own = cell => [...cell.childNodes].filter(each => each.nodeType === 3)
    .map(each => each.textContent).join('').trim()
  const lines = name => Object.fromEntries([...section.querySelectorAll(name + ' tbody tr')].map(
    line => [line.querySelector('th').textContent, [...line.querySelectorAll('td')].map(own)]))
  return {title: section.querySelector('h2').textContent, text: section.innerText,
    heads: [...section.querySelectorAll('.result__answers thead th')].map(each => each.textContent),
    answers: lines('.result__answers'), changes: lines('.result__changes')}
})"""


@pytest.fixture
def programme(transactional_db: None) -> Programme:
    caches["floods"].clear()
    programme = a_programme(start_month=timezone.localdate().replace(month=1, day=1))
    for name in forty.AREAS:
        an_area(programme, name)
    return programme


@pytest.fixture
def open_as(live_server: LiveServer, browser: Browser) -> Iterator[Opened]:
    """Opens a browser for somebody, signed in or of the public."""
    contexts: list[BrowserContext] = []

    def opened(user: User | None = None, *, width: int = 1280, script: bool = True) -> Page:
        size: Any = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, java_script_enabled=script, locale="en-GB")
        contexts.append(context)
        if user:
            client = Client()
            client.force_login(user)
            value = client.cookies["session"].value
            context.add_cookies([{"name": "session", "value": value, "url": live_server.url}])
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def press(page: Page, role: Any, name: str) -> None:
    """Press a link or button that leads to another page."""
    spoken = re.sub(r"([:,])", r"\\s*\1", re.escape(name))
    follow(page.get_by_role(role, name=re.compile(f"^{spoken}$")).first)


def build(page: Page, programme: str) -> None:
    """The survey of the template for partners, with one question mended, published."""
    page.goto(f"{programme}new-survey/")
    page.get_by_label("Title").fill("Working together")
    choose(page.get_by_label("Partners before and after", exact=True))
    choose(page.get_by_label(re.compile("^Partners, before and after:")))
    press(page, "button", "Begin the draft")
    press(page, "link", "Change question 4")
    page.get_by_label("Question", exact=True).fill(QUESTION)
    follow(page.locator("main form button[type=submit]:not([tabindex])").first)
    expect(page.locator("main")).to_contain_text(QUESTION)
    press(page, "link", "Check and publish")
    press(page, "button", "Publish it")
    expect(page.get_by_text("It never changes.")).to_be_visible()


def tell(page: Page, programme: str) -> None:
    """What respondents are told, and agree to."""
    page.goto(f"{programme}new-privacy-notice/")
    page.get_by_label("Information", exact=True).fill("We ask to learn. Ask the library.")
    page.get_by_label("What respondents agree to", exact=True).fill("I have read it and take part.")
    press(page, "button", "Publish this version")
    expect(page.locator("main")).to_contain_text("Version 1")


def plan(page: Page, name: str, *, opens: int) -> None:
    """A wave that takes answers until today; the page to plan it is open."""
    today = timezone.localdate()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("First day on which").fill((today - timedelta(opens)).isoformat())
    page.get_by_label("Last day on which").fill(today.isoformat())
    page.get_by_label("Single answers are deleted on").fill((today + timedelta(200)).isoformat())
    page.get_by_label("How many are asked").fill(str(forty.ASKED[name]))
    choose(page.get_by_label("Ask for the self-made code"))
    press(page, "button", "Plan the wave")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def plan_both(page: Page, programme: str) -> None:
    page.goto(f"{programme}new-wave/")
    choose(page.get_by_label("Before – asked again later"))
    plan(page, BEFORE, opens=30)
    press(page, "link", "Plan its after wave")
    plan(page, AFTER, opens=0)


def answer_in_browser(page: Page, person: Person, wave: Wave, site: str) -> None:
    """Somebody of the public, page by page."""
    sheet = person.sheets[wave.name]
    page.goto(f"{site}/answer/{wave.code}/")
    choose(page.get_by_label("or older"))
    choose(page.get_by_label("I have read it and take part."))
    page.get_by_role("button", name="Start").last.click()
    choose(page.get_by_label(person.area, exact=True))
    page.get_by_role("button", name="Continue").last.click()
    for row, point in zip(ROWS, sheet.rows, strict=True):
        group = page.get_by_role("group", name=row)
        choose(group.get_by_label(point_words(point), exact=True))
    if sheet.confidence:
        words = forty.CONFIDENCE[sheet.confidence - 1]
        choose(page.get_by_label(words, exact=True))
    page.get_by_role("button", name="Continue").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("In your own words")
    page.get_by_role("button", name="Continue").last.click()
    for number, part in enumerate(person.code(wave.name), start=1):
        page.locator(f"input[name='code.{number}']").fill(part)
    page.get_by_role("button", name="Send my answers").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")


def point_words(point: int | None) -> str:
    return forty.POINTS[point - 1] if point else forty.DON_T_KNOW


def answer_by_request(person: Person, wave: Wave) -> None:
    """The same pages by plain requests, with the fields that each page holds."""
    sheet, form = person.sheets[wave.name], Respondent(wave)
    form.start()
    form.send(dict([chosen(form, person.area)]))
    rows = [chosen(form, point_words(point), number) for number, point in enumerate(sheet.rows)]
    typed = dict(rows)
    if sheet.confidence:
        typed |= dict([chosen(form, forty.CONFIDENCE[sheet.confidence - 1])])
    typed |= dict([chosen(form, "Yes" if sheet.referred else "No")])
    if sheet.referred:
        typed["q.referred-how-many"] = str(sheet.referred)
    form.send(typed)
    form.send({"q.helped": f"Time, said {person.number}"} if person.number % 3 == 0 else {})
    parts = enumerate(person.code(wave.name), start=1)
    form.send({f"code.{number}": part for number, part in parts}, go="send")
    assert form.answer.status_code == 302, form.text


def chosen(form: Respondent, words: str, at: int = 0) -> tuple[str, str]:
    """The field and the value behind an answer; `at` counts rows with the same answers."""
    labels = form.page.xpath("//label[@for][normalize-space(.)=$words]", words=words)
    (there,) = form.page.xpath("//*[@id=$ident]", ident=labels[at].get("for"))
    return there.get("name"), there.get("value")


def answer_all(open_as: Opened, wave: Wave, site: str) -> None:
    there = [each for each in PEOPLE if wave.name in each.sheets]
    answer_in_browser(open_as(width=375), there[0], wave, site)
    answer_in_browser(open_as(script=False), there[1], wave, site)
    for person in there[2:]:
        answer_by_request(person, wave)
    assert Response.objects.filter(wave=wave).count() == 40


def close(page: Page, programme: str, wave: Wave) -> None:
    page.goto(f"{programme}waves/{wave.slug}/")
    press(page, "link", "Close it")
    press(page, "button", "Close the wave")


def decide(page: Page, address: str) -> None:
    """Confirm the slips of the pen, and keep apart two people of two areas."""
    page.goto(f"{address}matches/")
    waiting = page.locator("tr", has=page.get_by_role("button", name="is the same person"))
    expect(waiting).to_have_count(len(forty.MISTYPED) + 1)
    apart = waiting.filter(has_text="Ash before, Birch after")
    follow(apart.get_by_role("button", name="No"))
    for left in range(len(forty.MISTYPED), 0, -1):
        expect(waiting).to_have_count(left)
        follow(waiting.first.get_by_role("button", name="Yes"))
    expect(page.get_by_text("No near match waits for a decision.")).to_be_visible()


def blocks_of(page: Page) -> dict[str, Any]:
    """Each question's tables as they stand on the page, by the end of its heading."""
    be_whole(page)
    found = page.evaluate(BLOCKS)
    wanted = {"confidence": QUESTION, "first": ROWS[0], "second": ROWS[1]}
    return {
        name: next(each for each in found if each["title"].endswith(title))
        for name, title in wanted.items()
    }


def counts(people: list[Person], name: str) -> dict[str, list[str]]:
    """What the table of a question must hold: each answer, before and after."""
    told = []
    for wave in (BEFORE, AFTER):
        sheets = forty.of(people, wave)
        row = {"first": 0, "second": 1}.get(name)
        counted = forty.confidence(sheets) if row is None else forty.agreement(sheets, row)
        told.append(counted)
    return {words: [str(each[words]) for each in told] for words in told[0]}


def reads_right(page: Page) -> None:
    """All figures of the whole, as worked out from the list of people."""
    main = page.locator("main")
    expect(main).to_contain_text("40 of 50 people asked answered: 80%.")
    expect(main).to_contain_text("40 of 52 people asked answered: 77%.")
    expect(main).to_contain_text("9 of 40 before and 9 of 40 after could not be matched.")
    expect(main).to_contain_text(f"{len(forty.PAIRED)} people are matched")
    for name, row in (("confidence", None), ("first", 0), ("second", 1)):
        told, changes = blocks_of(page)[name], forty.moves(PEOPLE, row)
        assert figures(told["answers"], counts(PEOPLE, name)) == counts(PEOPLE, name)
        assert told["heads"][1:] == heads(counts(PEOPLE, name))
        if told["changes"]:
            expected = {way: [str(number)] for way, number in forty.ways(changes).items()}
            assert told["changes"] == expected
    told = blocks_of(page)["confidence"]
    assert told["changes"]
    assert forty.sign_p(forty.moves(PEOPLE)) in told["text"]


def figures(told: dict[str, list[str]], wanted: dict[str, list[str]]) -> dict[str, list[str]]:
    """The counts of the answers, without means and medians."""
    return {words: told[words] for words in wanted}


def heads(told: dict[str, list[str]]) -> list[str]:
    """Each wave with its base."""
    bases = [sum(int(each[at]) for each in told.values()) for at in (0, 1)]
    return [f"{name} (n = {n})" for name, n in zip((BEFORE, AFTER), bases, strict=True)]


def holds_back(page: Page, people: list[Person], name: str) -> dict[str, list[str]]:
    """Of one area: what is shown is right, no small count is, and none is hidden alone."""
    told, true = blocks_of(page)[name], counts(people, name)
    shown = figures(told["answers"], true)
    assert told["heads"][1:] == heads(true)
    for at in (0, 1):
        hidden = {words for words, cells in shown.items() if cells[at] == "hidden"}
        small = {words for words, cells in true.items() if 1 <= int(cells[at]) < 5}
        assert small <= hidden
        assert len(hidden) != 1
        for words in shown.keys() - hidden:
            assert shown[words][at] == true[words][at]
    return shown


def test_from_a_draft_to_what_a_steering_member_reads(
    live_server: LiveServer,
    programme: Programme,
    open_as: Opened,
    axe_violations: Callable[[Page], list[str]],
) -> None:
    evaluator = open_as(a_person(Role.EVALUATOR, programme))
    address = f"{live_server.url}/programmes/{programme.slug}/"
    build(evaluator, address)
    tell(evaluator, address)
    plan_both(evaluator, address)
    before, after = (Wave.objects.get(name=name) for name in (BEFORE, AFTER))
    for wave in (before, after):
        answer_all(open_as, wave, live_server.url)
        close(evaluator, address, wave)
    tasks.tally()
    tasks.publish()

    results = f"{address}results/{after.slug}/"
    decide(evaluator, results)
    evaluator.goto(results)
    reads_right(evaluator)
    assert axe_violations(evaluator) == []

    national = open_as(a_person(Role.STEERING_MEMBER, a_group(programme, "National group")))
    national.goto(results)
    reads_right(national)
    by_area = [of_area(national, f"{results}?of=area:{name.lower()}", name) for name in forty.AREAS]
    for name in by_area[0]:
        cannot_be_worked_out([each[name] for each in by_area], name)

    birch = Area.objects.get(name="Birch")
    group = a_group(programme, "Birch group", area=birch)
    member = open_as(a_person(Role.STEERING_MEMBER, group), width=375)
    assert of_area(member, results, "Birch") == by_area[1]
    assert any("hidden" in cells for cells in by_area[1]["confidence"].values())
    assert axe_violations(member) == []


def of_area(page: Page, address: str, area: str) -> dict[str, dict[str, list[str]]]:
    """The page of an area, held against the people there."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{AFTER}: {area}")
    people = those_of(area)
    return {name: holds_back(page, people, name) for name in ("confidence", "first", "second")}


def cannot_be_worked_out(areas: list[dict[str, list[str]]], name: str) -> None:
    """From all areas' counts, their bases and the whole, no hidden count follows; of 1 to 4 a
    reader can't even tell that it is small, but where the whole is.
    """
    whole, true = counts(PEOPLE, name), [counts(those_of(each), name) for each in forty.AREAS]
    for at in (0, 1):
        stands = [[int(cells[at]) for cells in each.values()] for each in true]
        shown = [[each[words][at] for words in whole] for each in areas]
        totals = [int(cells[at]) for cells in whole.values()]
        for row, column, least, most in forty.spans(shown, [*map(sum, stands)], totals):
            is_small = 1 <= stands[row][column] < 5 <= totals[column]
            assert (least <= 1 and most >= 5) if is_small else least < most


def those_of(area: str) -> list[Person]:
    return [each for each in PEOPLE if each.area == area]
