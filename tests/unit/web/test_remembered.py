"""Results found again while what they were made from is equal."""

from partnership.web.remembered import Remembered


class Doubled:
    """Doubles numbers, and counts how often it had to."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, key: str, numbers: list[int]) -> list[int]:
        self.made += 1
        return [2 * number for number in numbers]


def test_what_is_equal_is_made_once_and_what_differs_anew():
    doubled = Doubled()
    remembered = Remembered(doubled, most=2)

    assert remembered("a", [1, 2]) is remembered("a", [1, 2])
    assert remembered("a", [1, 3]) == [2, 6]
    assert remembered("a", [1, 2]) == [2, 4]
    assert doubled.made == 3


def test_two_keys_do_not_meet_and_the_one_not_asked_for_longest_goes():
    doubled = Doubled()
    remembered = Remembered(doubled, most=2)

    for key in ("a", "b", "a", "c", "a"):
        remembered(key, [1])
    assert doubled.made == 3

    remembered("b", [1])
    assert doubled.made == 4
