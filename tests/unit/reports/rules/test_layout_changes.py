"""What one version of a template asks otherwise than another, in words."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from partnership.reports.rules.layout import Layout, RowLayout, SectionLayout
from partnership.reports.rules.layout_changes import Became, Detail, changes
from partnership.reports.rules.parts import Part

RISKS = SectionLayout("risks", "Risks", (Part.RISKS,))
CLOSE = SectionLayout("close", "Conclusion", help="In a sentence.", is_mandatory=True)
PLAN = SectionLayout("plan", "The plan", (Part.FULL_PLAN,))
LEGAL = RowLayout("legal", "Legal")
BEFORE = Layout("own", "Own", (RISKS, CLOSE, PLAN), (LEGAL,))


def test_alike_layouts_differ_in_nothing() -> None:
    assert not changes(BEFORE, BEFORE)


def test_a_name_of_the_template_is_no_difference_of_its_versions() -> None:
    assert not changes(BEFORE, replace(BEFORE, name="Other", slug="other"))


def test_the_words_of_the_cover_are_compared() -> None:
    after = replace(BEFORE, asks="We ask", purposes=("For noting",))

    assert changes(BEFORE, after).cover == (
        Detail("Words before the recommendations", "The Board is asked to", "We ask"),
        Detail("Purposes", "For noting\nFor approval\nFor endorsement", "For noting"),
    )


def test_a_section_that_is_new_says_what_it_holds() -> None:
    new = SectionLayout("more", "More", (Part.LEARNING,), "Say more.", is_mandatory=True)

    found = changes(BEFORE, replace(BEFORE, sections=(*BEFORE.sections, new))).sections

    assert found == (
        Became(
            "More",
            "New",
            (
                Detail("Help", "", "Say more."),
                Detail("Its text must be written", "", "yes"),
                Detail("Printed beneath it", "", "Learning shared between areas"),
            ),
        ),
    )


def test_what_was_taken_out_comes_last_and_moves_nothing_else() -> None:
    found = changes(BEFORE, replace(BEFORE, sections=(CLOSE, PLAN))).sections

    assert found == (Became("Risks", "Removed"),)


def test_only_what_was_moved_is_said_to_have_moved() -> None:
    found = changes(BEFORE, replace(BEFORE, sections=(CLOSE, PLAN, RISKS))).sections

    assert found == (Became("Risks", "Moved"),)


def test_what_is_changed_and_moved_is_said_once() -> None:
    other = replace(RISKS, heading="Risks and issues", parts=())
    after = replace(BEFORE, sections=(CLOSE, PLAN, other))

    assert changes(BEFORE, after).sections == (
        Became(
            "Risks and issues",
            "Changed, moved",
            (
                Detail("Heading", "Risks", "Risks and issues"),
                Detail("Printed beneath it", "Risks and issues", ""),
            ),
        ),
    )


def test_an_implication_that_need_not_be_answered_any_more_says_so() -> None:
    after = replace(BEFORE, rows=(replace(LEGAL, is_mandatory=False),))

    assert changes(BEFORE, after).rows == (
        Became("Legal", "Changed", (Detail("It must be answered", "yes", "no"),)),
    )


@given(st.permutations(range(6)))
def test_taking_out_what_moved_leaves_the_order_that_was(order: list[int]) -> None:
    before = Layout("own", "Own", tuple(SectionLayout(str(n), str(n)) for n in range(6)))
    after = replace(before, sections=tuple(SectionLayout(str(n), str(n)) for n in order))

    strayed = {each.heading for each in changes(before, after).sections}

    stayed = [n for n in order if str(n) not in strayed]
    assert stayed == sorted(stayed)
    assert bool(strayed) == (order != sorted(order))
