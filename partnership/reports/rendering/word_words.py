"""Which way words run."""

import unicodedata

STRONG = {"L": False, "R": True, "AL": True}


def is_right_to_left(words: str) -> bool:
    """Whether the first letter with a direction is of a script that runs from right to left."""
    if words.isascii():
        return False
    found = (STRONG.get(unicodedata.bidirectional(character)) for character in words)
    return next((each for each in found if each is not None), False)
