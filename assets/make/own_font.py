"""Cuts the runtime's own font out of DejaVu Sans 2.37: python3 assets/make/own_font.py DejaVuSans.ttf

Letters are drawn without hints, so those go; so do scripts that nobody promised. What stays has its shapes, widths and
joins. Needs fontTools 4.
"""

import gzip
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

KEPT = [
    # Latin with what stands above and below its letters.
    (0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x2B0, 0x2FF), (0x300, 0x36F), (0x1E00, 0x1EFF), (0xFB00, 0xFB04),
    # Greek, also that of old; Cyrillic; Hebrew; Arabic.
    (0x370, 0x3FF), (0x1F00, 0x1FFF), (0x400, 0x52F), (0x590, 0x5FF), (0x600, 0x6FF),
    # Marks of sentences, digits high and low, currencies, letters as signs, parts.
    (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x218F),
    # Arrows, the plainer signs of mathematics, signs of keys, boxes, blocks, shapes.
    (0x2190, 0x21FF), (0x2200, 0x2265), (0x2295, 0x2299), (0x2300, 0x23FF), (0x2500, 0x25FF),
    # Stars, weather, hands, danger, faces, suits, notes, dice, tools.
    (0x2600, 0x2606), (0x260E, 0x2613), (0x261A, 0x2623), (0x262F, 0x262F), (0x2639, 0x2642), (0x2654, 0x266F),
    (0x2680, 0x2685), (0x2690, 0x2696), (0x2699, 0x2699), (0x26A0, 0x26A1),
    # Scissors, pens, ticks, crosses, stars, hearts, digits in circles, heavy arrows.
    (0x2701, 0x2727), (0x2729, 0x2730), (0x2756, 0x2756), (0x2764, 0x2767), (0x2776, 0x2794), (0x27A1, 0x27A1),
    (0xFFFD, 0xFFFD),
]

options = subset.Options()
options.hinting = False
options.notdef_outline = True
options.layout_features = ["*"]
options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
options.drop_tables += ["FFTM", "MATH", "kern", "gasp"]
# The same bytes whenever it is made.
options.recalc_timestamp = False
font = TTFont(sys.argv[1], recalcTimestamp=False)
cutter = subset.Subsetter(options)
cutter.populate(unicodes=[code for first, last in KEPT for code in range(first, last + 1)])
cutter.subset(font)
font["post"].formatType = 3.0
font.save("systems/rendering/fonts/sans.ttf")
with open("systems/rendering/fonts/sans.ttf", "rb") as file, open("systems/rendering/fonts/sans.ttf.gz", "wb") as packed:
    # Without name and time: what is behind ten bytes is the font.
    packed.write(gzip.compress(file.read(), 9, mtime=0))
