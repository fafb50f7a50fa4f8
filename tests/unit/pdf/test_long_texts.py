"""Long words don't keep the printer for minutes, and nothing of them is lost."""

from xml.etree.ElementTree import fromstring

import pytest

from partnership.pdf.long_texts import PIECE, part_long_texts

PROSE = "Ordinary words of an ordinary length. " * 100
WORD = "x" * 79


def parted(html: str) -> tuple[list[str], str]:
    """Each text of the element once it has been parted, and all of them as one."""
    root = fromstring(html)
    part_long_texts(root)
    return [each for each in root.itertext() if each], "".join(root.itertext())


@pytest.mark.parametrize("typed", [f"{WORD} " * 50, f"{PROSE}{WORD}. {PROSE}"])
def test_a_text_with_long_words_is_laid_out_in_pieces_and_reads_the_same(typed: str) -> None:
    pieces, words = parted(f"<p>{typed}</p>")
    assert max(map(len, pieces)) <= PIECE
    assert words == typed
    assert all(piece.endswith(" ") for piece in pieces[:-1])


def test_a_word_without_end_gets_spaces() -> None:
    pieces, words = parted(f"<p>{'x' * 2500}</p>")
    assert [len(piece) for piece in pieces] == [PIECE + 1, PIECE + 1, 500]
    assert words.replace(" ", "") == "x" * 2500


def test_what_stands_between_long_texts_stays_there() -> None:
    long = f"{WORD} " * 20
    _, words = parted(f"<p>{long}<b>one</b>{long}<b>two</b>{long}</p>")
    assert words == f"{long}one{long}two{long}"


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{PROSE}</p>",
        f"<p>{WORD}</p>",
        f'<svg xmlns="http://www.w3.org/2000/svg"><text>{WORD * 20}</text></svg>',
    ],
)
def test_ordinary_texts_and_drawings_are_left_alone(html: str) -> None:
    assert len(parted(html)[0]) == 1
