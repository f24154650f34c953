#!/usr/bin/env python3
"""Makes the sounds and the music of assets/games/swarm. Standard library only; the same samples every time.

The music is written as .wav and encoded by oggenc 1.4 (apt-get install vorbis-tools) with a fixed serial number.
"""
import array
import math
import pathlib
import random
import struct
import subprocess
import tempfile

GAME = pathlib.Path(__file__).resolve().parent.parent / "games" / "swarm"
RATE = 44_100
MUSIC_RATE = 32_000


def wav_bytes(samples, rate):
    data = array.array("h", (round(max(-1.0, min(1.0, sample)) * 32767) for sample in samples)).tobytes()
    return struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(data), b"WAVE", b"fmt ", 16, 1, 1, rate, rate * 2, 2, 16, b"data", len(data)) + data


def save(name, samples, level):
    """Writes a sound at a level of its own, without a click at either end."""
    peak = max(abs(sample) for sample in samples) or 1.0
    count, edge = len(samples), int(RATE * 0.003)
    shaped = [
        sample / peak * level * min(1.0, index / 40, (count - 1 - index) / edge) for index, sample in enumerate(samples)
    ]
    (GAME / "sounds" / name).write_bytes(wav_bytes(shaped, RATE))


def square(phase, duty=0.5):
    return 1.0 if phase % 1.0 < duty else -1.0


def saw(phase):
    return 2.0 * (phase % 1.0) - 1.0


def triangle(phase):
    return 4.0 * abs(phase % 1.0 - 0.5) - 1.0


def sine(phase):
    return math.sin(math.tau * phase)


def sweep(seconds, hertz, wave, envelope):
    """A tone whose pitch and level are functions of the share of its time that has passed."""
    count, phase = int(RATE * seconds), 0.0
    out = []
    for index in range(count):
        share = index / count
        phase += hertz(share) / RATE
        out.append(wave(phase) * envelope(share))
    return out


def hiss(seconds, cutoff, envelope, seed, high=0.0):
    """Noise through a low pass that moves, less what is below a high pass."""
    chance, low, slow = random.Random(seed), 0.0, 0.0
    count, out = int(RATE * seconds), []
    for index in range(count):
        share = index / count
        low += (chance.uniform(-1, 1) - low) * min(1.0, cutoff(share))
        slow += (low - slow) * high
        out.append((low - slow) * envelope(share))
    return out


def mix(*parts):
    out = [0.0] * max(len(part) for part in parts)
    for part in parts:
        for index, sample in enumerate(part):
            out[index] += sample
    return out


def gain(part, level):
    return [sample * level for sample in part]


def after(seconds, part):
    return [0.0] * int(RATE * seconds) + part


def fall(power):
    return lambda share: (1 - share) ** power


def slide(start, end):
    return lambda share: start * (end / start) ** share


def notes(steps, seconds, tail, wave, power=2.0):
    parts = [after(index * seconds, sweep(tail, lambda _, step=step: 440 * 2 ** (step / 12), wave, fall(power))) for index, step in enumerate(steps)]
    return mix(*parts)


