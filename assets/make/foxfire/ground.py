"""Tiles by their neighbours, what grows on them, and thorns and boards. Each tile has a rim of its own edge."""
from canvas import DUSK, NIGHT, Canvas, dither, mix, noise, rgb

NORTH, EAST, SOUTH, WEST = 1, 2, 4, 8
WOOD = [rgb("3a1f2b"), rgb("6b3b36"), rgb("9a5a40"), rgb("d08d58")]


def earth(canvas, colors, variant):
    dark, middle, light, pale = colors["earth"]
    canvas.rect(0, 0, 15, 15, middle)
    # Clods: a lit edge above, shade below.
    for index in range(5):
        x, y = int(noise(index, variant, 5) * 13), 5 + int(noise(index, variant, 6) * 10)
        length = 2 + int(noise(index, variant, 7) * 3)
        canvas.rect(x, y, min(15, x + length), y, dark)
        if index < 2:
            canvas.rect(x, y - 2, min(15, x + length - 1), y - 1, light)
            canvas.put(x, y - 2, pale)


def deep_tile(mask, colors, variant):
    """Far below the grass: dark and calm, so that the eye stays above."""
    dark, middle = colors["earth"][0], colors["earth"][1]
    base = mix(dark, colors["ink"], 0.25)
    canvas = Canvas(16, 16)
    canvas.rect(0, 0, 15, 15, base)
    for index in range(3):
        x, y = int(noise(index, variant, 65) * 12), int(noise(index, variant, 66) * 14)
        canvas.rect(x, y, x + 2, y, dark)
        if index == 0:
            canvas.rect(x, y + 1, x + 3, y + 2, dark)
            canvas.put(x, y + 1, middle)
    rim(canvas, mask | NORTH, colors["ink"], base, dark)
    return canvas


def seam_tile(mask, colors, variant):
    """Between the earth above and the deep below: dots that grow dense."""
    upper, lower = ground_tile(mask | NORTH, colors, variant), deep_tile(mask, colors, variant)
    for y in range(16):
        for x in range(16):
            if y / 15 > 0.15 + dither(x, y) * 0.8 and lower.get(x, y):
                upper.pixels[x, y] = lower.pixels[x, y]
    return upper


