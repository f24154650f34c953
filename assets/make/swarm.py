#!/usr/bin/env python3
"""Makes the pictures of assets/games/swarm. Standard library only; the same bytes every time.

A sprite is a list of solids: shapes with a signed distance and a ramp of colours. A pixel takes the topmost
solid that covers it, shaded by how its bevel lies to the light, and dark beside one. So all sprites share one
light, one outline and one palette. The sounds are made by swarm_sounds.py, the font by font.py.
"""
import math
import pathlib
import random
import struct
import zlib

GAME = pathlib.Path(__file__).resolve().parent.parent / "games" / "swarm"
LIGHT = (-0.55, -0.83)
OUTLINE = (9, 7, 24, 255)
CLEAR = (0, 0, 0, 0)

# From the shade to the light.
RAMPS = {
    "steel": ["#2b3358", "#4a5a8c", "#7f95c4", "#c6d8f2"],
    "dark": ["#141731", "#232a52", "#36427a", "#5668a8"],
    "cyan": ["#0b4a8f", "#0f86d6", "#35c4ff", "#b4f4ff"],
    "orange": ["#8f2f0b", "#d6600f", "#ff9a2e", "#ffe2a0"],
    "lime": ["#1f6b12", "#3fae1a", "#86ea3a", "#e2ffac"],
    "pink": ["#7a0f5c", "#c81f8e", "#ff5ac4", "#ffc4ee"],
    "teal": ["#0a5a58", "#12948a", "#34dcc0", "#b8fff0"],
    "violet": ["#3a1480", "#6a2ccc", "#a05cff", "#dcc0ff"],
    "red": ["#7a0a2a", "#c81440", "#ff4a66", "#ffb4b0"],
    "gold": ["#7a4a08", "#c88414", "#ffc832", "#fff2a8"],
    "bone": ["#6a5a70", "#a890a0", "#e0d0d0", "#ffffff"],
    "green": ["#1c5a2a", "#2f8f3a", "#5ccf4a", "#c2f78a"],
    "white": ["#ffffff"] * 4,
    "glass": ["#0a1c3c", "#123a6c", "#1f6aa8", "#a8ecff"],
    "magenta": ["#5a0a4a", "#a0126e", "#ec2a8a", "#ffa0c0"],
}
SEATS = ["cyan", "orange", "lime", "pink"]


def rgb(text):
    return tuple(int(text[index : index + 2], 16) for index in (1, 3, 5)) + (255,)


RAMPS = {name: [rgb(color) for color in colors] for name, colors in RAMPS.items()}


def write_png(name, width, height, pixels):
    """Writes an RGBA picture from a flat list of (red, green, blue, alpha)."""
    rows = b"".join(
        b"\0" + bytes(part for pixel in pixels[y * width : (y + 1) * width] for part in pixel) for y in range(height)
    )

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    (GAME / "sprites" / name).write_bytes(data)


class Sheet:
    """A picture that cells are drawn into."""

    def __init__(self, width, height):
        self.width, self.height = width, height
        self.pixels = [CLEAR] * (width * height)

    def put(self, x, y, pixel):
        if 0 <= x < self.width and 0 <= y < self.height:
            self.pixels[y * self.width + x] = pixel

    def write(self, name):
        write_png(name, self.width, self.height, self.pixels)


# Solids: a signed distance from the middle of the cell, negative inside.


def circle(x, y, radius):
    return lambda px, py: math.hypot(px - x, py - y) - radius


def ellipse(x, y, wide, high):
    return lambda px, py: (math.hypot((px - x) / wide, (py - y) / high) - 1) * min(wide, high)


def capsule(ax, ay, bx, by, radius):
    def distance(px, py):
        dx, dy = bx - ax, by - ay
        share = max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / max(1e-9, dx * dx + dy * dy)))
        return math.hypot(px - ax - dx * share, py - ay - dy * share) - radius

    return distance


