"""PDSA cycles in order, and the contexts of a programme's tests."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.models import Area, ServiceTest, TestContext
from tests.support.builders import code
from tests.support.posting import errors, opened, send
from tests.support.service_tests import a_context, a_cycle, a_service_test

pytestmark = pytest.mark.django_db


def at(name: str, test: ServiceTest, *more: object) -> str:
    return reverse(name, args=[test.programme.slug, test.slug, *more])


def page(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_a_cycle_is_added_after_the_last_one_and_told_in_order(
    ash_manager: Client, reading_well: ServiceTest
) -> None:
    a_cycle(reading_well, 1, plan="The first plan")

    answer = send(
        ash_manager, at("pdsa-cycle-new", reading_well), plan="The second plan", began="July 2019",
        decision="adapt", refinement="Tea first",
    )  # fmt: skip

    assert answer["Location"] == at("service-test", reading_well)
    cycle = reading_well.cycles.get(number=2)
    assert (cycle.began, cycle.decision, cycle.refinement) == (
        code("2019-07"), "adapt", "Tea first",
    )  # fmt: skip
    shown = page(ash_manager, answer["Location"])
    assert shown.index("The first plan") < shown.index("The second plan")
    assert "Cycle 2: from July 2019, end not recorded" in shown
    assert "A post recorded cycle 2." in shown


def test_what_was_refined_feeds_the_next_cycle(
    ash_manager: Client, reading_well: ServiceTest
) -> None:
    new = at("pdsa-cycle-new", reading_well)
    assert "leaves to this one" not in page(ash_manager, new)
    first = a_cycle(reading_well, 1)
    assert "Nothing is recorded of what was learned or refined by it." in page(ash_manager, new)
    first.refinement, first.act, first.decision = "Tea first", "Begin with tea", "adapt"
    first.save()
    shown = page(ash_manager, new)
    assert "What cycle 1 leaves to this one" in shown
    assert "<dd>Tea first</dd>" in shown
    assert "<dd>Adapt</dd>" in shown

    a_cycle(reading_well, 2)
    one = page(ash_manager, at("service-test", reading_well))
    assert one.count("<dt>Starts from</dt>") == 1
    assert "Tea first <span" in one.split("Cycle 2:")[1]


def test_two_people_do_not_add_the_same_cycle(
    manager: Client, ash_manager: Client, reading_well: ServiceTest
) -> None:
    new = at("pdsa-cycle-new", reading_well)
    mine, theirs = opened(manager, new), opened(ash_manager, new)
    ash_manager.post(new, theirs | {"plan": "Theirs"})

    answer = manager.post(new, mine | {"plan": "Mine"})

    said = "Cycle 1 is there already: read it first. Cycle 2 comes next."
    assert errors(answer)["number"] == [said]
    assert manager.post(new, mine | {"plan": "Mine", "number": "2"}).status_code == 302
    assert [each.plan for each in reading_well.cycles.all()] == ["Theirs", "Mine"]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"number": "3"}, "number", "Cycles follow without a gap. Cycle 2 comes next."),
        ({"began": "May 2019"}, "began", "Cycle 2 can’t begin (May 2019) before the test did"),
        ({"began": "6 July 2019"}, "began", "before cycle 1 did (8 July 2019)"),
        ({"began": "2019-08-02"}, "began", "after the test had ended (July 2019)"),
        ({"ended": "2019-08-02"}, "ended", "after the test had ended (July 2019)"),
        ({"began": "2019-07-20", "ended": "2019-07-19"}, "ended", "It can’t end (19 July 2019)"),
        ({"plan": ""}, "plan", "Fill in “Plan”"),
    ],
)
def test_a_cycle_that_can_not_be_is_refused_at_its_field(
    manager: Client, ash: Area, typed: dict[str, str], field: str, said: str
) -> None:
    test = a_service_test(ash, began="2019-06", ended="2019-07")
    a_cycle(test, 1, began="2019-07-08")

    answer = send(manager, at("pdsa-cycle-new", test), **{"plan": "Try"} | typed)

    assert said in errors(answer)[field][0]
    assert test.cycles.count() == 1


def test_a_cycle_is_not_over_before_it_is(manager: Client, reading_well: ServiceTest) -> None:
    answer = send(manager, at("pdsa-cycle-new", reading_well), plan="Try", ended="2199")

    assert "2199 has not come yet" in errors(answer)["ended"][0]


def test_a_test_does_not_end_before_its_cycles(manager: Client, reading_well: ServiceTest) -> None:
    a_cycle(reading_well, 1, ended="2019-09")

    answer = send(manager, at("service-test-finish", reading_well), ended="August 2019")

    assert "Cycle 1 can’t end (September 2019) after the test" in errors(answer)["ended"][0]


def test_what_was_wrong_before_stands_in_no_one_s_way(
    manager: Client, reading_well: ServiceTest
) -> None:
    cycle = a_cycle(reading_well, 1, began="2019-02")

    answer = send(manager, at("pdsa-cycle-edit", reading_well, 1), study="It went well")

    assert answer.status_code == 302
    cycle.refresh_from_db()
    assert cycle.study == "It went well"
    shown = page(manager, at("service-test", reading_well))
    assert "changed the words on what was learned, which was empty, in cycle 1" in shown


def test_two_editors_of_a_cycle_lose_nothing(
    manager: Client, ash_manager: Client, reading_well: ServiceTest
) -> None:
    a_cycle(reading_well, 1)
    edit = at("pdsa-cycle-edit", reading_well, 1)
    mine, theirs = opened(manager, edit), opened(ash_manager, edit)
    ash_manager.post(edit, theirs | {"decision": "adopt"})

    answer: Any = manager.post(edit, mine | {"decision": "abandon"})

    conflict = [(each.now, each.yours) for each in answer.context["conflict"]]
    assert conflict == [("Adopt", "Abandon")]
    assert reading_well.cycles.get().decision == "adopt"


def test_a_cycle_that_is_not_there_is_not_found(manager: Client, reading_well: ServiceTest) -> None:
    assert manager.get(at("pdsa-cycle-edit", reading_well, 1)).status_code == 404


def contexts(programme: Programme) -> str:
    return reverse("test-contexts", args=[programme.slug])


def of_context(name: str, context: TestContext) -> str:
    return reverse(name, args=[context.programme.slug, context.slug])


def names(programme: Programme) -> list[str]:
    return [each.name for each in programme.test_contexts.all()]


def test_contexts_are_added_in_order_and_once(manager: Client, programme: Programme) -> None:
    for name in ("Health promotion", "Complex needs"):
        assert send(manager, contexts(programme), name=name)["Location"] == contexts(programme)

    twice = send(manager, contexts(programme), name="complex needs")

    assert errors(twice)["name"] == ["There is a context “complex needs” already."]
    assert names(programme) == ["Health promotion", "Complex needs"]


def test_a_context_is_renamed_and_moved_with_its_history(
    manager: Client, programme: Programme
) -> None:
    first, _, third = (a_context(programme, name) for name in ("One", "Two", "Three"))

    send(manager, of_context("test-context-edit", third), name="Third", position="1")
    send(manager, of_context("test-context-edit", first), position="3")

    assert names(programme) == ["Third", "Two", "One"]
    assert list(programme.test_contexts.values_list("position", flat=True)) == [1, 2, 3]
    shown = page(manager, of_context("test-context-edit", third))
    assert "changed the name from Three to Third" in shown


def test_two_editors_of_a_context_lose_nothing(manager: Client, programme: Programme) -> None:
    context = a_context(programme, "One")
    a_context(programme, "Two")
    edit = of_context("test-context-edit", context)
    mine, theirs = opened(manager, edit), opened(manager, edit)
    manager.post(edit, theirs | {"name": "Theirs"})

    answer: Any = manager.post(edit, mine | {"name": "Mine"})

    assert [(each.now, each.yours) for each in answer.context["conflict"]] == [("Theirs", "Mine")]
    context.refresh_from_db()
    assert context.name == "Theirs"


def test_a_context_in_use_stays(manager: Client, ash: Area, programme: Programme) -> None:
    used, unused = a_context(programme, "Used"), a_context(programme, "Unused")
    a_service_test(ash, context=used)

    refused = send(manager, of_context("test-context-remove", used))
    send(manager, of_context("test-context-remove", unused))

    assert "“Used” is the context of a test, so it stays." in errors(refused)["__all__"][0]
    assert names(programme) == ["Used"]


def test_only_who_edits_the_plan_keeps_the_contexts(
    ash_manager: Client, programme: Programme
) -> None:
    context = a_context(programme)
    addresses = [contexts(programme), of_context("test-context-remove", context)]

    for address in addresses:
        refused = ash_manager.post(address, {"name": "Mine"})
        assert refused.status_code == 403
        assert f"A {Role.PROGRAMME_MANAGER.label.lower()} can" in refused.content.decode()
    assert names(programme) == ["Health promotion"]
