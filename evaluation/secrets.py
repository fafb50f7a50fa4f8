"""Keys and self-made codes as they are stored: hashed with the site's secret key.

They can be compared, and not read: whoever has the database alone can't try out the few
codes there are. A new secret key ends what can be compared with the one before.
"""

from collections.abc import Sequence
from secrets import choice

from django.utils.crypto import salted_hmac

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another
LENGTH = 10  # of a wave's code: 50 bits, nobody comes upon a form by trying
GROUPS, IN_A_GROUP = 3, 4  # of an invitation's key: 59 bits
HASH_LENGTH = 32  # hexadecimal digits of a part's hash


def fresh_code() -> str:
    """A code for a wave's address."""
    return _signs(LENGTH)


def fresh_key() -> str:
    """A key for an invitation, as it is printed: abcd-efgh-jkmn."""
    return "-".join(_signs(IN_A_GROUP) for _ in range(GROUPS))


def _signs(number: int) -> str:
    return "".join(choice(LETTERS) for _ in range(number))


def hash_of_key(wave: int, typed: str) -> str:
    """The hash of an invitation's key, however it was typed."""
    plain = "".join(each for each in typed.lower() if each.isalnum())
    return _hash(f"invitation.{wave}", plain)


def hashes_of_code(survey: int, parts: Sequence[str]) -> list[str]:
    """The hash of each part of a self-made code; empty for a part that is.

    The same part in another place, or in another survey, has another hash.
    """
    return [
        _hash(f"code.{survey}.{position}", part)[:HASH_LENGTH] if part else ""
        for position, part in enumerate(parts, start=1)
    ]


def _hash(what: str, text: str) -> str:
    return salted_hmac(f"evaluation.{what}", text, algorithm="sha256").hexdigest()
