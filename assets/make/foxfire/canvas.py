"""Pictures as dictionaries of pixels, and the colours of the game."""
import pathlib
import struct
import zlib

GAME = pathlib.Path(__file__).resolve().parent.parent.parent / "games" / "foxfire"


def rgb(text):
    return tuple(int(text[i:i + 2], 16) for i in (0, 2, 4))


INK = rgb("1c1023")

# Name by name: outline, earth dark/middle/light, grass dark/middle/light/tip, stone dark/middle/light/edge.
DUSK = {
    "ink": rgb("22122c"), "earth": [rgb("4a2740"), rgb("64344a"), rgb("7f4752"), rgb("a3655c")],
    "grass": [rgb("1f4a44"), rgb("2f7350"), rgb("5aa358"), rgb("b4d568")],
    "stone": [rgb("43385c"), rgb("62527a"), rgb("8a7593"), rgb("c2a3aa")],
    "leaf": [rgb("2b2146"), rgb("4b2a55"), rgb("7c3a5c"), rgb("b9585a"), rgb("ec8f5a")],
    "bush": [rgb("1d3440"), rgb("275048"), rgb("3f7a50"), rgb("78a856")],
    "trunk": [rgb("2c1830"), rgb("4a2a3c"), rgb("6d4148")],
    "flower": [rgb("ff8f6b"), rgb("ffd27a"), rgb("f7638c")],
}
NIGHT = {
    "ink": rgb("0b0d26"), "earth": [rgb("1d1f4a"), rgb("282c5e"), rgb("363f76"), rgb("50619a")],
    "grass": [rgb("0f3a52"), rgb("17626c"), rgb("2f9a86"), rgb("8fe8b0")],
    "stone": [rgb("23264f"), rgb("363c6c"), rgb("525c8e"), rgb("8797bd")],
    "leaf": [rgb("0c1536"), rgb("12264e"), rgb("1a4364"), rgb("2b6b7a"), rgb("5fb39a")],
    "bush": [rgb("0d1e3e"), rgb("143a56"), rgb("1f6468"), rgb("49a186")],
    "trunk": [rgb("10122e"), rgb("1e2046"), rgb("333863")],
    "flower": [rgb("7fe3ff"), rgb("c4a1ff"), rgb("ffc6f0")],
}


class Canvas:
    """Pixels by place; what is not there is transparent."""

    def __init__(self, width, height):
        self.width, self.height, self.pixels = width, height, {}

    def put(self, x, y, color, alpha=255):
        if 0 <= x < self.width and 0 <= y < self.height:
            self.pixels[x, y] = (*color[:3], alpha)

    def get(self, x, y):
        return self.pixels.get((x, y))

    def rect(self, x0, y0, x1, y1, color):
        for y in range(y0, y1 + 1):
            for x in range(x0, x1 + 1):
                self.put(x, y, color)

    def paste(self, other, left, top, flip=False):
        for (x, y), pixel in other.pixels.items():
            x = other.width - 1 - x if flip else x
            if 0 <= left + x < self.width and 0 <= top + y < self.height:
                self.pixels[left + x, top + y] = pixel

    def outline(self, color=INK):
        """A rim of one pixel around all that is drawn."""
        rim = set()
        for x, y in self.pixels:
            for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                if (x + a, y + b) not in self.pixels:
                    rim.add((x + a, y + b))
        for x, y in rim:
            self.put(x, y, color)
        return self

    def save(self, name):
        rows = bytearray()
        for y in range(self.height):
            rows.append(0)
            for x in range(self.width):
                rows += bytes(self.pixels.get((x, y), (0, 0, 0, 0)))

        def chunk(kind, data):
            body = kind + data
            return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 6, 0, 0, 0)
        data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
        data += chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + chunk(b"IEND", b"")
        folder = GAME / "sprites"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def noise(x, y, seed=0):
    """A number from 0 to 1 that looks like chance."""
    n = (x * 374761393 + y * 668265263 + seed * 2147483647) & 0xFFFFFFFF
    n = ((n ^ (n >> 13)) * 1274126177) & 0xFFFFFFFF
    return ((n ^ (n >> 16)) & 0xFFFF) / 65535


def smooth(x, seed, period, wrap):
    """Noise along a line that repeats after `wrap`."""
    cell, part = divmod(x, period)
    count = wrap // period
    a, b = noise(int(cell) % count, 7, seed), noise((int(cell) + 1) % count, 7, seed)
    t = part / period
    return a + (b - a) * t * t * (3 - 2 * t)


BAYER = [[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]


def dither(x, y):
    return (BAYER[y % 4][x % 4] + 0.5) / 16


def step_of(colors, value, x, y):
    """The colour of a ramp at 0 to 1, with a pattern of dots between two steps."""
    place = max(0.0, min(0.9999, value)) * (len(colors) - 1)
    low = int(place)
    return colors[low + (1 if place - low > dither(x, y) else 0)]


def mix(a, b, t):
    return tuple(round(a[i] + (b[i] - a[i]) * t) for i in range(3))


def art(lines, palette):
    canvas = Canvas(max(len(line) for line in lines), len(lines))
    for y, line in enumerate(lines):
        for x, letter in enumerate(line):
            if letter in palette:
                canvas.put(x, y, palette[letter])
    return canvas
