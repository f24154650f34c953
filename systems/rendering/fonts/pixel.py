"""Makes pixel.ttf, the font of squares that the tests draw: run it here, with fontTools, after a change of the dots.

The dots are those of game/plugins/shell/src/font.rs: 5 by 7, the em being 8 dots high.
"""
import re
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

DOT = 100
HERE = Path(__file__).parent
SOURCE = HERE / "../../../game/plugins/shell/src/font.rs"


def loops(cells):
    """The outlines of a set of dots, corners only, the inside always on the right."""
    edges = {}
    for x, y in cells:
        for near, start, end in [
            ((x, y + 1), (x, y + 1), (x + 1, y + 1)), ((x + 1, y), (x + 1, y + 1), (x + 1, y)),
            ((x, y - 1), (x + 1, y), (x, y)), ((x - 1, y), (x, y), (x, y + 1)),
        ]:
            if near not in cells:
                edges.setdefault(start, []).append(end)
    while edges:
        start = min(edges)
        loop, at, before = [], start, None
        while True:
            ends = edges[at]
            # Where two outlines touch in a corner, turn right: they stay two.
            if before and len(ends) > 1:
                way = (at[0] - before[0], at[1] - before[1])
                ends.sort(key=lambda end: (end[0] - at[0], end[1] - at[1]) != (way[1], -way[0]))
            end = ends.pop(0)
            if not ends:
                del edges[at]
            straight = before and (at[0] - before[0], at[1] - before[1]) == (end[0] - at[0], end[1] - at[1])
            if not straight:
                loop.append(at)
            before, at = at, end
            if at == start:
                break
        yield loop


def main():
    rows = re.findall(r"\('(\\?.)', \[([^\]]*)\]\)", SOURCE.read_text())
    order, cmap, glyphs, widths = [".notdef"], {}, {}, {}
    glyphs[".notdef"] = TTGlyphPen(None).glyph()
    widths[".notdef"] = (6 * DOT, 0)
    for character, bits in rows:
        character = character[-1]
        name = f"uni{ord(character):04X}"
        lines = [int(line.strip()[2:], 2) for line in bits.split(",")]
        cells = {(x, 6 - y) for y, line in enumerate(lines) for x in range(5) if line >> (4 - x) & 1}
        pen = TTGlyphPen(None)
        for loop in loops(cells):
            pen.moveTo((loop[0][0] * DOT, loop[0][1] * DOT))
            for x, y in loop[1:]:
                pen.lineTo((x * DOT, y * DOT))
            pen.closePath()
        order.append(name)
        cmap[ord(character)] = name
        glyphs[name] = pen.glyph()
        widths[name] = (6 * DOT, min((x for x, _ in cells), default=0) * DOT)
    font = FontBuilder(8 * DOT, isTTF=True)
    font.setupGlyphOrder(order)
    font.setupCharacterMap(cmap)
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics(widths)
    font.setupHorizontalHeader(ascent=7 * DOT, descent=-DOT)
    font.setupNameTable({"familyName": "Playground Pixel", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=7 * DOT, sTypoDescender=-DOT, usWinAscent=7 * DOT, usWinDescent=DOT)
    font.setupPost()
    font.font["head"].created = font.font["head"].modified = 0
    font.font.recalcTimestamp = False
    font.save(HERE / "pixel.ttf")


main()