def polygon(points):
    def distance(px, py):
        best, inside = 1e9, False
        for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1]):
            best = min(best, capsule(ax, ay, bx, by, 0.0)(px, py))
            if (ay > py) != (by > py) and px < (bx - ax) * (py - ay) / (by - ay) + ax:
                inside = not inside
        return -best if inside else best

    return distance


def turned(solid, radians):
    cosine, sine = math.cos(radians), math.sin(radians)
    return lambda px, py: solid(px * cosine + py * sine, -px * sine + py * cosine)


def moved(solid, x, y):
    return lambda px, py: solid(px - x, py - y)


def shade(solid, ramp, px, py, bevel):
    """The tone of a ramp: how the bevel at this place lies to the light."""
    depth = -solid(px, py)
    gx = solid(px + 0.5, py) - solid(px - 0.5, py)
    gy = solid(px, py + 0.5) - solid(px, py - 0.5)
    length = math.hypot(gx, gy) or 1.0
    slope = max(0.0, 1.0 - depth / bevel)
    lit = 0.56 + 0.5 * slope * (gx / length * LIGHT[0] + gy / length * LIGHT[1])
    return ramp[max(0, min(3, int(lit * 4)))]


def draw(sheet, left, top, side, parts, white=False, outline=True):
    """Draws parts, the last on top, into a cell. A part is (solid, ramp, bevel)."""
    half = side / 2
    for y in range(side):
        for x in range(side):
            px, py = x + 0.5 - half, y + 0.5 - half
            cover = [part for part in parts if part[0](px, py) < 0]
            if cover:
                solid, ramp, bevel = cover[-1]
                pixel = (255, 255, 255, 255) if white else shade(solid, RAMPS[ramp], px, py, bevel)
                sheet.put(left + x, top + y, pixel)
            elif outline and any(part[0](px, py) < 1.0 for part in parts):
                sheet.put(left + x, top + y, OUTLINE)


def ship(seat, angle, burning):
    """Looks to the right, then is turned."""
    color = SEATS[seat]
    flame = [(polygon([(-5, -2.2), (-11, 0), (-5, 2.2)]), "orange", 2), (polygon([(-5, -1.2), (-8.5, 0), (-5, 1.2)]), "gold", 9)]
    wing = lambda side: polygon([(3, side * 1.5), (-1, side * 7.5), (-6.5, side * 8), (-5, side * 2)])
    shapes = [
        *(flame if burning else []),
        (wing(1), color, 2.6),
        (wing(-1), color, 2.6),
        (polygon([(9.5, 0), (2, 3.4), (-6, 3.2), (-4.5, 0), (-6, -3.2), (2, -3.4)]), "steel", 2.6),
        (ellipse(1.8, 0, 2.8, 1.5), "glass", 1.5),
    ]
    return [(turned(solid, angle), ramp, bevel) for solid, ramp, bevel in shapes]


def make_ships():
    sheet = Sheet(24 * 16, 24 * 8)
    for seat in range(4):
        for direction in range(16):
            for burning in range(2):
                parts = ship(seat, direction * math.tau / 16, burning == 1)
                draw(sheet, direction * 24, (seat * 2 + burning) * 24, 24, parts)
    sheet.write("ships.png")


def spiked(count, inner, outer, turn):
    points = []
    for index in range(count * 2):
        radius = outer if index % 2 == 0 else inner
        angle = turn + index * math.pi / count
        points.append((math.cos(angle) * radius, math.sin(angle) * radius))
    return polygon(points)


def mite(frame):
    turn = frame * math.tau / 16
    return [(spiked(4, 3.6, 9.5, turn), "teal", 3), (circle(0, 0, 4.2), "dark", 2), (circle(0, 0, 2.2), "teal", 2)]


