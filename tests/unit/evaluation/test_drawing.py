"""The logic model's drawing: legible, in its frame, and saying what the links say."""

import re
from dataclasses import replace
from itertools import combinations

import pytest

from evaluation.drawing import SMALL, WIDTH, Box, Drawing, logic_drawing
from evaluation.parts import ACTIVITY, INPUT, LONG_TERM, OUTCOME, Link, LogicModel, Node
from evaluation.wording import Beside
from partnership.lettering import text_width
from tests.unit.evaluation.models import reference_model

LANDSCAPE_TEXT_MM = 253  # the width between the margins of a landscape page
ROOM_BELOW_HEADING_MM = 140
MM_PER_POINT = 25.4 / 72


@pytest.fixture
def drawing() -> Drawing:
    return logic_drawing(reference_model(), ident="d")


def _of(*nodes: Node, links: tuple[Link, ...] = ()) -> Drawing:
    return logic_drawing(LogicModel(nodes, links), ident="d")


def _said(drawing: Drawing) -> str:
    texts = [*drawing.texts, *(text for box in drawing.boxes for text in box.texts)]
    return " ".join(f"{text.lead}{text.said}" for text in texts)


def _apart(one: Box, other: Box) -> bool:
    return (
        one.x + one.width <= other.x
        or other.x + other.width <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )


@pytest.fixture
def full() -> Drawing:
    """With the outputs of two activities, one of them long, and what another framework says."""
    key = next(node.key for node in reference_model().column(OUTCOME))
    first, second, *_ = (node.key for node in reference_model().column(ACTIVITY))
    outputs = {first: ("Sponsors found",), second: ("A vision", "Long words " * 12)}
    return logic_drawing(reference_model(), ident="d", beside=Beside(outputs, {key: ("S3", "S5")}))


def test_outputs_stand_beside_their_activities_and_touch_no_other_box(full: Drawing) -> None:
    assert len(full.boxes) == 4 + 8 + 4 + 1 + 2
    assert all(_apart(one, other) for one, other in combinations(full.boxes, 2))
    assert all(box.x + box.width < full.width for box in full.boxes)
    beside = {box.x: box for box in full.boxes if "Sponsors found" in _words_of(box)}
    (box,) = beside.values()
    assert any(each.x + each.width == box.x and each.y == box.y for each in full.boxes)
    assert all(text.y < box.y + box.height for box in full.boxes for text in box.texts)


def test_arrows_leave_from_outputs(full: Drawing) -> None:
    (box,) = (each for each in full.boxes if "Sponsors found" in _words_of(each))
    leaving = [arrow for arrow in full.arrows if arrow.path.startswith(f"M{box.x + box.width:g} ")]

    assert len(leaving) == 2 + 2  # as many as leave from the other box with outputs


def test_what_stands_beside_is_said_in_words_too(full: Drawing, drawing: Drawing) -> None:
    assert "also S3, S5" in _said(full)
    assert "Outputs of A1: Sponsors found." in full.title
    assert "O1 says the same as S3 and S5." in full.title
    assert "Outputs" not in _said(drawing) + drawing.title


def _words_of(box: Box) -> str:
    return " ".join(text.said for text in box.texts)


def test_the_smallest_letters_print_at_nine_points(drawing: Drawing) -> None:
    points_per_unit = LANDSCAPE_TEXT_MM / drawing.width / MM_PER_POINT
    sizes = {text.size for box in drawing.boxes for text in box.texts}
    sizes |= {text.size for text in drawing.texts}

    assert min(sizes) == SMALL
    assert SMALL * points_per_unit >= 9


def test_the_reference_model_fits_a_landscape_page(drawing: Drawing) -> None:
    assert drawing.height * LANDSCAPE_TEXT_MM / drawing.width <= ROOM_BELOW_HEADING_MM


def test_boxes_stand_apart_and_inside_the_drawing(drawing: Drawing) -> None:
    assert len(drawing.boxes) == 4 + 8 + 4 + 1
    assert all(_apart(one, other) for one, other in combinations(drawing.boxes, 2))
    assert all(box.x > 0 and box.x + box.width < drawing.width for box in drawing.boxes)
    assert all(box.y > 0 and box.y + box.height < drawing.height for box in drawing.boxes)


def test_every_line_of_text_is_inside_its_box(drawing: Drawing) -> None:
    for box in drawing.boxes:
        for text in box.texts:
            width = text_width(text.lead + text.said, text.size)
            assert box.x < text.x
            assert text.x + width < box.x + box.width
            assert box.y < text.y - text.size * 0.7
            assert text.y < box.y + box.height


def test_links_from_every_input_to_every_activity_are_one_arrow_in_words(
    drawing: Drawing,
) -> None:
    tips = [arrow for arrow in drawing.arrows if arrow.tip]

    assert len(tips) == 16 + 4 + 1
    assert "every input leads to every activity" in _said(drawing)


