"""Wisps, lanterns, mushrooms, foes, boards, the gate; and the light around them."""
import math

from canvas import INK, Canvas, mix, noise, rgb

WISP = [rgb("ffffff"), rgb("d6fff2"), rgb("7cf0e6"), rgb("2fb6d9"), rgb("2a6bb5")]
STONE = [rgb("2e2440"), rgb("544a6b"), rgb("8a7f9c"), rgb("c9bccb")]
FIRE = [rgb("fff6c9"), rgb("ffd166"), rgb("ff9a3c"), rgb("e0562b")]
CAP = [rgb("7a1f45"), rgb("c93a5a"), rgb("f2707a"), rgb("ffe9dc")]
SHELL = [rgb("2b1a4f"), rgb("4f2f86"), rgb("7d55bd"), rgb("c3a0ec")]
WOOD = [rgb("3a1f2b"), rgb("6b3b36"), rgb("9a5a40"), rgb("d08d58")]
RED = [rgb("5a1730"), rgb("a52a38"), rgb("d9493c"), rgb("ff8a5c")]


def wisp(frame):
    canvas = Canvas(16, 16)
    turn = frame / 6 * 2 * math.pi
    for y in range(16):
        for x in range(16):
            # A drop whose point leans to and fro.
            lean = math.sin(turn) * max(0, 8 - y) * 0.22
            dx, dy = x - 7.5 - lean, y - 9
            width = 4.6 if dy > 0 else 4.6 * max(0.0, 1 + dy / (8.0 + math.sin(turn * 2) * 0.8))
            if dy > 4.6 or width <= 0.4:
                continue
            reach = math.hypot(dx / max(width, 0.1), dy / 4.6 if dy > 0 else 0)
            if reach <= 1:
                canvas.put(x, y, WISP[min(4, int(reach * 4.2 + (0.9 if dy < -3 else 0)))])
    for x in (6, 9):
        canvas.put(x, 9, rgb("1b4a78"))
        canvas.put(x, 10, rgb("1b4a78"))
    return canvas


def lantern(frame):
    canvas = Canvas(16, 32)
    lit = frame > 0
    canvas.rect(3, 29, 12, 31, STONE[1])
    canvas.rect(3, 29, 12, 29, STONE[3])
    canvas.rect(6, 19, 9, 28, STONE[1])
    canvas.rect(6, 19, 6, 28, STONE[2])
    canvas.rect(4, 17, 11, 18, STONE[1])
    canvas.rect(4, 17, 11, 17, STONE[3])
    canvas.rect(5, 10, 10, 16, STONE[0])
    canvas.rect(5, 10, 5, 16, STONE[1])
    canvas.rect(10, 10, 10, 16, STONE[1])
    for row, (left, right) in enumerate(((6, 9), (5, 10), (3, 12), (2, 13))):
        canvas.rect(left, 6 + row, right, 6 + row, STONE[2] if row < 3 else STONE[1])
        canvas.put(left, 6 + row, STONE[3])
    canvas.rect(7, 4, 8, 5, STONE[2])
    if lit:
        canvas.rect(6, 10, 9, 16, FIRE[3])
        height = [5, 6, 5, 4][frame - 1]
        for y in range(height):
            half = 1.9 * (1 - y / height) + 0.3
            for x in range(6, 10):
                if abs(x - 7.5 - math.sin(frame * 2 + y) * 0.4) < half:
                    canvas.put(x, 16 - y, FIRE[0] if y < 2 else FIRE[1])
        for y in (10, 11):
            for x in (6, 9):
                canvas.put(x, y, FIRE[2])
    return canvas.outline(INK)