def wasp(frame):
    lift = [3.5, 0.5, -3.5, 0.5][frame]
    return [
        (ellipse(-3, -6 - lift * 0.4, 3.2, 6 - abs(lift) * 0.5), "bone", 3),
        (ellipse(1, -6 - lift * 0.4, 2.6, 5.5 - abs(lift) * 0.5), "bone", 3),
        (polygon([(-6, -2), (-13, 1.5), (-6, 3.5)]), "gold", 2),
        (ellipse(-3.5, 1, 6.5, 4.6), "orange", 4),
        (capsule(-5.5, -2.5, -5.5, 4, 0.8), "dark", 2),
        (capsule(-2, -2.6, -2, 4.4, 0.8), "dark", 2),
        (circle(5, 0, 4.4), "orange", 3.5),
        (polygon([(4.5, -1.6), (9.6, -3), (9, 1.2), (5.5, 1.4)]), "red", 2),
    ]


def moth(frame):
    spread = [1.0, 0.72, 0.42, 0.72][frame]
    parts = []
    for side in (-1, 1):
        parts += [
            (moved(turned(ellipse(0, 0, 6.4 * spread, 5), side * 0.5), side * 6.4 * spread, -3), "violet", 3.4),
            (moved(turned(ellipse(0, 0, 4.6 * spread, 4), -side * 0.4), side * 5.2 * spread, 4.5), "pink", 3),
            (circle(side * 7.5 * spread, -3, 1.7 * spread), "gold", 2),
        ]
    return parts + [
        (capsule(-1, -6, -3.5, -11, 0.7), "violet", 1),
        (capsule(1, -6, 3.5, -11, 0.7), "violet", 1),
        (ellipse(0, 0, 2.3, 8), "dark", 2.2),
        (circle(-1.2, -6.2, 1.1), "gold", 1.5),
        (circle(1.2, -6.2, 1.1), "gold", 1.5),
    ]


def eye(frame):
    look = [(1, 0), (0.6, 0.7), (1, 0), (0.6, -0.7)][frame]
    parts = [(capsule(0, 0, math.cos(a + frame * 0.1) * 12, math.sin(a + frame * 0.1) * 12, 1.3), "red", 1.6) for a in (index * math.tau / 6 for index in range(6))]
    return parts + [
        (circle(0, 0, 9.3), "red", 4),
        (circle(1, 0, 6.6), "bone", 5),
        (circle(1.4 + look[0] * 1.6, look[1] * 1.8, 3.7), "magenta", 3),
        (circle(1.8 + look[0] * 1.8, look[1] * 2, 1.8), "dark", 2),
        (circle(0.6 + look[0] * 1.6, look[1] * 1.8 - 1.6, 0.9), "white", 1),
    ]


def clam(frame):
    swell = [0, 0.5, 1.0, 0.5][frame]
    parts = [(circle(math.cos(a) * (8.4 + swell), math.sin(a) * (8.4 + swell), 4.6), "green", 3.4) for a in (index * math.tau / 7 + 0.3 for index in range(7))]
    return parts + [
        (circle(0, 0, 9.5 + swell), "green", 5),
        (circle(-3.2, -2.4, 3 + swell * 0.4), "lime", 2.4),
        (circle(3.8, -1, 2.5 + swell * 0.3), "lime", 2.2),
        (circle(-0.5, 4.2, 2.8 + swell * 0.3), "lime", 2.4),
        (circle(-3, -2.2, 1.3), "dark", 1.5),
        (circle(4, -0.8, 1.1), "dark", 1.5),
        (circle(-0.3, 4.4, 1.2), "dark", 1.5),
    ]


def ram(frame):
    turn = frame * math.tau / 32
    return [
        (spiked(8, 7.5, 12.8, turn), "steel", 3),
        (circle(0, 0, 8.6), "gold", 4.4),
        (spiked(8, 3.4, 6.4, -turn), "dark", 2),
        (circle(0, 0, 3), "red", 2.6),
    ]