def test_a_link_missing_from_a_bundle_gives_every_link_its_own_arrow() -> None:
    model = reference_model()
    fewer = replace(model, links=model.links[1:])
    drawing = logic_drawing(fewer, ident="d")

    assert len([arrow for arrow in drawing.arrows if arrow.tip]) == 31 + 16 + 4
    assert "every input" not in _said(drawing)


def test_an_inferred_link_is_dashed_and_the_drawing_says_what_that_means(
    drawing: Drawing,
) -> None:
    assert all(arrow.is_inferred for arrow in drawing.arrows if arrow.tip)
    assert "Dashed arrows are inferred" in _said(drawing)


def test_stated_links_are_not_dashed() -> None:
    drawing = logic_drawing(reference_model(is_inferred=False), ident="d")

    assert not any(arrow.is_inferred for arrow in drawing.arrows)
    assert "Every arrow is as recorded: none is inferred." in _said(drawing)


def test_links_of_both_kinds_are_told_apart() -> None:
    ends = (
        Node("A1", ACTIVITY, "A1", "Do"),
        Node("O1", OUTCOME, "O1", "So"),
        Node("O2", OUTCOME, "O2", "Then"),
    )
    drawing = _of(*ends, links=(Link("A1", "O1", True), Link("A1", "O2", False)))

    assert [arrow.is_inferred for arrow in drawing.arrows] == [True, False]
    assert "The others are as recorded." in _said(drawing)


def test_an_outcome_names_what_leads_to_it_and_an_activity_its_milestones(
    drawing: Drawing,
) -> None:
    assert "from A1, A3, A4, A5" in _said(drawing)
    assert "(M5, M6)" in _said(drawing)


def test_arrows_to_one_outcome_share_a_colour_that_no_other_outcome_has(
    drawing: Drawing,
) -> None:
    by_colour: dict[str, set[str]] = {}
    for arrow in drawing.arrows:
        if arrow.tip and arrow.colour != "#4d4d4d":
            point = arrow.tip.split()[0].split(",")
            box = next(
                box
                for box in drawing.boxes
                if f"{box.x:g}" == point[0] and box.y < float(point[1]) < box.y + box.height
            )
            by_colour.setdefault(arrow.colour, set()).add(box.texts[0].lead)

    assert sorted(map(sorted, by_colour.values())) == [["LT"], ["O1"], ["O2"], ["O3"], ["O4"]]


def test_arrows_leave_and_meet_boxes_at_points_of_their_own(drawing: Drawing) -> None:
    points = [arrow.tip.split()[0] for arrow in drawing.arrows if arrow.tip]
    starts = [match[0] for arrow in drawing.arrows if (match := re.match(r"M\S+ \S+C", arrow.path))]

    assert len(points) == len(set(points))
    assert len(starts) == len(set(starts)) == 20


def test_a_link_between_outcomes_bows_out_beside_their_column() -> None:
    outcomes = Node("O1", OUTCOME, "O1", "First"), Node("O2", OUTCOME, "O2", "Then")
    drawing = _of(*outcomes, links=(Link("O1", "O2", False),))
    (arrow,) = drawing.arrows
    right = drawing.boxes[0].x + drawing.boxes[0].width
    numbers = [float(number) for number in re.findall(r"[\d.]+", arrow.path)]

    assert max(numbers[::2]) > right
    assert arrow.tip.split()[0].startswith(f"{right:g},")


def test_a_column_without_boxes_says_not_recorded() -> None:
    drawing = _of(Node("A1", ACTIVITY, "A1", "Do"))

    assert _said(drawing).count("not recorded") == 3


def test_an_empty_model_is_still_a_drawing() -> None:
    drawing = _of()

    assert drawing.boxes == drawing.arrows == ()
    assert drawing.height > 0


def test_a_tall_drawing_gets_wider_to_fit_its_page() -> None:
    nodes = [Node(f"A{n}", ACTIVITY, f"A{n}", "A long name " * 9) for n in range(60)]
    tall = logic_drawing(LogicModel(tuple(nodes)), ident="d", least_ratio=1.8)

    assert tall.width > WIDTH
    assert tall.width / tall.height == pytest.approx(1.8, abs=0.001)


def test_a_very_long_name_is_cut_with_a_sign() -> None:
    drawing = _of(Node("I1", INPUT, "I1", "words " * 200))

    assert drawing.boxes[0].texts[-1].said.endswith("…")


def test_the_title_says_what_the_drawing_says(drawing: Drawing) -> None:
    assert "Every input leads to every activity." in drawing.title
    assert "A5 Test in three settings per area, refine (M4), leads to O1, O2 and O3" in (
        drawing.title
    )
    assert "Every link is inferred" in drawing.title
    assert "Long-term outcome: LT Better health" in drawing.title


def test_the_title_of_a_model_without_links_claims_none() -> None:
    drawing = _of(Node("L", LONG_TERM, "LT", "Health"))

    assert "Inputs: not recorded." in drawing.title
    assert "inferred" not in drawing.title
