"""What is sealed is opened with the key that sealed it, and with no other."""

import pytest
from pytest_django import Settings

from partnership.people.sealing import BrokenSealError, seal, unseal

SECRET = "JBSWY3DPEHPK3PXP"


def test_a_sealed_secret_is_opened_again() -> None:
    assert unseal(seal(SECRET)) == SECRET


def test_it_can_not_be_read_and_looks_different_each_time() -> None:
    first, second = seal(SECRET), seal(SECRET)

    assert SECRET not in first
    assert first != second


def test_an_earlier_key_opens_it_while_it_is_kept(settings: Settings) -> None:
    sealed, old = seal(SECRET), settings.SECRET_KEY
    settings.SECRET_KEY = "another-" + "1" * 50
    with pytest.raises(BrokenSealError):
        unseal(sealed)

    settings.SECRET_KEY_FALLBACKS = [old]

    assert unseal(sealed) == SECRET


@pytest.mark.parametrize("sealed", ["", "not sealed", "gAAAAA"])
def test_what_was_never_sealed_is_not_opened(sealed: str) -> None:
    with pytest.raises(BrokenSealError):
        unseal(sealed)


def test_a_changed_letter_breaks_the_seal() -> None:
    sealed = seal(SECRET)
    changed = sealed[:20] + ("A" if sealed[20] != "A" else "B") + sealed[21:]

    with pytest.raises(BrokenSealError):
        unseal(changed)