def make_sounds():
    pulse = lambda phase: square(phase, 0.25)
    save("shot.wav", mix(sweep(0.12, slide(1500, 320), pulse, fall(2)), gain(hiss(0.04, lambda _: 0.8, fall(2), 1), 0.5)), 0.55)
    save("hit.wav", mix(hiss(0.07, slide(0.9, 0.3), fall(2.5), 2), sweep(0.05, slide(900, 300), triangle, fall(2))), 0.6)
    save("burst_small.wav", mix(hiss(0.32, slide(0.6, 0.04), fall(2.2), 3), gain(sweep(0.2, slide(320, 60), triangle, fall(1.6)), 0.8)), 0.75)
    save("burst_large.wav", mix(hiss(0.75, slide(0.42, 0.015), fall(2), 4), gain(sweep(0.5, slide(170, 34), sine, fall(1.5)), 1.1), gain(hiss(0.1, lambda _: 0.9, fall(2), 5), 0.5)), 0.85)
    save("hurt.wav", mix(sweep(0.4, slide(520, 90), lambda p: square(p, 0.4), fall(1.4)), gain(hiss(0.25, slide(0.6, 0.06), fall(2), 6), 0.9)), 0.8)
    save("down.wav", mix(sweep(1.0, slide(640, 40), saw, fall(1.3)), gain(hiss(1.2, slide(0.5, 0.01), fall(2.2), 7), 1.5), gain(sweep(0.8, slide(120, 30), sine, fall(1.2)), 1.2)), 0.9)
    save("shield.wav", mix(notes([24, 19, 12], 0.05, 0.3, triangle), gain(hiss(0.25, slide(0.9, 0.2), fall(3), 8, 0.2), 0.7)), 0.7)
    save("dash.wav", hiss(0.26, lambda s: 0.08 + 0.6 * math.sin(math.pi * s), lambda s: math.sin(math.pi * min(1.0, s * 1.4)) ** 1.2 if s < 0.71 else 0.0, 9, 0.06), 0.6)
    save("pickup.wav", notes([7, 12, 16, 19], 0.055, 0.24, lambda p: 0.6 * square(p, 0.25) + 0.4 * triangle(p)), 0.6)
    save("nova.wav", mix(sweep(1.0, slide(1300, 36), sine, fall(1.2)), gain(hiss(1.2, slide(0.9, 0.01), fall(1.8), 10), 0.9), gain(sweep(0.9, slide(60, 30), triangle, fall(1)), 0.9)), 0.85)
    save("wave.wav", notes([0, 7, 12], 0.13, 0.5, lambda p: 0.5 * saw(p) + 0.5 * square(p * 1.005, 0.3), 1.6), 0.6)
    siren = lambda share: 300 + 190 * math.sin(math.tau * share * 3 - 1.5)
    save("boss.wav", mix(sweep(1.9, siren, lambda p: 0.6 * saw(p) + 0.4 * square(p * 0.5), lambda s: min(1, s * 12) * (1 - s) ** 0.5), gain(sweep(1.9, lambda _: 46, saw, lambda s: (1 - s) ** 0.7), 0.7)), 0.75)
    booms = [gain(after(0.17 * index, hiss(0.8, slide(0.5, 0.012), fall(1.8), 20 + index)), 1 - 0.1 * index) for index in range(5)]
    save("boss_burst.wav", mix(*booms, after(0.7, sweep(1.3, slide(150, 24), sine, fall(1.2))), gain(sweep(0.8, slide(900, 60), saw, fall(1.4)), 0.5)), 0.95)
    save("clear.wav", notes([3, 7, 10, 15, 19], 0.075, 0.42, lambda p: 0.55 * square(p, 0.25) + 0.45 * triangle(p)), 0.6)
    save("join.wav", notes([-5, 2, 7], 0.06, 0.22, lambda p: square(p, 0.25)), 0.55)
    save("blip.wav", sweep(0.06, lambda _: 880, lambda p: square(p, 0.3), fall(1.5)), 0.45)
    save("over.wav", mix(notes([3, 2, -2, -5, -9], 0.26, 0.9, lambda p: 0.5 * saw(p) + 0.5 * triangle(p), 1.5), gain(after(1.04, sweep(1.2, slide(82, 55), triangle, fall(1))), 0.8)), 0.75)
    save("orb.wav", sweep(0.16, slide(260, 620), triangle, lambda s: math.sin(math.pi * s) ** 0.8), 0.5)
    save("portal.wav", sweep(0.4, lambda s: 180 + 420 * s + 40 * math.sin(s * 70), triangle, lambda s: math.sin(math.pi * s)), 0.5)
    save("combo.wav", notes([12, 19, 24], 0.05, 0.3, triangle), 0.6)


class Track:
    """A loop: what rings beyond its end rings on at its beginning."""

    def __init__(self, beats, per_minute):
        self.beat = 60 / per_minute
        self.count = round(beats * self.beat * MUSIC_RATE)
        self.samples = [0.0] * self.count

    def add(self, beat, samples, level):
        start = round(beat * self.beat * MUSIC_RATE)
        count, out = self.count, self.samples
        for index, sample in enumerate(samples):
            out[(start + index) % count] += sample * level

    def save(self, name, level):
        peak = max(abs(sample) for sample in self.samples)
        # A soft knee: loud beats press against it without a crack.
        shaped = [math.tanh(1.5 * sample / peak) / math.tanh(1.5) * level for sample in self.samples]
        with tempfile.TemporaryDirectory() as folder:
            wav = pathlib.Path(folder) / "music.wav"
            wav.write_bytes(wav_bytes(shaped, MUSIC_RATE))
            subprocess.run(["oggenc", "--quiet", "--serial", "7", "-q", "4", "-o", GAME / "music" / name, wav], check=True)