def mushroom(frame):
    canvas = Canvas(24, 20)
    top, half, stem = [(9, 9.0, 5), (13, 11.0, 3), (3, 7.6, 8), (7, 8.6, 6)][frame]
    canvas.rect(9, 18 - stem, 14, 18, rgb("f3dcc0"))
    canvas.rect(13, 18 - stem, 14, 18, rgb("c9a28e"))
    bottom = 18 - stem
    for y in range(top, bottom + 1):
        t = (bottom - y) / max(1, bottom - top)
        width = half * math.sqrt(max(0.0, 1 - t * t)) + 0.4
        for x in range(24):
            d = x - 11.5
            if abs(d) <= width:
                shade = (d / half) * 0.5 + (1 - t) * 0.6
                canvas.put(x, y, CAP[2] if shade < 0.12 else CAP[1] if shade < 0.75 else CAP[0])
    for dx, t, size in ((-5, 0.35, 1), (0, 0.68, 2), (5, 0.4, 1)):
        y = round(bottom - (bottom - top) * t)
        canvas.rect(11 + dx, y, 11 + dx + size, y + (1 if bottom - top > 4 else 0), CAP[3])
    return canvas.outline(INK)


def beetle(frame):
    canvas = Canvas(20, 14)
    bob = frame % 2
    for index, x in enumerate((5, 9, 13)):
        step = 1 if (index + frame) % 2 else 0
        canvas.put(x + step, 12, SHELL[0])
        canvas.put(x + step, 11, SHELL[0])
    for y in range(2 + bob, 11):
        t = (10 - y) / 8
        half = 7.4 * math.sqrt(max(0.0, 1 - t * t)) + 0.2
        for x in range(20):
            d = x - 9
            if abs(d) <= half:
                shade = d / 9 + (1 - t) * 0.7
                color = SHELL[3] if shade < -0.1 and t > 0.55 else SHELL[2] if shade < 0.45 else SHELL[1]
                canvas.put(x, y, color)
    for y in range(2 + bob, 11):
        canvas.put(9 - (y > 6), y, SHELL[0])
    for x, y in ((5, 6 + bob), (12, 5 + bob), (13, 8 + bob)):
        canvas.put(x, y, rgb("ffd166"))
        canvas.put(x + 1, y, rgb("ff9a3c"))
    canvas.rect(15, 6 + bob, 18, 10, SHELL[1])
    canvas.put(17, 7 + bob, rgb("ffffff"))
    canvas.put(18, 7 + bob, rgb("ffe066"))
    canvas.put(17, 8 + bob, rgb("ffe066"))
    canvas.outline(INK)
    canvas.put(18, 4 + bob, INK)
    canvas.put(19, 3 + bob, INK)
    return canvas


def moth(frame):
    canvas = Canvas(20, 16)
    spread = [7, 5, 2, 5][frame]
    down = [-3, 0, 4, 1][frame]
    for side in (-1, 1):
        for step in range(9):
            t = step / 8
            x = 10 + side * (1 + t * spread)
            y = 8 + down * t
            half = 3.2 * math.sin(math.pi * (0.2 + 0.75 * t))
            for yy in range(16):
                if abs(yy - y) <= half:
                    color = mix(rgb("e7d6ff"), rgb("8d6bd1"), t)
                    canvas.put(round(x), yy, color)
        canvas.put(round(10 + side * (1 + spread * 0.6)), round(8 + down * 0.6), rgb("ff8fb3"))
    canvas.rect(9, 5, 11, 12, rgb("5a3d8f"))
    canvas.rect(9, 5, 11, 6, rgb("8d6bd1"))
    canvas.put(11, 6, rgb("ffe066"))
    canvas.put(9, 6, rgb("ffe066"))
    canvas.outline(INK)
    canvas.put(8, 3, INK)
    canvas.put(12, 3, INK)
    return canvas


def plank(tiles, falling):
    canvas = Canvas(16 * tiles, 10)
    colors = [mix(c, rgb("8a8f9c"), 0.45) for c in WOOD] if falling else WOOD
    width = 16 * tiles
    canvas.rect(1, 1, width - 2, 6, colors[2])
    canvas.rect(1, 1, width - 2, 1, colors[3])
    canvas.rect(1, 5, width - 2, 6, colors[1])
    for x in range(2, width - 2):
        if noise(x, tiles, 5) > 0.75:
            canvas.put(x, 3, colors[1])
    for x in range(7, width, 8):
        for y in range(1, 7):
            canvas.put(x, y, colors[1])
    if falling:
        for x in range(5, width - 3, 9):
            for step, y in enumerate((1, 2, 3, 4)):
                canvas.put(x + (step % 2), y, colors[0])
    else:
        for x in (3, width - 6):
            canvas.rect(x, 1, x + 2, 8, rgb("59606e"))
            canvas.rect(x, 1, x + 2, 1, rgb("aab2bd"))
            canvas.put(x + 1, 4, rgb("2d2f3a"))
    return canvas.outline(INK)