def grass(canvas, colors, variant):
    dark, middle, light, tip = colors["grass"]
    for x in range(16):
        # The fringe is the same at both ends of a tile, so that neighbours meet.
        edge = noise(x // 2 if 2 <= x < 14 else 0, 3, 20 + variant if 2 <= x < 14 else 0)
        depth = 4 + int(edge * 3.4)
        for y in range(depth):
            color = light if y < 2 else middle
            if y == depth - 1:
                color = dark
            canvas.put(x, y, color)
        canvas.put(x, 0, tip if noise(x, 1, variant) > 0.25 else light)
        canvas.put(x, depth, colors["earth"][0])


def rim(canvas, mask, ink, shade, light):
    """Dark lines where the tile meets air, corners rounded."""
    if not mask & WEST:
        for y in range(16):
            canvas.put(0, y, ink)
            if canvas.get(1, y) and y > 0:
                canvas.put(1, y, light)
    if not mask & EAST:
        for y in range(16):
            canvas.put(15, y, ink)
            canvas.put(14, y, shade)
    if not mask & SOUTH:
        for x in range(16):
            canvas.put(x, 15, ink)
            canvas.put(x, 14, shade)
    for sides, x, y, inward in (
        (NORTH | WEST, 0, 0, 1), (NORTH | EAST, 15, 0, -1), (SOUTH | WEST, 0, 15, 1), (SOUTH | EAST, 15, 15, -1)
    ):
        if not mask & sides:
            down = 1 if y == 0 else -1
            canvas.pixels.pop((x, y), None)
            canvas.put(x + inward, y, ink)
            canvas.put(x, y + down, ink)


def ground_tile(mask, colors, variant):
    canvas = Canvas(16, 16)
    earth(canvas, colors, variant)
    rim(canvas, mask | NORTH, colors["ink"], colors["earth"][0], colors["earth"][2])
    if not mask & NORTH:
        grass(canvas, colors, variant)
        light, tip = colors["grass"][2:]
        for side, x, inward in ((WEST, 0, 1), (EAST, 15, -1)):
            if not mask & side:
                for y in range(1, 7):
                    canvas.put(x, y, colors["ink"])
                canvas.pixels.pop((x, 0), None)
                canvas.put(x + inward, 0, light)
                for y in range(1, 6):
                    canvas.put(x + inward, y, colors["grass"][1])
    for sides, x, y, inward in ((SOUTH | WEST, 0, 15, 1), (SOUTH | EAST, 15, 15, -1)):
        if not mask & sides:
            canvas.pixels.pop((x, y), None)
            canvas.put(x + inward, y - 1, colors["ink"])
    return canvas


def stone_tile(mask, colors):
    dark, middle, light, edge = colors["stone"]
    canvas = Canvas(16, 16)
    for y in range(16):
        shift = 0 if y < 8 else 8
        for x in range(16):
            column = (x + shift) % 16
            color = middle
            if y % 8 == 7 or column == 15:
                color = dark
            elif y % 8 == 0 or column == 0:
                color = light
            elif noise(x, y, 31) > 0.9:
                color = dark
            canvas.put(x, y, color)
    rim(canvas, mask | NORTH, colors["ink"], dark, light)
    if not mask & NORTH:
        for x in range(16):
            canvas.put(x, 0, edge)
            canvas.put(x, 1, light)
            canvas.put(x, 3, dark)
            canvas.put(x, 2, middle)
            if noise(x // 2, 9, 3) > 0.62:
                canvas.put(x, 0, colors["grass"][3])
                canvas.put(x, 1, colors["grass"][2])
                canvas.put(x, 2, colors["grass"][1])
        for side, x, inward in ((WEST, 0, 1), (EAST, 15, -1)):
            if not mask & side:
                canvas.pixels.pop((x, 0), None)
                for y in range(1, 4):
                    canvas.put(x, y, colors["ink"])
    return canvas


def corner(part, colors, kind):
    """The dark point where two edges of other tiles meet: NE, SE, SW, NW."""
    canvas = Canvas(16, 16)
    x, y = [(15, 0), (15, 15), (0, 15), (0, 0)][part]
    inward, down = (-1 if x else 1), (-1 if y else 1)
    canvas.put(x, y, colors["ink"])
    shade = colors[kind][0]
    canvas.put(x + inward, y, shade)
    canvas.put(x, y + down, shade)
    if kind == "earth" and y == 0:
        for step in range(3):
            canvas.put(x, step, colors["grass"][1])
        canvas.put(x, 0, colors["grass"][2])
        canvas.put(x + inward, 0, colors["grass"][1])
    return canvas


def thorns(colors, variant, hangs):
    canvas = Canvas(16, 16)
    base = [rgb("3b1a3a"), rgb("7a2d55"), rgb("c7587a"), rgb("ffd9d0")]
    for index, (left, height) in enumerate(((0, 9), (5, 13), (10, 10)) if variant == 0 else ((1, 12), (6, 9), (11, 12))):
        for y in range(height):
            half = 2.4 * (1 - y / height)
            middle = left + 2
            for x in range(16):
                if abs(x - middle) <= half:
                    color = base[2] if x <= middle - 1 or y > height // 2 else base[1]
                    if y >= height - 2:
                        color = base[3]
                    canvas.put(x, 15 - y, color)
    canvas.outline(base[0])
    for x in range(16):
        canvas.put(x, 15, base[0])
    if not hangs:
        return canvas
    turned = Canvas(16, 16)
    for (x, y), pixel in canvas.pixels.items():
        turned.pixels[x, 15 - y] = pixel
    return turned


def board(left_end, right_end):
    canvas = Canvas(16, 16)
    for x in range(16):
        canvas.put(x, 0, WOOD[3])
        for y in range(1, 5):
            canvas.put(x, y, WOOD[2] if y < 3 else WOOD[1])
        if noise(x, 2, 8) > 0.7:
            canvas.put(x, 2, WOOD[1])
        canvas.put(x, 5, WOOD[0])
    for y in range(1, 5):
        canvas.put(8, y, WOOD[0])
    for end, x in ((left_end, 0), (right_end, 15)):
        if end:
            for y in range(0, 6):
                canvas.put(x, y, WOOD[0])
            inward = 3 if x == 0 else 11
            for y in range(6, 10):
                canvas.put(inward + (y - 6 if x == 0 else 6 - y) // 2, y, WOOD[1])
                canvas.put(inward + 1 + (y - 6 if x == 0 else 6 - y) // 2, y, WOOD[0])
    return canvas


def tuft(variant, colors):
    """Blades that stand on the grass, in the tile above it."""
    canvas = Canvas(16, 16)
    dark, middle, light, tip = colors["grass"]
    if variant < 4:
        for x in range(1, 15):
            height = int(noise(x, variant, 41) * 5.2) if noise(x // 4, variant, 42) > 0.35 else 0
            for y in range(height):
                canvas.put(x, 15 - y, middle if y < height - 1 else (tip if x % 3 else light))
    else:
        color = colors["flower"][variant % 3]
        for x, height in ((4, 5), (10, 3)) if variant == 4 else ((6, 4), (12, 6)):
            for y in range(height):
                canvas.put(x, 15 - y, middle)
            for a, b in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)):
                canvas.put(x + a, 15 - height + b, color)
            canvas.put(x, 15 - height, rgb("fff3c9"))
    return canvas


def root(variant, colors):
    canvas = Canvas(16, 16)
    for x in (3, 8, 12):
        length = int(noise(x, variant, 51) * 9)
        drift = noise(x, variant, 52) - 0.5
        for y in range(length):
            canvas.put(x + round(drift * y * 0.4), y, colors["trunk"][1] if y < length - 1 else colors["grass"][2])
    return canvas


def put_cell(sheet, tile, column, row):
    """With its edge repeated once around, so that no neighbour is ever seen."""
    left, top = column * 18 + 1, row * 18 + 1
    for y in range(-1, 17):
        for x in range(-1, 17):
            pixel = tile.get(min(max(x, 0), 15), min(max(y, 0), 15))
            if pixel:
                sheet.pixels[left + x, top + y] = pixel


def make():
    for name, colors in (("dusk", DUSK), ("night", NIGHT)):
        sheet = Canvas(16 * 18, 8 * 18)
        for mask in range(16):
            put_cell(sheet, ground_tile(mask, colors, 0), mask, 0)
            put_cell(sheet, ground_tile(mask, colors, 1), mask, 1)
            put_cell(sheet, stone_tile(mask, colors), mask, 2)
            put_cell(sheet, seam_tile(mask, colors, 0), mask, 5)
            put_cell(sheet, deep_tile(mask, colors, 0), mask, 6)
            put_cell(sheet, deep_tile(mask, colors, 1), mask, 7)
        for part in range(4):
            put_cell(sheet, corner(part, colors, "earth"), part, 3)
            put_cell(sheet, corner(part, colors, "stone"), part + 4, 3)
        parts = [thorns(colors, 0, False), thorns(colors, 1, False), thorns(colors, 0, True)]
        parts += [board(True, False), board(False, False), board(False, True), board(True, True)]
        for index, part in enumerate(parts):
            put_cell(sheet, part, 8 + index, 3)
        for variant in range(6):
            put_cell(sheet, tuft(variant, colors), variant, 4)
        for variant in range(4):
            put_cell(sheet, root(variant, colors), 6 + variant, 4)
        sheet.save(f"tiles_{name}.png")
