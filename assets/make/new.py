#!/usr/bin/env python3
"""Makes the pictures and sounds of `playground new`. Standard library only; the same bytes every time."""
import math
import pathlib
import struct
import zlib

TEMPLATES = pathlib.Path(__file__).resolve().parent.parent.parent / "platform" / "runner" / "templates"
# Twice as fine as the highest tone needs, and the program carries them.
RATE = 16_000

# One letter a pixel.
COLORS = {
    ".": (0, 0, 0, 0),
    "o": (58, 30, 74, 255),
    "l": (255, 206, 120, 255),
    "b": (255, 158, 77, 255),
    "d": (224, 102, 66, 255),
    "w": (255, 255, 255, 255),
    "k": (34, 20, 48, 255),
    "r": (255, 120, 140, 255),
    "y": (255, 214, 64, 255),
    "Y": (255, 244, 176, 255),
    "g": (214, 148, 32, 255),
    "G": (122, 74, 24, 255),
    "f": (176, 72, 58, 255),
    "s": (255, 255, 255, 150),
}

HERO = """
................
.....oooooo.....
...oollllllboo..
..ollllbbbbbbbo.
..olllbbbbbbbbo.
.ollbbbbbbbbbbdo
.olbbwwbbbwwbbdo
.olbbwkbbbwkbbdo
.olbbwkbbbwkbbdo
.obrrbkbbbkbrrdo
.obbbbbkkkbbbddo
.obbbbbbbbbbbddo
..obbbbbbbbdddo.
...oodddddddoo..
....ofo...ofo...
....ooo...ooo...
"""

COIN = """
....GGGG....
..GGyyyyGG..
.GyYYyyyyyG.
.GyYyyggyyG.
GyYyygyyyyyG
GyYyygyyyygG
GyyyygyyyygG
GyyyyyggyygG
.GyyyyyyygG.
.GyyyyyyggG.
..GGggggGG..
....GGGG....
"""

STAR = """
....w....
....w....
...sws...
..swwws..
wwwwwwwww
..swwws..
...sws...
....w....
....w....
"""


def write_png(path, drawing):
    """Writes the RGBA picture of a drawing, in which a letter stands for a pixel."""
    lines = drawing.split()
    rows = b"".join(b"\0" + b"".join(bytes(COLORS[letter]) for letter in line) for line in lines)

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", len(lines[0]), len(lines), 8, 6, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    (TEMPLATES / path).write_bytes(data)


def write_wav(path, samples):
    """Writes mono samples, -1 to 1, as 16-bit PCM."""
    data = b"".join(struct.pack("<h", round(max(-1.0, min(1.0, sample)) * 32767)) for sample in samples)
    header = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(data), b"WAVE", b"fmt ", 16, 1, 1, RATE, RATE * 2, 2, 16, b"data", len(data))
    (TEMPLATES / path).write_bytes(header + data)


def bell(notes, seconds, level):
    """Bells that are struck one after the other and ring on; a note is (hertz, second)."""
    count = int(RATE * seconds)
    for index in range(count):
        time = index / RATE
        sound = 0.0
        for hertz, start in notes:
            age = time - start
            if age >= 0:
                phase = 2 * math.pi * hertz * age
                sound += (math.sin(phase) + 0.3 * math.sin(2 * phase) * math.exp(-9 * age)) * math.exp(-5 * age) * min(1.0, age / 0.003)
        # Silent at its end, so that nothing clicks.
        yield level * sound * min(1.0, (count - index) / (0.05 * RATE))


def main():
    write_png("empty/sprites/hero.png", HERO)
    write_png("empty/sprites/star.png", STAR)
    write_png("plugin/sprites/coin.png", COIN)
    write_wav("empty/sounds/hello.wav", bell([(523.25, 0.0), (659.25, 0.13), (783.99, 0.26), (1046.5, 0.39)], 1.2, 0.35))
    write_wav("plugin/sounds/coin.wav", bell([(987.77, 0.0), (1318.51, 0.07)], 0.45, 0.35))


main()