def gate(frame):
    canvas = Canvas(64, 64)
    # A curtain of light between the pillars.
    for y in range(16, 63):
        for x in range(17, 47):
            d = abs(x - 31.5) / 15
            wave = math.sin(x * 0.5 + frame * math.pi / 2) + math.sin(y * 0.35 - frame * math.pi / 2)
            strength = (1 - d) * 0.75 + wave * 0.12
            alpha = int(max(0.0, min(1.0, strength)) * 150) // 30 * 30
            if alpha:
                canvas.put(x, y, mix(rgb("2f86c9"), rgb("bffff0"), max(0, min(1, strength))), alpha)
    solid = Canvas(64, 64)
    for left in (10, 47):
        solid.rect(left, 12, left + 6, 62, RED[1])
        solid.rect(left, 12, left + 1, 62, RED[3])
        solid.rect(left + 2, 12, left + 2, 62, RED[2])
        solid.rect(left + 6, 12, left + 6, 62, RED[0])
        solid.rect(left - 1, 56, left + 7, 62, STONE[1])
        solid.rect(left - 1, 56, left + 7, 56, STONE[3])
        solid.rect(left - 1, 57, left, 62, STONE[2])
    solid.rect(6, 20, 57, 24, RED[1])
    solid.rect(6, 20, 57, 20, RED[3])
    solid.rect(6, 24, 57, 24, RED[0])
    for x in range(1, 63):
        rise = round(((x - 31.5) / 31) ** 2 * 3)
        solid.rect(x, 8 - rise, x, 13 - rise, RED[1])
        solid.rect(x, 6 - rise, x, 8 - rise, RED[0])
        solid.put(x, 5 - rise, STONE[2])
        solid.put(x, 9 - rise, RED[3])
        solid.put(x, 13 - rise, RED[0])
    solid.rect(28, 13, 35, 24, RED[0])
    solid.rect(29, 14, 34, 23, rgb("ffd166"))
    solid.rect(31, 16, 32, 21, RED[1])
    solid.rect(30, 18, 33, 18, RED[1])
    solid.outline(INK)
    canvas.paste(solid, 0, 0)
    return canvas


def glow():
    """Light that is added: a soft disc in steps."""
    canvas = Canvas(64, 64)
    for y in range(64):
        for x in range(64):
            reach = math.hypot(x - 31.5, y - 31.5) / 32
            light = max(0.0, 1 - reach) ** 2
            if light > 0.004:
                canvas.put(x, y, (255, 255, 255), round(light * 255))
    return canvas


def spark():
    canvas = Canvas(9, 9)
    for y in range(9):
        for x in range(9):
            a, b = abs(x - 4), abs(y - 4)
            light = max(0.0, 1 - (a + b) / 4.6) if min(a, b) == 0 else max(0.0, 0.7 - (a + b) / 4)
            if light > 0:
                canvas.put(x, y, (255, 255, 255), round(light * 255))
    return canvas


def make():
    sheet = Canvas(256, 184)
    rows = [
        (0, 16, wisp, 6), (16, 16, lantern, 5), (48, 24, mushroom, 4), (68, 20, beetle, 4), (82, 20, moth, 4),
        (120, 64, gate, 4),
    ]
    for top, width, draw, count in rows:
        for frame in range(count):
            sheet.paste(draw(frame), frame * width, top)
    for falling in (False, True):
        for tiles, left in ((2, 0), (3, 32), (4, 80)):
            sheet.paste(plank(tiles, falling), left, 98 + 11 * falling)
    sheet.save("things.png")
    glow().save("glow.png")
    spark().save("spark.png")
