#!/usr/bin/env python3
"""Makes a pixel font: every glyph five dots wide, six apart, on a grid of eight dots an em.

Drawn at a size of 8 (or 16, 24, ...) each dot is exactly one (two, three, ...) virtual pixels. Needs fontTools
4.68 (pip install fonttools); the same bytes every time. Usage: font.py [FILE.ttf ...], by default Swarm's.

A glyph is its rows from the top, five bits each as two hexadecimal digits; the seventh row stands on the base
line, an eighth and ninth hang below it. Accents are put on top of the letter.
"""
import pathlib
import sys
import unicodedata

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

GAMES = pathlib.Path(__file__).resolve().parent.parent / "games"
DOT = 128
ADVANCE = 6

ROWS = """
! 04 04 04 04 04 00 04
" 0A 0A 0A 00 00 00 00
# 0A 0A 1F 0A 1F 0A 0A
$ 04 0F 14 0E 05 1E 04
% 18 19 02 04 08 13 03
& 0C 12 14 08 15 12 0D
' 04 04 08 00 00 00 00
( 02 04 08 08 08 04 02
) 08 04 02 02 02 04 08
* 00 04 15 0E 15 04 00
+ 00 04 04 1F 04 04 00
, 00 00 00 00 00 0C 04 08
- 00 00 00 1F 00 00 00
. 00 00 00 00 00 0C 0C
/ 01 01 02 04 08 10 10
0 0E 11 13 15 19 11 0E
1 04 0C 04 04 04 04 0E
2 0E 11 01 06 08 10 1F
3 0E 11 01 06 01 11 0E
4 02 06 0A 12 1F 02 02
5 1F 10 1E 01 01 11 0E
6 06 08 10 1E 11 11 0E
7 1F 01 02 02 04 04 04
8 0E 11 11 0E 11 11 0E
9 0E 11 11 0F 01 02 0C
: 00 0C 0C 00 0C 0C 00
; 00 0C 0C 00 0C 04 08
< 02 04 08 10 08 04 02
= 00 00 1F 00 1F 00 00
> 08 04 02 01 02 04 08
? 0E 11 01 06 04 00 04
@ 0E 11 17 15 17 10 0E
A 0E 11 11 1F 11 11 11
B 1E 11 11 1E 11 11 1E
C 0E 11 10 10 10 11 0E
D 1E 11 11 11 11 11 1E
E 1F 10 10 1E 10 10 1F
F 1F 10 10 1E 10 10 10
G 0E 11 10 17 11 11 0F
H 11 11 11 1F 11 11 11
I 0E 04 04 04 04 04 0E
J 07 02 02 02 02 12 0C
K 11 12 14 18 14 12 11
L 10 10 10 10 10 10 1F
M 11 1B 15 15 11 11 11
N 11 19 19 15 13 13 11
O 0E 11 11 11 11 11 0E
P 1E 11 11 1E 10 10 10
Q 0E 11 11 11 15 12 0D
R 1E 11 11 1E 14 12 11
S 0F 10 10 0E 01 01 1E
T 1F 04 04 04 04 04 04
U 11 11 11 11 11 11 0E
V 11 11 11 11 0A 0A 04
W 11 11 11 15 15 1B 11
X 11 11 0A 04 0A 11 11
Y 11 11 0A 04 04 04 04
Z 1F 01 02 04 08 10 1F
[ 0E 08 08 08 08 08 0E
\\ 10 10 08 04 02 01 01
] 0E 02 02 02 02 02 0E
^ 04 0A 11 00 00 00 00
_ 00 00 00 00 00 00 1F
` 08 04 00 00 00 00 00
a 00 00 0E 01 0F 11 0F
b 10 10 1E 11 11 11 1E
c 00 00 0E 10 10 11 0E
d 01 01 0F 11 11 11 0F
e 00 00 0E 11 1F 10 0E
f 06 09 08 1C 08 08 08
g 00 00 0F 11 11 0F 01 11 0E
h 10 10 16 19 11 11 11
i 04 00 0C 04 04 04 0E
j 02 00 06 02 02 02 02 12 0C
k 10 10 12 14 18 14 12
l 0C 04 04 04 04 04 0E
m 00 00 1A 15 15 15 15
n 00 00 16 19 11 11 11
o 00 00 0E 11 11 11 0E
p 00 00 1E 11 11 11 1E 10 10
q 00 00 0F 11 11 11 0F 01 01
r 00 00 16 19 10 10 10
s 00 00 0F 10 0E 01 1E
t 08 08 1C 08 08 09 06
u 00 00 11 11 11 13 0D
v 00 00 11 11 11 0A 04
w 00 00 11 11 15 15 0A
x 00 00 11 0A 04 0A 11
y 00 00 11 11 11 0F 01 11 0E
z 00 00 1F 02 04 08 1F
{ 02 04 04 08 04 04 02
| 04 04 04 04 04 04 04
} 08 04 04 02 04 04 08
~ 00 00 08 15 02 00 00
\u00a1 04 00 04 04 04 04 04
\u00bf 04 00 04 0C 10 11 0E
\u00a9 0E 11 1D 19 1D 11 0E
\u00b0 0C 12 0C 00 00 00 00
\u00b7 00 00 00 0C 0C 00 00
\u00d7 00 11 0A 04 0A 11 00
\u00df 0C 12 12 16 11 11 16
\u00c6 0F 14 14 1F 14 14 17
\u00e6 00 00 1A 05 0F 14 0B
\u00d8 0D 12 13 15 19 09 16
\u00f8 00 00 0D 13 15 19 16
\u00c7 0E 11 10 10 10 11 0E 04 0C
\u00e7 00 00 0E 10 10 11 0E 04 0C
\u2013 00 00 00 1F 00 00 00
\u2019 04 04 08 00 00 00 00
\u201c 0A 0A 14 00 00 00 00
\u201d 0A 0A 05 00 00 00 00
\u2026 00 00 00 00 00 00 15
\u2190 00 04 0C 1F 0C 04 00
\u2191 04 0E 1F 04 04 04 04
\u2192 00 04 06 1F 06 04 00
\u2193 04 04 04 04 1F 0E 04
\u2665 00 0A 1F 1F 0E 04 00
\u2661 00 0A 15 11 0A 04 00
\u2605 04 04 1F 0E 0E 1B 11
\u25cf 00 0E 1F 1F 1F 0E 00
\u25a0 00 1F 1F 1F 1F 1F 00
\u25b2 00 04 04 0E 0E 1F 00
\u25bc 00 1F 0E 0E 04 04 00
\u25c0 01 07 0F 1F 0F 07 01
\u25b6 10 1C 1E 1F 1E 1C 10
\u266a 04 06 05 05 04 1C 1C
"""

