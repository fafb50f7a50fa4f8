"""The rules of feedback: days, small numbers, shares with their intervals, words, QR codes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots.feedback_rules import OPEN_FOR, Door, FivePoints, SmallNumbers, door, first_days
from pilots.feedback_words import ENGLISH, Wording, chosen, wordings
from pilots.presenters.feedback import results_told
from pilots.proportions import Proportion
from pilots.qr import QUIET, QrCode

TODAY = date(2019, 10, 24)
RULE = SmallNumbers(10, 30)
POINTS = st.dictionaries(st.integers(1, 5), st.integers(0, 400))


# -- Wilson ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "base", "low", "high"),
    [  # Newcombe, Statistics in Medicine 17 (1998), table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilsons(part: int, base: int, low: float, high: float) -> None:
    assert Proportion(part, base).interval == pytest.approx((low, high), abs=0.00005)


@given(base=st.integers(1, 5000), data=st.data())
def test_an_interval_holds_its_share_and_stays_within_nothing_and_all(
    base: int, data: st.DataObject
) -> None:
    part = data.draw(st.integers(0, base))
    low, high = Proportion(part, base).interval

    assert -1e-12 <= low <= part / base + 1e-12
    assert part / base - 1e-12 <= high <= 1 + 1e-12


def test_a_half_per_cent_is_rounded_up() -> None:
    assert [Proportion(1, 8).per_cent, Proportion(1, 3).per_cent] == [13, 33]


@pytest.mark.parametrize(("part", "base"), [(0, 0), (3, 2), (-1, 2)])
def test_what_is_no_proportion_is_refused(part: int, base: int) -> None:
    with pytest.raises(ValueError, match="no proportion"):
        Proportion(part, base)


# -- Small numbers -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "per_cent", "with_base"), [(9, False, True), (10, True, True), (29, True, True),
                                        (30, True, False)]
)  # fmt: skip
def test_percentages_come_from_ten_answers_and_stand_alone_from_thirty(
    base: int, per_cent: bool, with_base: bool
) -> None:
    told = results_told({5: base - 1, 1: 1}, RULE)

    assert told
    assert told.has_shares is per_cent
    assert ("%" in told.sentence + told.lines[0].share) is per_cent
    assert (f" of {base}" in told.lines[0].share) is (per_cent and with_base)


def test_the_threshold_is_the_programmes() -> None:
    few = {5: 4}
    assert results_told(few, SmallNumbers(3, 5)).has_shares  # type: ignore[union-attr]
    assert not results_told(few, SmallNumbers(5, 5)).has_shares  # type: ignore[union-attr]


def test_the_sentence_gives_the_share_of_the_satisfied_with_its_interval() -> None:
    told = results_told({5: 20, 4: 6, 3: 2, 2: 1, 1: 2}, RULE)

    assert told
    assert told.sentence == (
        "26 of 31 who answered were satisfied or very satisfied: 84% (95% interval 67% to 93%)."
    )


def test_nobody_answered_is_no_result() -> None:
    assert results_told({}, RULE) is None
    assert results_told({5: 0}, RULE) is None


@given(POINTS)
def test_the_points_are_all_there_and_add_up(given_points: dict[int, int]) -> None:
    told = results_told(given_points, RULE)
    base = FivePoints(given_points).base

    assert (told is None) == (base == 0)
    assert sum(line.answers for line in told.lines) == base if told else True


# -- Days ----------------------------------------------------------------------------


def test_a_form_is_open_from_the_events_day_for_two_weeks() -> None:
    assert first_days(TODAY, today=TODAY) == (TODAY, TODAY + OPEN_FOR)


@pytest.mark.parametrize("day", [None, TODAY - timedelta(days=15)])
def test_without_a_day_or_long_after_it_a_form_is_open_from_today(day: date | None) -> None:
    assert first_days(day, today=TODAY) == (TODAY, TODAY + OPEN_FOR)


def test_a_form_takes_answers_on_its_first_and_on_its_last_day() -> None:
    last = TODAY + timedelta(days=1)
    days = [TODAY - timedelta(days=1), TODAY, last, last + timedelta(days=1)]

    stood = [door(opens=TODAY, closes=last, is_shut=False, on=day) for day in days]

    assert stood == [Door.NOT_YET, Door.OPEN, Door.OPEN, Door.CLOSED]
    assert door(opens=TODAY, closes=last, is_shut=True, on=TODAY) is Door.CLOSED


# -- Words -----------------------------------------------------------------------------


def _wording(language: str, name: str) -> Wording:
    return Wording(**{**vars(ENGLISH), "language": language, "language_name": name})


def test_english_comes_first_and_the_programmes_own_takes_its_place() -> None:
    gaelic, own = _wording("gd", "Gàidhlig"), _wording("en", "Our English")

    assert wordings([gaelic]) == [ENGLISH, gaelic]
    assert wordings([gaelic, own]) == [own, gaelic]


def test_a_language_that_is_not_offered_is_answered_in_english() -> None:
    offered = wordings([_wording("gd", "Gàidhlig")])

    assert chosen(offered, "gd").language == "gd"
    assert chosen(offered, "<script>").language == "en"


def test_arabic_runs_from_right_to_left() -> None:
    assert _wording("ar", "العربية").direction == "rtl"
    assert (ENGLISH.lang, ENGLISH.direction) == ("en-GB", "ltr")


# -- QR codes ----------------------------------------------------------------------------


def test_the_drawn_path_is_the_code_that_segno_makes() -> None:
    code = QrCode("https://programme.example.org/feedback/k7m2q9xw4t/")
    matrix = [bytes(row) for row in code._code().matrix]

    assert _drawn(code) == {
        (y, x) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark
    }
    assert code._code().error == "Q"


def _drawn(code: QrCode) -> set[tuple[int, int]]:
    """The modules that a path paints: M x y, h length, v1, back."""
    found = set()
    for run in code.path.strip("z").split("z"):
        start, rest = run.removeprefix("M").split("h", 1)
        x, y = map(int, start.split())
        length = int(rest.split("v")[0])
        found |= {(y - QUIET, x - QUIET + step) for step in range(length)}
    return found