def larva(frame):
    wiggle = [1.4, 0, -1.4, 0][frame]
    return [
        (circle(-4.6, wiggle, 2.6), "green", 2.2),
        (circle(-1.6, wiggle * 0.3, 3.2), "green", 2.6),
        (circle(2.2, -wiggle * 0.6, 3.7), "lime", 3),
        (circle(3.6, -wiggle * 0.6 - 1, 1.1), "dark", 1.5),
    ]


def boss(frame):
    """Looks to the right, as flipped sprites do; symmetric enough for both."""
    sway = [0, 1, 0, -1][frame]
    parts = []
    for index in range(8):
        angle = index * math.tau / 8 + math.pi / 8 + sway * 0.05
        reach = 29 + (1.5 if (index + frame) % 2 else 0)
        middle = (math.cos(angle - 0.16) * 21, math.sin(angle - 0.16) * 21)
        tip = (math.cos(angle) * reach, math.sin(angle) * reach)
        parts += [
            (capsule(math.cos(angle) * 12, math.sin(angle) * 12, *middle, 4), "magenta", 3.4),
            (capsule(*middle, *tip, 1.9), "bone", 2),
        ]
    parts += [
        (circle(0, 0, 20), "magenta", 8),
        (spiked(10, 13, 17.5, frame * math.tau / 40), "dark", 3),
        (circle(0, 0, 12.4), "red", 5),
        (ellipse(0, 0, 9.5, 9.5), "bone", 6),
        (circle(2 + sway, 0, 6.2), "violet", 4),
        (ellipse(2.6 + sway, 0, 2, 4.6), "dark", 2),
        (circle(0.4 + sway, -3, 1.5), "white", 1),
    ]
    for side in (-1, 1):
        parts += [
            (circle(side * 12.5, -10.5, 3), "gold", 2.6),
            (circle(side * 12.5, 10.5, 3), "gold", 2.6),
            (circle(side * 12.8, -10.5, 1.3), "dark", 1.4),
            (circle(side * 12.8, 10.5, 1.3), "dark", 1.4),
        ]
    return parts


def make_enemies():
    kinds = [mite, wasp, moth, eye, clam, ram, larva]
    sheet = Sheet(32 * 8, 32 * len(kinds))
    for row, kind in enumerate(kinds):
        for frame in range(4):
            draw(sheet, frame * 32, row * 32, 32, kind(frame))
            draw(sheet, (frame + 4) * 32, row * 32, 32, kind(frame), white=True)
    sheet.write("enemies.png")
    sheet = Sheet(64 * 8, 64)
    for frame in range(4):
        draw(sheet, frame * 64, 0, 64, boss(frame))
        draw(sheet, (frame + 4) * 64, 0, 64, boss(frame), white=True)
    sheet.write("boss.png")


def make_bullets():
    sheet = Sheet(16 * 6, 16)
    for seat, color in enumerate(SEATS):
        for y in range(16):
            for x in range(16):
                px, py = x + 0.5 - 8, y + 0.5 - 8
                distance = capsule(-3.5, 0, 4.5, 0, 1.0)(px, py)
                if distance < 0:
                    sheet.put(seat * 16 + x, y, RAMPS[color][3] if px > -1.5 else RAMPS[color][2])
                elif distance < 2.6:
                    red, green, blue, _ = RAMPS[color][1]
                    sheet.put(seat * 16 + x, y, (red, green, blue, round(150 * (1 - distance / 2.6))))
    for frame in range(2):
        parts = [(circle(0, 0, 4.4), "magenta", 3), (circle(0, 0, 2.9), "red", 2.5), (circle(-0.3, -0.3, 1.7 + 0.3 * frame), "white", 2)]
        draw(sheet, (4 + frame) * 16, 0, 16, parts)
    sheet.write("bullets.png")


