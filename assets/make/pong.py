#!/usr/bin/env python3
"""Makes the pictures and sounds of assets/games/pong. Standard library only; the same bytes every time."""
import math
import pathlib
import struct
import zlib

GAME = pathlib.Path(__file__).resolve().parent.parent / "games" / "pong"
RATE = 48_000


def write_png(name, width, height, pixel):
    """Writes an RGBA picture; pixel(x, y) gives (red, green, blue, alpha), 0 to 255."""
    rows = b"".join(
        b"\0" + b"".join(bytes(pixel(x, y)) for x in range(width)) for y in range(height)
    )

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    (GAME / "sprites" / name).write_bytes(data)


def write_wav(name, samples):
    """Writes mono samples, -1 to 1, as 16-bit PCM at 48 kHz."""
    data = b"".join(struct.pack("<h", round(max(-1.0, min(1.0, sample)) * 32767)) for sample in samples)
    header = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(data), b"WAVE", b"fmt ", 16, 1, 1, RATE, RATE * 2, 2, 16, b"data", len(data))
    (GAME / "sounds" / name).write_bytes(header + data)


def tone(hertz, seconds, level, edge=0.35):
    """A soft square: a sine with its odd harmonics, falling away, without a click at either end."""
    count = int(RATE * seconds)
    for index in range(count):
        time = index / RATE
        phase = 2 * math.pi * hertz * time
        wave = math.sin(phase) + edge * math.sin(3 * phase) / 3 + edge * math.sin(5 * phase) / 5
        rise = min(1.0, time / 0.002)
        fall = (1 - index / count) ** 2
        yield level * wave * rise * fall


def paddle(x, y):
    width, height = 6, 32
    corner = (x in (0, width - 1)) and (y in (0, height - 1))
    light = 1.0 - 0.35 * abs(x - 1.5) / 4.5
    return (round(150 * light), round(225 * light), round(255 * light), 0 if corner else 255)


def ball(x, y):
    distance = math.hypot(x - 2.5, y - 2.5)
    if distance > 3.2:
        return (0, 0, 0, 0)
    light = 1.0 - 0.12 * max(0.0, distance - 0.8)
    return (255, round(236 * light), round(170 * light), 255)


SEGMENTS = ["abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg"]
BARS = {"a": (3, 2, 13, 5), "g": (3, 11, 13, 14), "d": (3, 20, 13, 23), "f": (2, 3, 5, 13), "b": (11, 3, 14, 13), "e": (2, 12, 5, 22), "c": (11, 12, 14, 22)}


def digits(x, y):
    number, column = divmod(x, 16)
    lit = any(
        left <= column < right and top <= y < bottom
        for left, top, right, bottom in (BARS[name] for name in SEGMENTS[number])
    )
    return (120, 190, 225, 255) if lit else (0, 0, 0, 0)


def main():
    write_png("paddle.png", 6, 32, paddle)
    write_png("ball.png", 6, 6, ball)
    write_png("digits.png", 160, 24, digits)
    write_wav("hit.wav", tone(523.25, 0.12, 0.5))
    write_wav("wall.wav", tone(261.63, 0.09, 0.4))
    write_wav("point.wav", [*tone(392.0, 0.14, 0.45), *tone(293.66, 0.3, 0.45)])
    write_wav("win.wav", [sample for hertz in (523.25, 659.25, 783.99) for sample in tone(hertz, 0.14, 0.45)] + list(tone(1046.5, 0.5, 0.45)))


main()