def hertz(note):
    """Of a MIDI note."""
    return 440 * 2 ** ((note - 69) / 12)


def voice(note, seconds, wave, attack=0.005, release=0.06, cutoff=(1.0, 1.0), vibrato=0.0):
    """A note through a low pass that closes from the first cutoff to the second."""
    count, phase, low = int(MUSIC_RATE * (seconds + release)), 0.0, 0.0
    step, out = hertz(note) / MUSIC_RATE, []
    hold = seconds * MUSIC_RATE
    for index in range(count):
        time = index / MUSIC_RATE
        phase += step * (1 + vibrato * math.sin(time * 34)) if vibrato else step
        level = min(1.0, time / attack) if index < hold else max(0.0, 1 - (index - hold) / (release * MUSIC_RATE))
        share = min(1.0, index / hold)
        low += (wave(phase) - low) * (cutoff[0] + (cutoff[1] - cutoff[0]) * share)
        out.append(low * level * (1 - 0.35 * share))
    return out


def drum_kick():
    out, phase = [], 0.0
    for index in range(int(MUSIC_RATE * 0.22)):
        share = index / (MUSIC_RATE * 0.22)
        phase += (42 + 150 * math.exp(-share * 14)) / MUSIC_RATE
        out.append(math.sin(math.tau * phase) * (1 - share) ** 1.5)
    return out


def drum_noise(seconds, low_pass, high_pass, power, seed, tone=0.0):
    chance, low, slow, out = random.Random(seed), 0.0, 0.0, []
    count = int(MUSIC_RATE * seconds)
    for index in range(count):
        share = index / count
        low += (chance.uniform(-1, 1) - low) * low_pass
        slow += (low - slow) * high_pass
        body = tone * math.sin(math.tau * 185 * index / MUSIC_RATE) * (1 - share) ** 4 if tone else 0.0
        out.append(((low - slow) + body) * (1 - share) ** power)
    return out


def cached(make):
    made = {}

    def get(*arguments):
        if arguments not in made:
            made[arguments] = make(*arguments)
        return made[arguments]

    return get


fat = lambda phase: 0.5 * saw(phase) + 0.5 * saw(phase * 1.007 + 0.3)
bass = cached(lambda note, length: voice(note, length, lambda p: 0.6 * saw(p) + 0.5 * square(p * 0.5), cutoff=(0.34, 0.06)))
arp = cached(lambda note, length: voice(note, length, lambda p: square(p, 0.25), cutoff=(0.7, 0.25)))
lead = cached(lambda note, length: voice(note, length, lambda p: 0.6 * square(p, 0.42) + 0.4 * saw(p * 1.004), attack=0.012, release=0.12, cutoff=(0.5, 0.34), vibrato=0.006))
pad = cached(lambda note, length: voice(note, length, fat, attack=0.4, release=0.5, cutoff=(0.05, 0.11)))
bell = cached(lambda note, length: voice(note, length, lambda p: sine(p) + 0.4 * sine(p * 3.01), attack=0.004, release=0.5))

# Roots and chords, four beats each: A minor, F, C, G, then A minor, F, D minor, E.
CHORDS = [(45, (57, 60, 64)), (41, (57, 60, 65)), (48, (55, 60, 64)), (43, (55, 59, 62)), (45, (57, 60, 64)), (41, (57, 60, 65)), (50, (57, 62, 65)), (40, (56, 59, 64))]
# Beat, note, length: two phrases of sixteen beats.
MELODY = [
    (0, 69, 1.4), (1.5, 72, 0.4), (2, 76, 1), (3, 74, 0.5), (3.5, 72, 0.5), (4, 72, 1.5), (5.5, 69, 0.5), (6, 65, 1.8),
    (8, 67, 1.4), (9.5, 72, 0.4), (10, 76, 1), (11, 79, 1), (12, 74, 1.5), (13.5, 71, 0.5), (14, 67, 1.8),
    (16, 81, 1.4), (17.5, 79, 0.4), (18, 76, 1), (19, 72, 0.5), (19.5, 76, 0.5), (20, 77, 1.5), (21.5, 76, 0.5), (22, 72, 1.8),
    (24, 74, 1), (25, 77, 1), (26, 81, 1), (27, 77, 0.9), (28, 76, 1.5), (29.5, 80, 0.5), (30, 83, 1.8),
]


