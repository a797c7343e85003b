"""What the fonts that come with typst can print; all else is written as its code point."""

from __future__ import annotations

import unicodedata

__all__ = ["FONTS", "printable"]

FONTS = ("Libertinus Serif", "DejaVu Sans Mono")

# What each font has in regular and in bold, in hexadecimal, found by setting every code point with
# typst 0.15 and its embedded fonts alone. Nothing invisible and nothing that turns direction.
_SERIF = """
20-7E A0-AC AE-2E4 2EA-34E 350-36F 374-375 37A-37E 384-38A 38C 38E-3A1 3A3-3CE 3D0-3E1 3F0-3F6
3F8-3F9 3FB 3FD-45F 462-463 470-477 490-4C4 4C7-4CC 4D0-4F9 5B0-5C3 5C6 5D0-5EA 5F0-5F4 1E00-1E9B
1E9E 1EA0-1EF9 1F00-1F15 1F18-1F1D 1F20-1F45 1F48-1F4D 1F50-1F57 1F59 1F5B 1F5D 1F5F-1F7D
1F80-1FB4 1FB6-1FC4 1FC6-1FD3 1FD6-1FDB 1FDD-1FEF 1FF2-1FF4 1FF6-1FFE 2000-200A 2010-2027
202F-2037 2039-203E 2042 2044 2047-204B 204F 205F 2070-2071 2074-208E 2090-209C 20A2-20A4
20A7-20A8 20AB-20AC 20AF 20B1 20BF 2100-2103 2105-2106 2109 210C-210F 2111 2113 2115-2116
2119-211A 211C-211D 2120 2122 2124 2126-2127 212A-212B 212E 2135-2139 214F 2153-2184 2190-219B
21A8 21AE 21BC-21BD 21C0-21C1 21CB-21D9 2200-220D 220F-221C 221E-221F 2223-222B 2236 223C 2241
2245 2247-2249 2259 2260-2262 2264-2265 226A-226B 226E-2271 2282-2285 2295-2298 22C5 22EF
25A0-25A1 25B2-25B3 25B6-25B7 25BC-25BD 25C0-25C1 25C6-25C7 25C9-25CC 25CE-25D7 27E6-27E9 FB1D
FB1F FB29-FB36 FB38-FB3C FB3E FB40-FB41 FB43-FB44 FB46-FB4E
"""
_MONO = """
531-556 559-55F 561-587 589 606-607 609-60A 60C 615 61B 61F 621-63A 640-655 65A 660-66D 674
679-67B 67E-680 683-684 686-687 691 698 6A4 6A9 6AF 6BE 6CC 6F0-6F9 10D0-10FC 20A0-20A1 20A5-20A6
20A9-20AA 20AD-20AE 20B0 20B2-20B5 20B8 20BA 20BD 219C-21A5 21A7 21A9-21AD 21AF-21BB 21BE-21BF
21C2-21CA 21DA-21FF 220E 2234-2235 2237-223B 223D 2242-2244 2246 224A-2258 225A-225F 2263
2266-2269 226D 2272-2281 2286-228B 228D-2294 2299-22A1 22B2-22B5 22B8 22C2-22C4 22C6 22CD-22D1
22DA-22ED 25A2-25B1 25B4-25B5 25B8-25BB 25BE-25BF 25C2-25C5 25C8 25CD 25D8-25E5 25E7-2604
2606-2608 260A-2618 261A 261C-261D 261F-2626 2628-262E 2638 2654-265F 2661-2662 2664 2667-2668
2670-268B 2690-2694 2696-2697 2699-269C 26A0-26A1 26B0-26B1 2713 2715-2717
"""

_MOST_MARKS = 3  # on one letter; more would be stacked over the lines above and below
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_ISOLATED = "\u2068{}\u2069"


def _code_points(ranges: str) -> frozenset[str]:
    found: set[str] = set()
    for part in ranges.split():
        first, _, last = part.partition("-")
        found.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(found)


_GLYPHS = (_code_points(_SERIF), _code_points(_MONO))


def printable(text: str) -> str:
    r"""A text with what the fonts cannot show, or do not show at all, written as its code point.

    A mark stays on its letter where one font has both. What is written from right to left is kept
    from turning what stands beside it.

    >>> printable("716 mg/m² ≥ 2 µg"), printable("Łukasz 😀\x00")
    ('716 mg/m² ≥ 2 µg', 'Łukasz ⟨U+1F600⟩⟨U+0000⟩')
    """
    shown: list[str] = []
    font: int | None = None
    marks = 0
    for sign in text:
        own = next((index for index, glyphs in enumerate(_GLYPHS) if sign in glyphs), None)
        if unicodedata.category(sign).startswith("M"):
            marks += 1
            kept = own is not None and own == font and marks <= _MOST_MARKS
        else:
            marks, font, kept = 0, own, own is not None
        shown.append(sign if kept else f"⟨U+{ord(sign):04X}⟩")
    found = "".join(shown)
    if any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in found):
        return _ISOLATED.format(found)
    return found
