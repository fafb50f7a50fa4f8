"""A report goes from stage to stage by the right people alone, and each refusal says why."""

from dataclasses import replace

import pytest

from partnership.reports.rules.stages import (
    AGAIN,
    APPROVERS,
    DRAFTERS,
    LEADS_TO,
    Move,
    Standing,
    hindrance,
    moves,
)

STAGES = ("draft", "in-review", "approved", "published", "superseded")
WRITER = Standing("draft", may_draft=True)
CHAIR = Standing("draft", is_frozen=True, has_files=True, may_approve=True)
MANAGER = replace(CHAIR, may_draft=True)


@pytest.mark.parametrize(
    ("stage", "writer", "chair"),
    [
        ("draft", {Move.SUBMIT}, set()),
        ("in-review", {Move.TAKE_BACK}, {Move.SEND_BACK, Move.APPROVE}),
        ("approved", set(), {Move.SEND_BACK, Move.PUBLISH}),
        ("published", {Move.CORRECT}, set()),
        ("superseded", set(), set()),
    ],
)
def test_each_stage_is_left_by_those_who_may(
    stage: str, writer: set[Move], chair: set[Move]
) -> None:
    assert set(moves(replace(WRITER, stage=stage))) == writer
    assert set(moves(replace(CHAIR, stage=stage))) == chair
    assert set(moves(replace(MANAGER, stage=stage))) == writer | chair
    assert moves(Standing(stage)) == ()


def test_nobody_approves_what_they_wrote_but_may_send_it_back() -> None:
    own = replace(MANAGER, stage="in-review", is_own=True)

    assert "You wrote in it" in hindrance(Move.APPROVE, own)
    assert hindrance(Move.SEND_BACK, own) == ""


def test_what_is_missing_is_named_and_blocks() -> None:
    lacking = replace(WRITER, missing=("Conclusion", "Financial implications"))

    words = hindrance(Move.SUBMIT, lacking)
    assert words == "Still missing: Conclusion; Financial implications."


@pytest.mark.parametrize("lacking", [{"is_frozen": False}, {"has_files": False}])
@pytest.mark.parametrize(
    ("move", "stage"), [(Move.APPROVE, "in-review"), (Move.PUBLISH, "approved")]
)
def test_nothing_is_signed_before_its_files_are_there(
    move: Move, stage: str, lacking: dict[str, bool]
) -> None:
    assert "not made yet" in hindrance(move, replace(CHAIR, stage=stage, **lacking))  # type: ignore[arg-type]


def test_a_report_is_corrected_once_at_a_time() -> None:
    published = replace(WRITER, stage="published")

    assert hindrance(Move.CORRECT, published) == ""
    assert "already" in hindrance(Move.CORRECT, replace(published, has_correction=True))


def test_only_a_correction_that_was_begun_is_thrown_away() -> None:
    begun = replace(WRITER, is_correction=True)

    assert hindrance(Move.DISCARD, begun) == ""
    assert "Only a correction" in hindrance(Move.DISCARD, WRITER)
    assert hindrance(Move.DISCARD, replace(begun, stage="in-review")) == AGAIN
    assert hindrance(Move.DISCARD, replace(CHAIR, is_correction=True)) == DRAFTERS


def test_who_may_not_is_told_who_could_and_who_is_late_to_look_again() -> None:
    assert hindrance(Move.SUBMIT, replace(CHAIR, stage="published")) == DRAFTERS
    assert hindrance(Move.APPROVE, replace(WRITER, stage="in-review")) == APPROVERS
    assert hindrance(Move.SUBMIT, replace(WRITER, stage="in-review")) == AGAIN


def test_a_move_is_refused_on_every_other_stage() -> None:
    for move, target in LEADS_TO.items():
        open_on = [each for each in STAGES if not hindrance(move, replace(MANAGER, stage=each))]
        assert open_on
        assert target not in open_on
