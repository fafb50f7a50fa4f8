"""Logic models to draw and describe: the reference programme's, and odd ones."""

from evaluation.parts import ACTIVITY, INPUT, LONG_TERM, OUTCOME, Link, LogicModel, Node

INPUTS = ["Core team", "Three pilot localities", "Steering group", "Wider connections"]
ACTIVITIES = [
    ("A1", "Guiding coalition in each area", ("M0", "M1"), "O2 O4"),
    ("A2", "Shared vision", ("M2",), "O1 O4"),
    ("A3", "Co-design the model", ("M2",), "O1 O2"),
    ("A4", "Learning opportunities", ("M3",), "O1 O2"),
    ("A5", "Test in three settings per area, refine", ("M4",), "O1 O2 O3"),
    ("A6", "Tailor for young people and one other group, test", ("M5", "M6"), "O1 O3"),
    ("A7", "Spread the vision from national leaders", ("M7",), "O4"),
    ("A8", "National event, network of practice, regional learning", ("M8", "M9", "M10"), "O1 O4"),
]
OUTCOMES = [
    ("O1", "New skills, knowledge, relationships and ways of working"),
    ("O2", "Librarians integrated as partners in healthcare teams"),
    ("O3", "Citizens and communities empowered to make choices"),
    ("O4", "Senior healthcare leaders appreciate libraries and stay committed"),
]
LAST = (
    "Better health and wellbeing for individuals and communities,"
    " in terms of what matters most to them"
)


def reference_model(*, is_inferred: bool = True) -> LogicModel:
    """The reference programme's logic model, every link inferred."""
    inputs = [Node(f"i{n}", INPUT, f"I{n}", name) for n, name in enumerate(INPUTS, 1)]
    activities = [Node(r, ACTIVITY, r, name, "", done) for r, name, done, _ in ACTIVITIES]
    outcomes = [Node(r, OUTCOME, r, name) for r, name in OUTCOMES]
    into = [Link(i.key, a.key, is_inferred) for i in inputs for a in activities]
    out = [Link(r, o, is_inferred) for r, _, _, ends in ACTIVITIES for o in ends.split()]
    last = [Link(o.key, "L", is_inferred) for o in outcomes]
    nodes = (*inputs, *activities, *outcomes, Node("L", LONG_TERM, "LT", LAST))
    return LogicModel(nodes, (*into, *out, *last))