def make_fight():
    """64 beats at 138 a minute: 27.8 seconds."""
    track = Track(64, 138)
    kick, snare = drum_kick(), drum_noise(0.2, 0.7, 0.06, 2.2, 1, 0.9)
    hat, open_hat = drum_noise(0.045, 0.95, 0.5, 2, 2), drum_noise(0.16, 0.95, 0.5, 1.6, 3)
    crash = drum_noise(1.4, 0.9, 0.3, 2.4, 4)
    for beat in range(64):
        track.add(beat, kick, 1.0)
        if beat % 2 == 1:
            track.add(beat, snare, 0.62)
        for part in range(4):
            track.add(beat + part / 4, open_hat if part == 2 else hat, 0.2 if part == 2 else 0.13)
        if beat % 8 == 7:
            track.add(beat + 0.75, snare, 0.4)
            track.add(beat + 0.5, snare, 0.3)
    for beat in (0, 32):
        track.add(beat, crash, 0.35)
    eighth = track.beat / 2
    for bar in range(16):
        root, chord = CHORDS[bar % 8]
        for step in range(8):
            octave = 12 if step in (3, 6) else 0
            track.add(bar * 4 + step / 2, bass(root - 12 + octave, eighth * 0.8), 0.5)
        for step in range(16):
            if bar >= 4:
                note = chord[(step * (1 if bar % 2 else 2)) % 3] + (12 if step % 4 > 1 else 0)
                track.add(bar * 4 + step / 4, arp(note + 12, track.beat / 4 * 0.7), 0.13)
        for note in chord:
            track.add(bar * 4, pad(note, track.beat * 3.8), 0.2)
    for start, level in ((0, 0.0), (32, 0.3)):
        for beat, note, length in MELODY if level else []:
            track.add(start + beat, lead(note, length * track.beat * 0.92), level)
            track.add(start + beat + 0.75, lead(note, length * track.beat * 0.92), level * 0.22)
    for beat, note, length in MELODY[:15]:
        track.add(16 + beat, bell(note + 12, length * track.beat * 0.9), 0.16)
    track.save("fight.ogg", 0.8)


def make_title():
    """32 beats at 92 a minute: 20.9 seconds, the same song far away."""
    track = Track(32, 92)
    for bar in range(8):
        root, chord = CHORDS[bar]
        for note in (root, *chord):
            track.add(bar * 4, pad(note, track.beat * 4.1), 0.34)
        track.add(bar * 4, bass(root - 12, track.beat * 1.4), 0.34)
        track.add(bar * 4 + 2.5, bass(root - 12, track.beat * 0.4), 0.26)
        for step in range(8):
            note = chord[(0, 1, 2, 1, 0, 2, 1, 2)[step]] + (24 if step % 3 == 0 else 12)
            track.add(bar * 4 + step / 2, bell(note, track.beat * 0.3), 0.12)
            track.add(bar * 4 + step / 2 + 0.75, bell(note, track.beat * 0.3), 0.05)
    soft = drum_kick()
    tick = drum_noise(0.05, 0.9, 0.5, 2, 5)
    for beat in range(32):
        track.add(beat, soft, 0.4 if beat % 2 == 0 else 0.0)
        track.add(beat + 0.5, tick, 0.12)
    for beat, note, length in MELODY:
        track.add(beat, bell(note, length * track.beat * 0.95), 0.24)
        track.add(beat + 0.75, bell(note, length * track.beat * 0.95), 0.08)
    track.save("title.ogg", 0.7)


def main():
    for folder in ("sounds", "music"):
        (GAME / folder).mkdir(parents=True, exist_ok=True)
    make_sounds()
    make_title()
    make_fight()


if __name__ == "__main__":
    main()
