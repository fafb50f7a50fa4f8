"""A text is pointed out where the report's own figures say otherwise, and hardly ever else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.reports.rules.contradicted import Counted, Facts, contradicted
from partnership.reports.rules.stale import stale

FACTS = Facts(
    milestones={
        "M4": ("31 August 2019", "15 October 2019"),
        "M5": ("30 November 2019",),
    },
    days=frozenset({"30 September 2019", "24 July 2019"}),
    months=frozenset({"July 2019", "August 2019", "September 2019"}),
    counted=(
        Counted(("events?",), frozenset({31, 12, 1200}), "31"),
        Counted(("people",), frozenset({640, 80}), "footfall 640", ("attended", "came")),
    ),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "M4 is expected on 3 March 2027.",
            "It says 3 March 2027 for M4; this report has 31 August 2019 and 15 October 2019.",
        ),
        (
            "All is well: M5 follows in March 2027, we trust.",
            "It says March 2027 for M5; this report has 30 November 2019.",
        ),
        ("M5 is due on 31 August 2019.", "It says 31 August 2019 for M5; this report has"
            " 30 November 2019."),
        ("We held 1,999 events.", "It says 1,999 events; this report counts 31."),
        ("More than 1,300 events were held.", "It says 1,300 events; this report counts 31."),
        ("About 29 events were held.", None),
        ("About 500 events were held.", "It says 500 events; this report counts 31."),
        ("9 events were held.", "It says 9 events; this report counts 31."),
        ("In all, 9 events took place this quarter.", "It says 9 events; this report counts 31."),
        ("700 people came.", "It says 700 people; this report counts footfall 640."),
    ],
)  # fmt: skip
def test_what_the_figures_say_otherwise_is_said_with_both(text: str, found: str | None) -> None:
    assert contradicted(text, FACTS) == ((found,) if found else ())


@pytest.mark.parametrize(
    "text",
    [
        "31 events were held. M4 is expected on 15 October 2019, at first 31 August 2019.",
        "M4 is on its way in October 2019. The museum opens on 3 March 2027.",
        "M5 follows M4, on 31 August 2019 and 30 November 2019.",
        "M3 to M5 run until 3 March 2027 and M4–M5 until 4 March 2027.",
        "As at 30 September 2019 M4 is green; it began in July 2019.",
        "M40 and M4a and M4.1 and XM4 come on 3 March 2027.",
        "M4 is not expected before 3 March 2027.",
        "In 2027, M4 goes on.",
        "99% events, 99.5 events, £99 events, M99 events, 2.99 events, 10-99 events.",
        "1,999 events are planned.",
        "1,999 events were held in 2018.",
        "At least 30 events were held, and fewer than 4,000 events.",
        "A further 1,999 events were small.",
        "9 events were for children.",
        "Of these, 9 events were held.",
        "1,999 events of the council were held.",
        "Phase 1999 events are over.",
        "7,000 people live in North.",
        "1999 eventful days",
        "2019 events were held outdoors.",
    ],
)
def test_what_is_right_or_may_be_meant_otherwise_is_left_alone(text: str) -> None:
    assert contradicted(text, FACTS) == ()


def test_without_a_last_report_a_text_is_pointed_out_all_the_same() -> None:
    text = "99 events were held. M4 is expected on 3 March 2027."
    facts = Facts(FACTS.milestones, counted=(Counted(("events?",), frozenset({31}), "31"),))

    found = stale(text, last_text="", said_then=frozenset(), said_now=frozenset(), facts=facts)

    assert found
    assert found.contradicts == (
        "It says 99 events; this report counts 31.",
        "It says 3 March 2027 for M4; this report has 31 August 2019 and 15 October 2019.",
    )


def test_of_many_days_the_first_are_named() -> None:
    days = tuple(f"{day} May 2019" for day in range(1, 10))

    (found,) = contradicted("M1 was done on 30 May 2019.", Facts({"M1": days}))

    assert found.endswith("5 May 2019, 6 May 2019 and 3 other days.")


@given(st.integers(min_value=0, max_value=10**7), st.sampled_from(["{}", "{:,}"]))
def test_a_total_that_the_report_gives_is_never_pointed_out(number: int, written: str) -> None:
    facts = Facts(counted=(Counted(("events?",), frozenset({number}), f"{number:,}"),))

    assert not contradicted(f"{written.format(number)} events were held.", facts)
    assert contradicted(f"{number + 1:,} events were held.", facts)