def make_pickups():
    sheet = Sheet(16 * 5, 32)
    signs = [
        ("orange", [capsule(-3, 2, -3, -1, 0.9), capsule(0, 2.5, 0, -3, 0.9), capsule(3, 2, 3, -1, 0.9)]),
        ("gold", [polygon([(1.5, -4.5), (-3, 0.8), (-0.4, 0.8), (-1.5, 4.5), (3, -0.8), (0.4, -0.8)])]),
        ("cyan", [polygon([(0, -4), (3.6, -2.6), (3, 1.4), (0, 4.4), (-3, 1.4), (-3.6, -2.6)])]),
        ("violet", [spiked(6, 1.8, 4.8, 0.3)]),
        ("red", [circle(-1.8, -1.2, 2.1), circle(1.8, -1.2, 2.1), polygon([(-3.7, -0.3), (3.7, -0.3), (0, 4.2)])]),
    ]
    for column, (ramp, solids) in enumerate(signs):
        for frame in range(2):
            parts = [(circle(0, 0, 7), ramp, 2.2), (circle(0, 0, 5.7), "dark", 3)]
            parts += [(solid, "white" if frame else ramp, 9) for solid in solids]
            draw(sheet, column * 16, frame * 16, 16, parts)
    sheet.write("pickups.png")


def light(name, side, alpha):
    """A white picture whose alpha is a function of the distance from the middle, 0 to 1 at the rim."""
    pixels = []
    for y in range(side):
        for x in range(side):
            distance = math.hypot(x + 0.5 - side / 2, y + 0.5 - side / 2) / (side / 2)
            pixels.append((255, 255, 255, round(255 * max(0.0, min(1.0, alpha(distance))))))
    write_png(name, side, side, pixels)


def make_lights():
    light("glow.png", 48, lambda d: max(0.0, 1 - d) ** 2.2)
    light("ring.png", 96, lambda d: max(0.0, 1 - abs(d - 0.9) / 0.08) * 0.9 + (0.16 * d**3 if d < 0.9 else 0))
    light("aura.png", 32, lambda d: max(0.0, 1 - abs(d - 0.82) / 0.14) * 0.9 + (0.22 * d**2 if d < 0.82 else 0))
    sheet = Sheet(32 * 8, 32)
    for frame in range(8):
        for y in range(32):
            for x in range(32):
                px, py = x + 0.5 - 16, y + 0.5 - 16
                distance, angle = math.hypot(px, py), math.atan2(py, px)
                arm = math.cos(3 * angle - distance * 0.55 + frame * math.tau / 8 * 1.0) * 0.5 + 0.5
                swirl = max(0.0, 1 - distance / 13) * (0.25 + 0.75 * arm)
                rim = max(0.0, 1 - abs(distance - 13) / 1.4) * (0.55 + 0.45 * math.cos(6 * angle + frame * math.tau / 8))
                sheet.put(frame * 32 + x, y, (255, 255, 255, round(255 * min(1.0, swirl + rim))))
    sheet.write("portal.png")
    star = Sheet(5, 5)
    for x, y, alpha in [(2, 2, 255), (1, 2, 120), (3, 2, 120), (2, 1, 120), (2, 3, 120), (0, 2, 45), (4, 2, 45), (2, 0, 45), (2, 4, 45)]:
        star.put(x, y, (205, 225, 255, alpha))
    star.write("star.png")


def noise(width, height, cell, seed):
    """Smooth noise that wraps nowhere, 0 to 1."""
    chance = random.Random(seed)
    columns, rows = width // cell + 2, height // cell + 2
    grid = [[chance.random() for _ in range(columns)] for _ in range(rows)]

    def at(x, y):
        gx, gy = x / cell, y / cell
        column, row = int(gx), int(gy)
        fx, fy = gx - column, gy - row
        fx, fy = fx * fx * (3 - 2 * fx), fy * fy * (3 - 2 * fy)
        top = grid[row][column] * (1 - fx) + grid[row][column + 1] * fx
        low = grid[row + 1][column] * (1 - fx) + grid[row + 1][column + 1] * fx
        return top * (1 - fy) + low * fy

    return at


