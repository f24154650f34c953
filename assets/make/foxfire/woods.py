"""What grows on the ground, and what lies behind it: sky, far hills, woods in two distances."""
import math

from canvas import DUSK, NIGHT, Canvas, dither, mix, noise, rgb, smooth, step_of

WIDTH, HEIGHT = 320, 180

SKIES = {
    "dusk": [rgb(c) for c in ("2a1b52", "4b2468", "7d2f72", "b8436f", "ea6a5e", "ff9a5e", "ffc878", "ffe3a3")],
    "night": [rgb(c) for c in ("050818", "0a1030", "101b48", "182c62", "1f4278", "2a5f8a", "3f8199", "6fb0b0")],
}
# Far hills, woods in the middle, woods near: from the crest down.
LAYERS = {
    "dusk": [
        [rgb("c9567a"), rgb("a8457a"), rgb("d9707a")],
        [rgb("6f2f6b"), rgb("54265f"), rgb("8d3d6f")],
        [rgb("3b1c50"), rgb("2a1442"), rgb("55275c")],
    ],
    "night": [
        [rgb("22406f"), rgb("1b3362"), rgb("2f5885")],
        [rgb("142750"), rgb("0f1d42"), rgb("1c3a66")],
        [rgb("0b1636"), rgb("080f2a"), rgb("12254c")],
    ],
}


def sky(name):
    canvas = Canvas(WIDTH, HEIGHT)
    colors = SKIES[name]
    center, size = ((222, 72), 25) if name == "dusk" else ((238, 46), 17)
    for y in range(HEIGHT):
        for x in range(WIDTH):
            value = y / 150
            # The light gathers around the sun, and a little around the moon.
            reach = math.hypot(x - center[0], (y - center[1]) * 1.15)
            value += (0.22 if name == "dusk" else 0.3) * max(0.0, 1 - reach / (130 if name == "dusk" else 70))
            canvas.put(x, y, step_of(colors, value, x, y))
    if name == "night":
        for index in range(110):
            x, y = int(noise(index, 1, 3) * WIDTH), int(noise(index, 2, 3) ** 1.4 * 120)
            bright = noise(index, 3, 3)
            canvas.put(x, y, rgb("ffffff") if bright > 0.8 else rgb("9fc3e0") if bright > 0.4 else rgb("4f78a8"))
            if bright > 0.94:
                for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                    canvas.put(x + a, y + b, rgb("5f8fc0"))
    body = [rgb("ffd98a"), rgb("fff0b8"), rgb("fffbe6")] if name == "dusk" else [rgb("a9c9d6"), rgb("d9efe9"), rgb("fbfff4")]
    for y in range(HEIGHT):
        for x in range(WIDTH):
            reach = math.hypot(x - center[0], y - center[1])
            if reach > size:
                continue
            if name == "dusk" and y > center[1] and (y - center[1]) % 7 < (y - center[1]) / 9:
                continue
            canvas.put(x, y, step_of(body, 1.25 - reach / size, x, y))
    if name == "night":
        for cx, cy, r in ((232, 42, 4), (244, 50, 3), (237, 53, 2), (243, 39, 2)):
            for y in range(cy - r, cy + r + 1):
                for x in range(cx - r, cx + r + 1):
                    if math.hypot(x - cx, y - cy) <= r:
                        canvas.put(x, y, body[0])
    clouds(canvas, name)
    return canvas


