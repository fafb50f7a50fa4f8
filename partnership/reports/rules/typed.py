"""One text saved again and again as it is typed. Pure."""


def only_adds(before: str, after: str) -> bool:
    """Whether all of `before` is still there, in one piece or with words put in at one place.

    Then the later text says all that the earlier one said, and nothing is lost with it.
    """
    start = _alike(before, after)
    left, grown = before[start:], after[start:]
    return _alike(left[::-1], grown[::-1]) == len(left)


def _alike(one: str, other: str) -> int:
    """How many characters the two have in common from their beginning."""
    pairs = zip(one, other, strict=False)
    differing = (at for at, (here, there) in enumerate(pairs) if here != there)
    return next(differing, min(len(one), len(other)))
