"""Which characters our papers can print: for who types others, to be told before they are set.

Pure, and without the fonts themselves, which web workers never load: a test holds the ranges
below against them. What prints as something alike, or is an invisible mark, is no loss.
"""

import unicodedata
from bisect import bisect_right
from functools import cache

# Above ASCII, in hexadecimal, as tests/unit/pdf/test_letters_in_print.py works them out.
RANGES = """
a0-17f 18f 192 1a0-1a1 1af-1b0 1f0 1fa-1ff 218-21b 237 259 2bc 2c6-2c7 2c9 2d8-2dd 2f3
300-301 303 309 30f 323 34f 384-38a 38c 38e-3a1 3a3-3ce 3d1-3d2 3d6 400-486 488-513 591-5c7
5d0-5ea 5f0-5f4 606-61b 61e-6dc 6de-6ff 750-77f 8a0-8b4 8b6-8be 8d3-8e1 8e3-983 985-98c
98f-990 993-9a8 9aa-9b0 9b2 9b6-9b9 9bc-9c4 9c7-9c8 9cb-9ce 9d7 9dc-9dd 9df-9e3 9e6-9fe
a01-a03 a05-a0a a0f-a10 a13-a28 a2a-a30 a32-a33 a35-a36 a38-a39 a3c a3e-a42 a47-a48 a4b-a4d
a51 a59-a5c a5e a66-a76 1cd0-1cf9 1e00-1e01 1e3e-1e3f 1e80-1e85 1e9e 1ea0-1ef9 1f4d
2000-200b 2010-2011 2013-2015 2017-201e 2020-2022 2025-2027 2030 2032-2033 2039-203a 203c
2044 2049 204f 2070 2074-208e 20a3-20a4 20a6-20ac 20b1 20b9-20ba 20bc-20bd 20c1 20e3 20f0
2105 2113 2116 2122 2126 212e 2139 215b-215e 2194-2199 21a9-21aa 2202 2206 220f 2211-2212
221a 221e 222b 2248 2260 2264-2265 231a-231b 2328 23cf 23e9-23f3 23f8-23fa 24c2 25a0
25aa-25ab 25b6 25c0 25ca-25cc 25cf 25fb-25fe 2600-2604 260e 2611 2614-2615 2618 261d 2620
2622-2623 2626 262a 262c 262e-262f 2638-263a 2640 2642 2648-2653 265f-2660 2663 2665-2666
2668 267b 267e-267f 2692-2697 2699 269b-269c 26a0-26a1 26a7 26aa-26ab 26b0-26b1 26bd-26be
26c4-26c5 26c8 26ce-26cf 26d1 26d3-26d4 26e9-26ea 26f0-26f5 26f7-26fa 26fd 2702 2705
2708-270d 270f 2712 2714 2716 271d 2721 2728 2733-2734 2744 2747 274c 274e 2753-2755 2757
2763-2764 2795-2797 27a1 27b0 27bf 2934-2935 2b05-2b07 2b1b-2b1c 2b50 2b55 2e41 3030 303d
3297 3299 a830-a839 a8e0-a8ff ee01-ee02 f6c3 fb01-fb04 fb1d-fb36 fb38-fb3c fb3e fb40-fb41
fb43-fb44 fb46-fbc1 fbd3-fd3f fd50-fd8f fd92-fdc7 fdf0-fdfd fe70-fe74 fe76-fefc feff
fffc-fffd 1f004 1f0cf 1f170-1f171 1f17e-1f17f 1f18e 1f191-1f19a 1f1e6-1f1ff 1f201-1f202
1f21a 1f22f 1f232-1f23a 1f250-1f251 1f300-1f321 1f324-1f393 1f396-1f397 1f399-1f39b
1f39e-1f3f0 1f3f3-1f3f5 1f3f7-1f4fd 1f4ff-1f53d 1f549-1f54e 1f550-1f567 1f56f-1f570
1f573-1f57a 1f587 1f58a-1f58d 1f590 1f595-1f596 1f5a4-1f5a5 1f5a8 1f5b1-1f5b2 1f5bc
1f5c2-1f5c4 1f5d1-1f5d3 1f5dc-1f5de 1f5e1 1f5e3 1f5e8 1f5ef 1f5f3 1f5fa-1f64f 1f680-1f6c5
1f6cb-1f6d2 1f6d5-1f6d7 1f6dd-1f6e5 1f6e9 1f6eb-1f6ec 1f6f0 1f6f3-1f6fc 1f7e0-1f7eb 1f7f0
1f90c-1f93a 1f93c-1f945 1f947-1f9ff 1fa70-1fa74 1fa78-1fa7c 1fa80-1fa86 1fa90-1faac
1fab0-1faba 1fac0-1fac5 1fad0-1fad9 1fae0-1fae7 1faf0-1faf6
"""
ALIKE = "\u2011\u202f\u2007→←"  # hyphen and spaces that don't break, arrows
INVISIBLE = ("Cf", "Cc", "Mn")


def unprintable(words: str) -> str:
    """The characters in it for which a paper prints a sign in their place, each once."""
    if words.isascii():
        return ""
    return "".join(dict.fromkeys(each for each in words if not _prints(each)))


def _prints(character: str) -> bool:
    if character.isascii() or character in ALIKE or character.isspace():
        return True
    if unicodedata.category(character) in INVISIBLE:
        return True
    firsts, lasts = _ranges()
    place = bisect_right(firsts, ord(character)) - 1
    return place >= 0 and ord(character) <= lasts[place]


@cache
def _ranges() -> tuple[list[int], list[int]]:
    """The first and the last character of each range."""
    pairs = [each.partition("-") for each in RANGES.split()]
    firsts = [int(first, 16) for first, _, _ in pairs]
    return firsts, [int(last or first, 16) for first, _, last in pairs]
