"""The title."""
from canvas import Canvas, noise, rgb, step_of

LETTERS = {
    "F": ["######", "##....", "##....", "#####.", "##....", "##....", "##....", "##...."],
    "O": [".####.", "##..##", "##..##", "##..##", "##..##", "##..##", "##..##", ".####."],
    "X": ["##..##", "##..##", ".####.", "..##..", "..##..", ".####.", "##..##", "##..##"],
    "I": ["####", ".##.", ".##.", ".##.", ".##.", ".##.", ".##.", "####"],
    "R": ["#####.", "##..##", "##..##", "##..##", "#####.", "##.##.", "##..##", "##..##"],
    "E": ["######", "##....", "##....", "#####.", "##....", "##....", "##....", "######"],
}
FIRE = [rgb("fffbe0"), rgb("ffe28a"), rgb("ffb347"), rgb("f5733a"), rgb("d9433f"), rgb("9c2a55")]
SIDE = 4


def make():
    canvas = Canvas(208, 64)
    x = 8
    for letter in "FOXFIRE":
        rows = LETTERS[letter]
        width = len(rows[0])
        for row in range(len(rows) * SIDE):
            for column in range(width * SIDE):
                if rows[row // SIDE][column // SIDE] == "#" and not is_corner(rows, row, column):
                    canvas.put(x + column, 20 + row, step_of(FIRE, row / (len(rows) * SIDE - 1), x + column, row))
        x += width * SIDE + 4
    flames(canvas)
    letters = dict(canvas.pixels)
    canvas.outline(rgb("4a1238"))
    canvas.outline(rgb("22081f"))
    for (px, py) in list(canvas.pixels):
        if (px, py) in letters:
            continue
    shadow = Canvas(208, 64)
    for px, py in canvas.pixels:
        shadow.put(px, py + 3, rgb("14061a"))
    shadow.paste(canvas, 0, 0)
    # A line of light on the upper edges.
    for (px, py) in letters:
        if (px, py - 1) not in letters:
            shadow.put(px, py, rgb("ffffff"))
    shadow.save("logo.png")


def is_corner(rows, row, column):
    """Whether a dot is one of the outer corners that are rounded off."""
    r, c, a, b = row // SIDE, column // SIDE, row % SIDE, column % SIDE
    if (a, b) not in ((0, 0), (0, 3), (3, 0), (3, 3)):
        return False

    def full(y, x):
        return 0 <= y < len(rows) and 0 <= x < len(rows[0]) and rows[y][x] == "#"

    return not full(r + (-1 if a == 0 else 1), c) and not full(r, c + (-1 if b == 0 else 1))


def flames(canvas):
    """Tongues of fire on the upper edges of the letters."""
    tops = {}
    for x, y in canvas.pixels:
        tops[x] = min(y, tops.get(x, 99))
    for x, top in sorted(tops.items()):
        height = int(9 * max(0.0, noise(x // 3, 4, 7) - 0.35) * (0.6 + noise(x, 2, 7)))
        if top > 21:
            continue
        for step in range(1, height + 1):
            canvas.put(x, top - step, FIRE[min(3, step // 2 + (1 if step > 3 else 0))])
