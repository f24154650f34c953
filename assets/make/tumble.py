#!/usr/bin/env python3
"""Makes the pictures, the sounds and the music of assets/games/tumble; the same bytes every time.

The tools of sound are those of swarm_sounds.py, the PNG is written by hand; the music needs oggenc 1.4
(apt-get install vorbis-tools).
"""
import math
import pathlib
import struct
import zlib

import swarm_sounds as tools
from swarm_sounds import RATE, after, cached, drum_kick, drum_noise, fall, gain, hiss, mix, notes, sine, slide, square, sweep, triangle, voice

GAME = pathlib.Path(__file__).resolve().parent.parent / "games" / "tumble"
tools.GAME = GAME


def write_png(name, width, height, pixel):
    """Writes a picture of a function from (x, y) to (red, green, blue, alpha), each 0 to 1."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            rows.extend(max(0, min(255, round(part * 255))) for part in pixel(x, y))

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + chunk(b"IEND", b"")
    (GAME / "sprites" / name).write_bytes(data)


def glow(x, y):
    """A soft round light of 64 pixels."""
    share = math.hypot(x - 31.5, y - 31.5) / 31.5
    return (1, 1, 1, max(0.0, 1 - share) ** 1.8)


def firefly(x, y):
    """Two frames of 32 pixels: a lit belly, a dark head, wings up and wings down."""
    frame, px, py = x // 32, (x % 32) - 15.5, y - 15.5
    parts = []
    lift = -7 if frame == 0 else -3
    for side in (-1, 1):
        wing = math.hypot((px - side * 6.5) / 6.5, (py - lift) / 4.2)
        parts.append((wing, (0.75, 0.9, 1.0, 0.75)))
    parts.append((math.hypot(px / 5.2, (py - 4) / 7.5), (1.0, 0.80, 0.18, 1)))
    parts.append((math.hypot(px / 3.4, (py - 6) / 4.2), (1.0, 0.96, 0.62, 1)))
    parts.append((math.hypot(px / 4.2, (py + 4) / 4.2), (0.16, 0.13, 0.2, 1)))
    color = [0.0, 0.0, 0.0, 0.0]
    for distance, (red, green, blue, alpha) in parts:
        # An edge of one pixel, smooth.
        cover = max(0.0, min(1.0, (1.0 - distance) * 4 + 0.5)) * alpha
        over = cover + color[3] * (1 - cover)
        if over > 0:
            for index, part in enumerate((red, green, blue)):
                color[index] = (part * cover + color[index] * color[3] * (1 - cover)) / over
            color[3] = over
    return color


def wood(steps, seconds, tail, power=3.0):
    """Notes as of a marimba: a sine, and its fourth."""
    return notes(steps, seconds, tail, lambda p: 0.75 * sine(p) + 0.25 * sine(p * 4), power)


def make_sounds():
    save = tools.save
    swell = lambda low, high: lambda s: low + high * math.sin(math.pi * s)
    save("join.wav", wood([0, 4, 7], 0.07, 0.3), 0.7)
    save("ready.wav", wood([7, 12], 0.08, 0.32), 0.7)
    save("blip.wav", wood([7], 0.05, 0.14), 0.6)
    save("lost.wav", wood([4, 0, -5], 0.13, 0.4), 0.7)
    save("return.wav", sweep(0.25, slide(260, 720), sine, fall(1.3)), 0.6)
    save("dash.wav", mix(hiss(0.28, swell(0.06, 0.5), lambda s: math.sin(math.pi * s) ** 1.2, 1, 0.05), gain(sweep(0.2, slide(240, 520), sine, fall(2)), 0.3)), 0.6)
    save("charged.wav", wood([19, 24], 0.04, 0.16), 0.5)
    save("hit.wav", mix(sweep(0.26, slide(230, 55), sine, fall(1.6)), gain(hiss(0.12, slide(0.8, 0.1), fall(2.5), 2), 0.7), gain(sweep(0.1, slide(900, 300), triangle, fall(2)), 0.3)), 0.85)
    save("parry.wav", mix(notes([14, 21, 26], 0.012, 0.4, lambda p: 0.6 * sine(p) + 0.4 * sine(p * 2.76), 3), gain(hiss(0.05, lambda _: 0.9, fall(2), 3), 0.5)), 0.7)
    save("bump.wav", mix(sweep(0.1, slide(190, 90), sine, fall(2)), gain(hiss(0.04, lambda _: 0.3, fall(2), 4), 0.4)), 0.7)
    save("splash.wav", mix(hiss(0.9, slide(0.55, 0.03), lambda s: min(1, s * 20) * (1 - s) ** 2.2, 5, 0.03), gain(sweep(0.3, slide(420, 90), sine, fall(1.6)), 0.5), *[gain(after(0.25 + 0.09 * n, sweep(0.08, slide(500 + 90 * n, 900 + 120 * n), sine, fall(1.5))), 0.16) for n in range(4)]), 0.8)
    cracks = [gain(after(at, hiss(0.07, slide(0.95, 0.3), fall(3), 10 + n, 0.2)), level) for n, (at, level) in enumerate([(0, 1), (0.06, 0.6), (0.19, 0.9), (0.23, 0.5), (0.41, 0.7)])]
    save("crack.wav", mix(*cracks, gain(sweep(0.6, slide(110, 70), sine, fall(1)), 0.4)), 0.75)
    save("break.wav", mix(hiss(1.1, slide(0.5, 0.012), fall(2), 20), *[gain(part, 0.8) for part in cracks], sweep(0.8, slide(90, 34), sine, fall(1.3))), 0.9)
    save("lit.wav", mix(hiss(0.7, lambda s: 0.9 - 0.3 * s, lambda s: min(1, s * 8) * (1 - s) ** 1.2, 21, 0.3), gain(sweep(0.12, slide(1200, 500), triangle, fall(2)), 0.5)), 0.55)
    save("pass.wav", mix(wood([12, 5], 0.06, 0.2), gain(hiss(0.12, lambda _: 0.8, fall(2), 22, 0.3), 0.3)), 0.7)
    save("tick.wav", mix(sweep(0.05, slide(1150, 900), triangle, fall(2.5)), gain(hiss(0.02, lambda _: 0.9, fall(2), 23), 0.3)), 0.6)
    save("boom.wav", mix(hiss(1.4, slide(0.6, 0.008), fall(1.9), 24), gain(sweep(0.9, slide(130, 26), sine, fall(1.2)), 1.2), gain(hiss(0.1, lambda _: 0.9, fall(2), 25), 0.7)), 0.95)
    save("catch.wav", notes([19, 26], 0.035, 0.22, lambda p: 0.7 * sine(p) + 0.3 * sine(p * 2), 2.5), 0.6)
    save("bank.wav", notes([7, 12, 16, 19, 24], 0.055, 0.5, lambda p: 0.7 * sine(p) + 0.3 * sine(p * 2), 2.5), 0.7)
    save("spill.wav", notes([19, 14, 10, 5], 0.05, 0.2, lambda p: 0.6 * triangle(p) + 0.4 * sine(p * 2), 2), 0.65)
    save("queen.wav", notes([12, 19, 16, 24, 28], 0.09, 0.7, lambda p: 0.7 * sine(p) + 0.3 * sine(p * 3), 2), 0.65)
    whistle = lambda s: 2300 + 130 * math.sin(math.tau * 14 * s)
    blow = sweep(0.5, whistle, sine, lambda s: min(1, s * 30) * (1 - s) ** 0.4)
    save("whistle.wav", mix(blow, gain(hiss(0.5, lambda _: 0.9, fall(0.5), 26, 0.4), 0.25), after(0.42, gain(sweep(0.5, whistle, sine, lambda s: min(1, s * 30) * (1 - s) ** 0.6), 0.9))), 0.5)
    save("score.wav", wood([0, 4, 7, 12, 16], 0.08, 0.45), 0.7)
    brass = lambda p: 0.5 * square(p, 0.4) + 0.5 * triangle(p)
    save("crown.wav", mix(notes([0, 0, 0, 4, 7], 0.15, 0.4, brass, 1.3), gain(after(0.75, notes([12, 16, 19], 0.0, 1.4, brass, 1.6)), 0.8)), 0.7)
    save("call.wav", mix(sweep(0.11, slide(330, 620), triangle, lambda s: min(1, s * 12) * (1 - s) ** 0.6), after(0.12, sweep(0.2, slide(700, 430), triangle, lambda s: min(1, s * 12) * (1 - s) ** 1.1))), 0.65)


marimba = cached(lambda note, seconds: [sample * math.exp(-index / (tools.MUSIC_RATE * 0.16)) for index, sample in enumerate(voice(note, seconds, lambda p: 0.75 * sine(p) + 0.2 * sine(p * 4) + 0.05 * sine(p * 9), 0.002, 0.25))])
bass = cached(lambda note, seconds: voice(note, seconds, lambda p: 0.7 * triangle(p) + 0.3 * square(p, 0.5), 0.004, 0.05, (0.3, 0.08)))
whistler = cached(lambda note, seconds: voice(note, seconds, lambda p: 0.85 * sine(p) + 0.15 * sine(p * 2), 0.03, 0.09, vibrato=0.008))
# Root and chord of a bar, as MIDI notes.
CHORDS = [(48, (60, 64, 67)), (45, (57, 60, 64)), (53, (60, 65, 69)), (43, (59, 62, 67)), (48, (60, 64, 67)), (52, (59, 64, 67)), (53, (60, 65, 69)), (55, (59, 62, 65))]
# Beat, note, length.
TUNE = [
    (0, 79, 0.5), (0.5, 76, 0.5), (1.5, 79, 0.5), (2, 84, 1), (3, 83, 0.5), (3.5, 79, 0.5), (4, 81, 1.5), (6, 76, 0.5), (6.5, 74, 0.5), (7, 72, 1),
    (8, 77, 0.5), (8.5, 81, 0.5), (9.5, 84, 0.5), (10, 81, 1), (11, 79, 0.5), (11.5, 77, 0.5), (12, 79, 1.5), (14, 74, 0.5), (14.5, 76, 0.5), (15, 77, 1),
    (16, 79, 0.5), (16.5, 76, 0.5), (17.5, 79, 0.5), (18, 84, 1), (19, 86, 0.5), (19.5, 84, 0.5), (20, 83, 1.5), (22, 79, 0.5), (22.5, 76, 0.5), (23, 79, 1),
    (24, 81, 0.5), (24.5, 84, 0.5), (25.5, 81, 0.5), (26, 77, 1), (27, 81, 0.5), (27.5, 79, 0.5), (28, 77, 0.5), (28.5, 74, 0.5), (29, 71, 0.5), (29.5, 74, 0.5), (30, 79, 1.5),
]


def make_round():
    """64 beats at 144 a minute: 26.7 seconds."""
    track = tools.Track(64, 144)
    kick, snare = drum_kick(), drum_noise(0.14, 0.7, 0.08, 2.4, 1, 0.8)
    hat, shaker = drum_noise(0.04, 0.95, 0.5, 2, 2), drum_noise(0.07, 0.9, 0.6, 1.4, 3)
    for beat in range(64):
        track.add(beat, kick, 0.9 if beat % 2 == 0 else 0.35)
        if beat % 2 == 1:
            track.add(beat, snare, 0.5)
        for part in range(4):
            track.add(beat + part / 4, shaker if part % 2 else hat, (0.16, 0.07, 0.2, 0.07)[part])
        if beat % 16 == 15:
            for part in range(4):
                track.add(beat + part / 4, snare, 0.2 + 0.08 * part)
    for bar in range(16):
        root, chord = CHORDS[bar % 8]
        for step, note in ((0, root), (1.5, root), (2, root + 7), (3, root + 12), (3.5, root + 7)):
            track.add(bar * 4 + step, bass(note - 12, track.beat * 0.4), 0.5)
        for step in range(8):
            note = chord[(0, 2, 1, 2, 0, 1, 2, 1)[step]]
            track.add(bar * 4 + step / 2, marimba(note, track.beat * 0.4), 0.22)
            if bar >= 8:
                track.add(bar * 4 + step / 2 + 0.25, marimba(note + 12, track.beat * 0.3), 0.12)
    for start in (0, 32):
        for beat, note, length in TUNE:
            track.add(start + beat, marimba(note, length * track.beat), 0.42)
            if start:
                track.add(start + beat, whistler(note, length * track.beat * 0.9), 0.13)
    track.save("round.ogg", 0.75)


def make_lobby():
    """32 beats at 104 a minute: 18.5 seconds, the same song at its ease."""
    track = tools.Track(32, 104)
    kick, brush = drum_kick(), drum_noise(0.09, 0.8, 0.4, 1.6, 4)
    for beat in range(32):
        if beat % 2 == 0:
            track.add(beat, kick, 0.5)
        track.add(beat + 0.5, brush, 0.18)
        track.add(beat, brush, 0.08)
    for bar in range(8):
        root, chord = CHORDS[bar]
        track.add(bar * 4, bass(root - 12, track.beat * 1.3), 0.45)
        track.add(bar * 4 + 2, bass(root - 5, track.beat * 0.8), 0.35)
        for step in (0.5, 1.5, 2.5, 3.5):
            for note in chord:
                track.add(bar * 4 + step, marimba(note, track.beat * 0.3), 0.12)
    for beat, note, length in TUNE:
        track.add(beat, whistler(note - 12, length * track.beat * 0.9), 0.2)
        track.add(beat, marimba(note - 12, length * track.beat), 0.2)
    track.save("lobby.ogg", 0.65)


def main():
    for folder in ("sprites", "sounds", "music"):
        (GAME / folder).mkdir(parents=True, exist_ok=True)
    write_png("glow.png", 64, 64, glow)
    write_png("firefly.png", 64, 32, firefly)
    make_sounds()
    make_round()
    make_lobby()


if __name__ == "__main__":
    main()
