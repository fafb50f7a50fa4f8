"""Scores in the file of answers: the parts of a scale stand beside its whole."""

from evaluation.rules.codebook import cells, codebook, heads
from evaluation.rules.joined import joined
from evaluation.rules.questionnaire import Option, Page, Questionnaire
from evaluation.rules.scales import Kind
from evaluation.rules.tallying import Answered, Instrument, Scale, What
from tests.unit.evaluation.asking import item

POINTS = (Option(1, "Yes"), Option(2, "More or less"), Option(3, "No"))
ITEMS = tuple(
    item(pk, f"item-{pk}", "scale", options=POINTS, scale="lonely", scale_item=pk)
    for pk in range(1, 7)
)
LONELY = Scale(7, "lonely", Kind.DE_JONG_GIERVELD_6, name="Loneliness", licence="L 1")
ASKED = Instrument(Questionnaire("How are you?", (Page("You", ITEMS),)), (LONELY,))
NAMES = ["score.lonely", "score.lonely.emotional", "score.lonely.social"]


def scores(*answers: int | None) -> dict[str, object]:
    given = {What(pk): (value,) for pk, value in enumerate(answers, start=1) if value is not None}
    row = dict(zip(heads(ASKED), cells(ASKED, Answered(values=given), {}), strict=True))
    return {name: row[name] for name in NAMES}


def test_the_parts_of_a_scale_are_scored_by_themselves() -> None:
    assert scores(1, 1, 2, 3, 1, 1) == dict(zip(NAMES, (4, 3, 1), strict=True))


def test_a_part_with_an_item_missing_is_empty_while_the_whole_is_scored() -> None:
    assert scores(1, None, 1, 3, 3, 3) == dict(zip(NAMES, (5, "", 3), strict=True))
    assert scores(1, None, None, 3, 3, 3) == dict(zip(NAMES, ("", "", 3), strict=True))


def test_the_codebook_explains_each_part() -> None:
    told = {str(row[0]): str(row[1]) for row in codebook(ASKED)}
    assert [name for name in told if name.startswith("score")] == NAMES
    assert "its social part, 0 to 3" in told["score.lonely.social"]


def test_parts_go_along_with_their_scale_into_the_file_of_two_versions() -> None:
    old = Instrument(ASKED.asked, (Scale(8, "lonely", Kind.DE_JONG_GIERVELD_6),))
    same = joined(ASKED, before=old, same={What(scale=7): What(scale=8)}, number=1)
    assert [name for name in same.heads if name.startswith("score")] == NAMES
    apart = joined(ASKED, before=old, same={}, number=1)
    assert [name for name in apart.heads if "version 1" in name][-3:] == [
        f"{name} (version 1)" for name in NAMES
    ]