def make_sky():
    width, height = 576, 336
    clouds = [noise(width, height, cell, seed) for cell, seed in ((112, 1), (56, 2), (28, 3), (14, 4))]
    hues = noise(width, height, 150, 9)
    pixels = []
    for y in range(height):
        for x in range(width):
            value = sum(cloud(x, y) / 2**index for index, cloud in enumerate(clouds)) / 1.875
            # Few steps with a dither between them: painted, not blurred.
            dither = ((x * 2 + y * 3) % 4 + (x + y * 2) % 3 * 0.7) / 5.4 - 0.5
            step = max(0.0, min(1.0, (value - 0.42) * 2.6)) * 6 + dither * 0.8
            step = max(0, min(6, round(step))) / 6
            hue = hues(x, y)
            red = 14 + step * (30 + 66 * hue)
            green = 16 + step * (22 + 26 * (1 - hue))
            blue = 40 + step * (58 + 34 * (1 - hue))
            pixels.append((round(red), round(green), round(blue), round(60 + 150 * step)))
    write_png("nebula.png", width, height, pixels)
    for name, seed, count, bright in (("stars_far.png", 5, 420, 0.5), ("stars_near.png", 6, 120, 0.95)):
        chance = random.Random(seed)
        sheet = Sheet(width, height)
        for _ in range(count):
            x, y = chance.randrange(width), chance.randrange(height)
            tint = chance.choice([(170, 200, 255), (255, 255, 255), (255, 220, 190), (190, 180, 255)])
            alpha = round(255 * bright * chance.uniform(0.25, 1.0))
            sheet.put(x, y, (*tint, alpha))
            if bright > 0.9 and chance.random() < 0.25:
                for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                    sheet.put(x + dx, y + dy, (*tint, alpha // 4))
        sheet.write(name)


def make_arena():
    """The walls: a double line with marks, and a faint grid of crosses inside."""
    width, height = 456, 238
    sheet = Sheet(width, height)
    for y in range(height):
        for x in range(width):
            edge = min(x, y, width - 1 - x, height - 1 - y)
            corner = min(x, width - 1 - x) + min(y, height - 1 - y)
            if corner < 10:
                pixel = CLEAR
            elif edge == 3 or corner in (13, 14):
                pixel = (60, 150, 255, 255) if edge >= 3 else CLEAR
            elif edge in (4, 2):
                pixel = (30, 84, 190, 130)
            elif edge == 0 and (x // 12 + y // 12) % 2 == 0:
                pixel = (40, 110, 220, 120)
            elif 4 < edge < 12:
                pixel = (36, 90, 220, round(46 * (1 - (edge - 4) / 8)))
            elif (x - 12) % 36 == 0 and (y - 11) % 36 == 0:
                pixel = (90, 140, 255, 70)
            elif ((x - 12) % 36 in (1, 35) and (y - 11) % 36 == 0) or ((y - 11) % 36 in (1, 35) and (x - 12) % 36 == 0):
                pixel = (90, 140, 255, 34)
            else:
                pixel = CLEAR
            sheet.put(x, y, pixel)
    sheet.write("arena.png")


LOGO = {
    "S": ["01111", "11000", "11110", "01111", "00011", "10011", "11110"],
    "W": ["10001", "10001", "10101", "10101", "11111", "11011", "10001"],
    "A": ["01110", "11011", "11011", "11111", "11011", "11011", "11011"],
    "R": ["11110", "11011", "11011", "11110", "11100", "11110", "11011"],
    "M": ["10001", "11011", "11111", "11111", "10101", "10001", "10001"],
}


def make_logo():
    """Large letters, cut at the corners, from gold at the top to magenta, with a rim and a long shadow."""
    scale, gap, margin = 8, 6, 10
    width, height = 5 * 5 * scale + 4 * gap + 2 * margin, 7 * scale + 2 * margin
    solid = set()
    for index, letter in enumerate("SWARM"):
        for row, line in enumerate(LOGO[letter]):
            for column, mark in enumerate(line):
                if mark == "1":
                    left, top = margin + index * (5 * scale + gap) + column * scale, margin + row * scale
                    solid |= {(left + x, top + y) for y in range(scale) for x in range(scale)}
    # Corners that stand out alone lose their tips.
    cut = set()
    for x, y in solid:
        for dx in (-1, 1):
            for dy in (-1, 1):
                steps = [(x + dx * step, y) not in solid or (x, y + dy * step) not in solid for step in (1, 2)]
                if (x + dx, y) not in solid and (x, y + dy) not in solid:
                    cut |= {(x, y), (x - dx, y), (x, y - dy)}
    solid -= cut
    ramp = [rgb(text) for text in ("#fff6c8", "#ffe07a", "#ffc03c", "#ff9432", "#ff6440", "#f23c64", "#c4288c", "#8a1f9e")]
    sheet = Sheet(width, height)
    for y in range(height):
        for x in range(width):
            if (x, y) in solid:
                tone = (y - margin) / (7 * scale) * 8
                tone = int(max(0, min(7, tone + (0.35 if (x + y) % 2 else -0.15))))
                if (x - 1, y - 1) not in solid or (x, y - 1) not in solid:
                    tone = max(0, tone - 2)
                if (x + 1, y + 1) not in solid:
                    tone = min(7, tone + 2)
                # A dark seam across all letters: chrome.
                pixel = ramp[tone] if y != margin + 4 * scale - 3 else rgb("#7a1e58")
            else:
                near = any((x + dx, y + dy) in solid for dx in (-2, -1, 0, 1, 2) for dy in (-2, -1, 0, 1, 2) if abs(dx) + abs(dy) < 4)
                deep = any((x - step, y - step) in solid for step in range(1, 7))
                around = min((math.hypot(x - sx, y - sy) for sx in range(x - 9, x + 10, 2) for sy in range(y - 9, y + 10, 2) if (sx, sy) in solid), default=99)
                if near:
                    pixel = rgb("#14082c")
                elif deep:
                    pixel = rgb("#3a0f52")
                elif around < 10:
                    pixel = (255, 60, 120, round(70 * (1 - around / 10)))
                else:
                    pixel = CLEAR
            sheet.put(x, y, pixel)
    sheet.write("logo.png")


def make_frames():
    """White frames that are tinted: the place of a player, and what lies behind the table."""
    sheet = Sheet(80, 82)
    for y in range(82):
        for x in range(80):
            edge = min(x, y, 79 - x, 81 - y)
            corner = min(x, 79 - x) + min(y, 81 - y)
            if corner < 6:
                pixel = CLEAR
            elif edge == 0 or corner in (6, 7):
                pixel = (255, 255, 255, 255)
            elif edge == 1:
                pixel = (255, 255, 255, 90)
            else:
                pixel = (255, 255, 255, 26 + 22 * (y % 4 == 0))
            sheet.put(x, y, pixel)
    sheet.write("slot.png")
    sheet = Sheet(300, 214)
    for y in range(214):
        for x in range(300):
            edge = min(x, y, 299 - x, 213 - y)
            corner = min(x, 299 - x) + min(y, 213 - y)
            if corner < 8:
                pixel = CLEAR
            elif edge == 0 or corner in (8, 9):
                pixel = (80, 140, 255, 255)
            elif edge == 2:
                pixel = (60, 90, 200, 120)
            else:
                pixel = (6, 7, 24, 226)
            sheet.put(x, y, pixel)
    sheet.write("panel.png")


def main():
    for folder in ("sprites", "sounds", "music", "fonts"):
        (GAME / folder).mkdir(parents=True, exist_ok=True)
    make_ships()
    make_enemies()
    make_bullets()
    make_pickups()
    make_lights()
    make_sky()
    make_arena()
    make_logo()
    make_frames()


main()