def clouds(canvas, name):
    light, shade = ((rgb("ffb57a"), rgb("d85f74")) if name == "dusk" else (rgb("2c5282"), rgb("1d3a6a")))
    for index, (left, y, width) in enumerate(((18, 40, 84), (120, 24, 60), (60, 82, 70), (270, 34, 52), (4, 104, 50))):
        for x in range(width):
            t = math.sin(math.pi * x / width)
            thick = t * (3.2 + 2.6 * noise(x // 5, index, 9))
            for row in range(round(thick)):
                put = light if row == 0 else shade
                if row == round(thick) - 1 and dither(x, row) > 0.5:
                    continue
                canvas.put(left + x, y - round(thick) // 2 + row, put)


def hills(colors):
    canvas = Canvas(WIDTH, HEIGHT)
    body, deep, crest = colors
    for x in range(WIDTH):
        top = 96 - smooth(x, 1, 80, WIDTH) * 40 - smooth(x, 2, 32, WIDTH) * 14 - smooth(x, 3, 8, WIDTH) * 3
        for y in range(int(top), HEIGHT):
            down = y - top
            if down < 2:
                color = crest
            elif dither(x, y) > 0.2 + down / 14:
                color = crest
            else:
                color = body if dither(x, y) > (down - 20) / 80 else deep
            canvas.put(x, y, color)
    return canvas


def spruce(canvas, x, bottom, height, color, edge):
    """A tree of steps, narrow at the top; it goes on at the other side of the picture."""
    for step in range(height):
        t = step / height
        half = (1.2 + t * height * 0.30) * (0.62 + 0.38 * ((step % 9) / 9))
        for a in range(-round(half), round(half) + 1):
            place = (x + a) % WIDTH
            canvas.put(place, bottom - height + step, edge if a <= -half + 1.6 else color)


def crown(canvas, x, y, radius, color, edge, seed):
    for row in range(-radius, radius + 1):
        for column in range(-radius, radius + 1):
            reach = math.hypot(column, row * 1.15)
            if reach <= radius * (0.86 + 0.2 * noise(column // 2 + 40, row // 2 + 40, seed)):
                lit = row < -radius * 0.25 and column < radius * 0.3 and noise(column, row, seed) > 0.45
                canvas.put((x + column) % WIDTH, y + row, edge if lit else color)


def woods(colors, base, seed, large):
    canvas = Canvas(WIDTH, HEIGHT)
    body, deep, crest = colors
    heights = [base - smooth(x, seed, 64, WIDTH) * 26 - smooth(x, seed + 1, 16, WIDTH) * 5 for x in range(WIDTH)]
    x = 4
    while x < WIDTH - 6:
        kind = noise(x, 5, seed)
        ground = int(heights[x]) + 4
        if kind > 0.45 or not large:
            spruce(canvas, x, ground, int((26 if not large else 48) + noise(x, 6, seed) * (20 if not large else 34)), body, crest)
        else:
            height = int(30 + noise(x, 7, seed) * 26)
            for y in range(ground - height, ground):
                for a in (-1, 0, 1):
                    canvas.put((x + a) % WIDTH, y, body)
            for index in range(4):
                crown(canvas, x + int((noise(x, index, 8) - 0.5) * 22), ground - height - int(noise(x, index, 9) * 14), 9 + int(noise(x, index, 10) * 6), body, crest, seed + index)
        x += int((9 if not large else 20) + noise(x, 8, seed) * (10 if not large else 34))
    for x in range(WIDTH):
        for y in range(int(heights[x]), HEIGHT):
            down = y - heights[x]
            color = crest if down < 1.5 else body if dither(x, y) > (down - 6) / 46 else deep
            canvas.put(x, y, color)
    return canvas


def blob(canvas, cx, cy, rx, ry, ramp, seed, light=(-0.5, -0.75)):
    """A clump of leaves, lit from the upper left."""
    for y in range(int(cy - ry) - 1, int(cy + ry) + 2):
        for x in range(int(cx - rx) - 1, int(cx + rx) + 2):
            dx, dy = (x - cx) / rx, (y - cy) / ry
            reach = math.hypot(dx, dy) + (noise(x // 2, y // 2, seed) - 0.5) * 0.22
            if reach > 1:
                continue
            value = 0.46 + 0.42 * (dx * light[0] + dy * light[1]) + (noise(x, y, seed) - 0.5) * 0.22
            canvas.put(x, y, step_of(ramp, value, x, y))


def trunk(canvas, x, top, bottom, half, colors):
    for y in range(top, bottom + 1):
        flare = 2 if y > bottom - 3 else 1 if y > bottom - 7 else 0
        for a in range(-half - flare, half + flare + 1):
            canvas.put(x + a, y, colors[2] if a < -half + 1 else colors[1] if a < half else colors[0])


def tree(variant, colors):
    canvas = Canvas(64, 80)
    trunk(canvas, 31, 34, 79, 3, colors["trunk"])
    clumps = [(20, 34, 15, 11), (45, 32, 14, 11), (32, 40, 17, 10), (32, 20, 19, 15), (17, 24, 11, 9), (46, 20, 12, 10)]
    if variant:
        clumps = [(18, 40, 13, 9), (46, 42, 13, 9), (31, 30, 20, 14), (25, 16, 14, 11), (40, 19, 13, 11), (32, 44, 12, 7)]
    for index, (x, y, rx, ry) in enumerate(clumps):
        blob(canvas, x, y, rx, ry, colors["leaf"], 60 + index + variant * 9)
    return canvas.outline(colors["ink"])


def fir(colors):
    canvas = Canvas(48, 80)
    trunk(canvas, 23, 62, 79, 2, colors["trunk"])
    ramp = colors["leaf"][:4]
    for tier in range(5):
        top, half = 4 + tier * 13, 7 + tier * 3.4
        for row in range(18):
            t = row / 17
            width = half * t + 1 + (1 if row % 3 == 2 else 0)
            for a in range(-round(width), round(width) + 1):
                value = 0.55 - a / (half * 3) - t * 0.35 + (noise(a + 30, top + row, 4) - 0.5) * 0.25
                canvas.put(23 + a, top + row, step_of(ramp, value, 23 + a, top + row))
    return canvas.outline(colors["ink"])


def bush(variant, colors):
    canvas = Canvas(36, 22)
    clumps = [(11, 15, 9, 6), (24, 15, 10, 6), (17, 11, 10, 7)] if variant == 0 else [(9, 16, 8, 5), (20, 12, 9, 8), (28, 16, 7, 5)]
    for index, (x, y, rx, ry) in enumerate(clumps):
        blob(canvas, x, y, rx, ry, colors["bush"], 80 + index + variant * 7)
    for index in range(5):
        x, y = int(7 + noise(index, variant, 12) * 22), int(9 + noise(index, variant, 13) * 9)
        if canvas.get(x, y):
            canvas.put(x, y, colors["flower"][index % 3])
    return canvas.outline(colors["ink"])


def rock(variant, colors):
    canvas = Canvas(24, 16)
    blob(canvas, 11, 11, 9 - variant, 6 + variant, colors["stone"], 90 + variant)
    blob(canvas, 17, 13, 5, 4, colors["stone"][:3], 95)
    for y in (15,):
        for x in range(24):
            canvas.pixels.pop((x, y), None)
    return canvas.outline(colors["ink"])


def flower(variant, colors):
    canvas = Canvas(12, 14)
    for x, height, color in ((3, 7, 0), (7, 10, 1), (10, 5, 2)):
        for y in range(height):
            canvas.put(x, 13 - y, colors["grass"][1 if y < height - 3 else 2])
        if height > 6:
            canvas.put(x + 1, 13 - height // 2, colors["grass"][2])
        petal = colors["flower"][(color + variant) % 3]
        for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            canvas.put(x + a, 13 - height + b, petal)
        canvas.put(x, 13 - height, rgb("fff6c9"))
    return canvas


def sign(colors):
    canvas = Canvas(18, 20)
    wood = [rgb("6b3b36"), rgb("9a5a40"), rgb("d08d58")]
    canvas.rect(8, 9, 9, 19, wood[0])
    canvas.rect(2, 2, 13, 9, wood[1])
    canvas.rect(2, 2, 13, 2, wood[2])
    for y, x in ((3, 14), (4, 15), (5, 16), (6, 16), (7, 15), (8, 14)):
        canvas.rect(14, y, x, y, wood[1])
    canvas.rect(4, 4, 11, 4, wood[0])
    canvas.rect(4, 6, 9, 6, wood[0])
    return canvas.outline(colors["ink"])


def fern(colors):
    canvas = Canvas(20, 16)
    for index, (lean, length) in enumerate(((-9, 9), (-5, 13), (0, 15), (5, 12), (9, 8))):
        for step in range(length):
            t = step / length
            x, y = 10 + lean * t * t ** 0.3, 15 - step * (1 - t * 0.25)
            canvas.put(round(x), round(y), colors["grass"][1 + (index + step) % 2])
            if step % 2 and step > 2:
                canvas.put(round(x) - 1, round(y), colors["grass"][2])
                canvas.put(round(x) + 1, round(y) + 1, colors["grass"][1])
        canvas.put(round(x), round(y), colors["grass"][3])
    return canvas


def make():
    for name, colors in (("dusk", DUSK), ("night", NIGHT)):
        sky(name).save(f"{name}_sky.png")
        far, middle, near = LAYERS[name]
        hills(far).save(f"{name}_far.png")
        woods(middle, 136, 20, False).save(f"{name}_middle.png")
        woods(near, 166, 30, True).save(f"{name}_near.png")
        sheet = Canvas(200, 102)
        for left, top, part in (
            (0, 0, tree(0, colors)), (64, 0, tree(1, colors)), (128, 0, fir(colors)), (0, 80, bush(0, colors)),
            (36, 80, bush(1, colors)), (72, 80, rock(0, colors)), (96, 80, rock(1, colors)),
            (120, 80, flower(0, colors)), (132, 80, flower(1, colors)), (144, 80, flower(2, colors)),
            (156, 80, sign(colors)), (174, 80, fern(colors)),
        ):
            sheet.paste(part, left, top)
        sheet.save(f"decor_{name}.png")