# Two rows each, over the letter.
ACCENTS = {"\u0300": (0x08, 0x04), "\u0301": (0x02, 0x04), "\u0302": (0x04, 0x0A), "\u0303": (0x0D, 0x16), "\u0308": (0x0A, 0x00), "\u030a": (0x04, 0x04)}
ACCENTED = {"\u0300": "AEIOUaeiou", "\u0301": "AEIOUYaeiouy", "\u0302": "AEIOUaeiou", "\u0303": "ANOano", "\u0308": "AEIOUaeiouy", "\u030a": "Aa"}


def read_glyphs():
    """Of each character its rows, the first one by its height over the base line."""
    glyphs = {" ": (7, [0])}
    for line in ROWS.strip().split("\n"):
        character, *rows = line.split(" ")
        glyphs[character] = (7, [int(row, 16) for row in rows])
    for accent, letters in ACCENTED.items():
        for letter in letters:
            # Lower case loses its dots, upper case a row in its middle, so that the accent fits into the line.
            rows = glyphs[letter][1]
            height, body = (6, rows[:2] + rows[3:]) if letter.isupper() else (5, rows[2:])
            composed = unicodedata.normalize("NFC", letter + accent)
            glyphs[composed] = (height + 2, [*ACCENTS[accent], *body])
    return glyphs


def outline(top, rows):
    """Squares: neighbours in a row as one, so that nothing shines through between them."""
    pen = TTGlyphPen(None)
    for index, row in enumerate(rows):
        column = 0
        while column < 5:
            start = column
            while column < 5 and row >> (4 - column) & 1:
                column += 1
            if column > start:
                low, high = (top - index - 1) * DOT, (top - index) * DOT
                left, right = start * DOT, column * DOT
                pen.moveTo((left, low))
                pen.lineTo((left, high))
                pen.lineTo((right, high))
                pen.lineTo((right, low))
                pen.closePath()
            column += 1
    return pen.glyph()


def write_font(path):
    glyphs = read_glyphs()
    names = {character: f"uni{ord(character):04X}" for character in sorted(glyphs)}
    order = [".notdef", *names.values()]
    builder = FontBuilder(8 * DOT, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(character): name for character, name in names.items()})
    shapes = {".notdef": outline(7, [0x1F, 0x11, 0x11, 0x11, 0x11, 0x11, 0x1F])}
    shapes.update({names[character]: outline(*glyphs[character]) for character in names})
    builder.setupGlyf(shapes)
    bearings = {name: (ADVANCE * DOT, getattr(shapes[name], "xMin", 0) or 0) for name in order}
    builder.setupHorizontalMetrics(bearings)
    builder.setupHorizontalHeader(ascent=8 * DOT, descent=-2 * DOT)
    builder.setupNameTable({"familyName": "Playground Pixel", "styleName": "Regular", "uniqueFontIdentifier": "playground-pixel", "fullName": "Playground Pixel", "psName": "PlaygroundPixel-Regular", "version": "Version 1.000"})
    builder.setupOS2(sTypoAscender=8 * DOT, sTypoDescender=-2 * DOT, sTypoLineGap=0, usWinAscent=9 * DOT, usWinDescent=2 * DOT, sxHeight=5 * DOT, sCapHeight=7 * DOT)
    builder.setupPost(isFixedPitch=1)
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    builder.save(path)


def main():
    for path in sys.argv[1:] or [GAMES / "swarm" / "fonts" / "pixel.ttf"]:
        write_font(path)


main()
