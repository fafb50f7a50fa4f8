"""Which pages are measured, against which floor, and how good each should be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """An address; `floor` and `goal` say how it compares, `most_queries` what it may ask.

    `by_evaluator`: asked for by one who may read raw answers, not by the programme's manager.
    """

    name: str
    path: str
    floor: str = ""
    goal: float = 0
    most_queries: int = 0
    by_evaluator: bool = False
    queries: int = 0  # that a floor makes, written beside its view in floors.py


FLOORS = (
    Target("hello", "/floor/hello/"),
    Target("one-query", "/floor/one-query/", queries=1),
    Target("bare roadmap", "/floor/bare-roadmap/", queries=2),
    Target("bare list", "/floor/bare-list/", queries=2),
)
INSIDE = "/programmes/programme-1/"
WAVES = (("50,000", "some-after"), ("1,000,000", "many-after"))
PAGES = (
    Target("overview", INSIDE, "bare roadmap", 0.33, 8),
    Target("milestones", f"{INSIDE}milestones/", "bare roadmap", 0.33, 8),
    Target("matrix", f"{INSIDE}milestones/matrix/", "bare roadmap", 0.33, 8),
    Target("timeline", f"{INSIDE}milestones/timeline/", "bare roadmap", 0.33, 8),
    Target("milestone", f"{INSIDE}milestones/M11/", "bare roadmap", 0, 15),
    Target("risks", f"{INSIDE}risks/", "bare roadmap", 0, 15),
    Target("events", f"{INSIDE}events/", "bare list", 0.33, 8),
    Target("event", f"{INSIDE}events/event-30/", "bare list", 0, 15),
    Target("calendar", f"{INSIDE}events/calendar/", "bare list", 0.33, 8),
    Target("engagement", f"{INSIDE}engagement/", "bare list", 0.33, 15),
    Target("group", f"{INSIDE}groups/group-1/", "bare list", 0.33, 15),
    Target("people", f"{INSIDE}people/", "bare list", 0.33, 8),
    Target("results", f"{INSIDE}results/", "bare list", 0.33, 8),
    *(
        Target(f"results of {number}", f"{INSIDE}results/{wave}/", "bare list", 0.33, 15)
        for number, wave in WAVES
    ),
    *(
        Target(f"raw results of {number}", f"{INSIDE}results/{wave}/", "bare list", 0.33, 15, True)
        for number, wave in WAVES
    ),
    Target("actions", f"{INSIDE}actions/", "bare list", 0.33, 8),
)
IN_TURN = tuple(  # each floor just before the pages that are held against it
    target
    for floor in FLOORS
    for target in (floor, *(page for page in PAGES if page.floor == floor.name))
)
GROWTH_GOAL = 1.5
MEMORY_GOAL_MB = 200
HTML_GOAL, FIRST_GOAL, NEXT_GOAL = 20_000, 120_000, 25_000
