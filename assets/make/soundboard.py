#!/usr/bin/env python3
"""Makes the sounds and the music of assets/games/soundboard, and the table of how loud they are.

Standard library only, with the waves and drums of swarm_sounds.py; the same samples every time. What ends in .ogg is
encoded by oggenc 1.4 (apt-get install vorbis-tools) with a fixed serial number.
"""
import math
import pathlib
import random
import subprocess
import tempfile

import swarm_sounds as made

ROOT = pathlib.Path(__file__).resolve().parent.parent
GAME = ROOT / "games" / "soundboard"
LEVELS = ROOT.parent / "game" / "plugins" / "soundboard" / "src" / "levels.rs"
RATE = 24_000
# A twentieth of a second of 48 kHz.
STEP_FRAMES = 2_400

made.RATE = made.MUSIC_RATE = RATE
levels = {}


def shaped(samples, level, is_loop):
    """At a level of its own, and without a click at either end of what is no loop."""
    peak = max(abs(sample) for sample in samples) or 1.0
    count, edge = len(samples), int(RATE * 0.004)
    fade = lambda index: 1.0 if is_loop else min(1.0, index / 30, (count - 1 - index) / edge)
    return [sample / peak * level * fade(index) for index, sample in enumerate(samples)]


def note_levels(path, samples):
    """Keeps how loud each twentieth of a second is, in 255ths of full scale."""
    step = STEP_FRAMES * RATE // 48_000
    parts = [samples[start : start + step] for start in range(0, len(samples), step)]
    rms = [math.sqrt(sum(sample * sample for sample in part) / len(part)) for part in parts]
    levels[path] = (len(samples) * 48_000 // RATE, [min(255, round(level * 255)) for level in rms])


def save_wav(path, samples, level):
    samples = shaped(samples, level, False)
    note_levels(path, samples)
    (GAME / path).write_bytes(made.wav_bytes(samples, RATE))


def save_ogg(path, samples, level, is_loop=True, quality="2"):
    samples = shaped(samples, level, is_loop)
    note_levels(path, samples)
    with tempfile.TemporaryDirectory() as folder:
        wav = pathlib.Path(folder) / "sound.wav"
        wav.write_bytes(made.wav_bytes(samples, RATE))
        command = ["oggenc", "--quiet", "--serial", "11", "-q", quality, "-o", GAME / path, wav]
        subprocess.run(command, check=True)


class Loop:
    """Samples that go round: what rings beyond the end rings on at the beginning."""

    def __init__(self, seconds):
        self.samples = [0.0] * round(seconds * RATE)

    def add(self, seconds, part, level=1.0):
        start, count = round(seconds * RATE), len(self.samples)
        for index, sample in enumerate(part):
            self.samples[(start + index) % count] += sample * level


def make_fire():
    """Four seconds of crackling over a breath of air."""
    chance, loop = random.Random(5), Loop(4)
    breath = made.hiss(5, lambda _: 0.05, lambda share: min(1, share * 5, (1 - share) * 5), 6, 0.004)
    loop.add(0, breath, 1.6)
    for index in range(70):
        seconds = chance.uniform(0.006, 0.03)
        loop.add(chance.uniform(0, 4), made.hiss(seconds, made.slide(0.9, 0.3), made.fall(2), 100 + index, 0.1), chance.uniform(0.15, 1.0))
    save_ogg("sounds/fire.ogg", loop.samples, 0.8)


def make_bee():
    """Two seconds of wings: whole periods only, so that the seam is exact."""
    count = 2 * RATE
    wing = lambda index: made.saw(180 * index / RATE) * 0.6 + made.saw(181 * index / RATE) * 0.4
    low, out = 0.0, []
    for index in range(2 * count):
        low += (wing(index) - low) * 0.35
        out.append(low * (0.75 + 0.25 * math.sin(math.tau * 11.5 * index / RATE)))
    save_ogg("sounds/bee.ogg", out[count:], 0.7)


def make_radio():
    """Two bars of a small band behind a small loudspeaker."""
    loop = Loop(4)
    tune = [(0, 76), (0.5, 79), (1, 81), (1.5, 79), (2, 84), (3, 83), (3.5, 79), (4, 81), (4.5, 79), (5, 76), (6, 74), (7, 72)]
    for beat, note in tune:
        loop.add(beat / 2, made.voice(note, 0.2, lambda p: made.square(p, 0.3), cutoff=(0.5, 0.2)), 0.5)
    for beat in range(8):
        loop.add(beat / 2, made.voice((48, 55, 52, 55)[beat % 4], 0.18, made.triangle), 0.6)
        loop.add(beat / 2 + 0.25, made.drum_noise(0.05, 0.9, 0.4, 2, 3), 0.5)
    save_ogg("sounds/radio.ogg", loop.samples, 0.7)


def make_speech():
    """Nobody's words: a voice of two formants, syllable after syllable."""
    chance, out = random.Random(9), []
    vowels = [(730, 1090), (270, 2290), (530, 1840), (570, 840), (300, 870), (660, 1720)]
    low = [[0.0, 0.0] for _ in range(2)]
    for syllable in range(11):
        seconds, (first, second) = chance.uniform(0.11, 0.2), chance.choice(vowels)
        count = int(seconds * RATE)
        pitch = 118 + 26 * math.sin(syllable * 1.3) + chance.uniform(-6, 6) - syllable * 1.5
        for index in range(count):
            buzz = made.saw(pitch * (len(out) / RATE)) + chance.uniform(-0.1, 0.1)
            total = 0.0
            for state, hertz in zip(low, (first, second)):
                # A resonance: what comes back of itself, turned by the frequency.
                radius, angle = 0.985, math.tau * hertz / RATE
                value = buzz + 2 * radius * math.cos(angle) * state[0] - radius * radius * state[1]
                state[1], state[0] = state[0], value
                total += value * (1 - radius)
            out.append(total * min(1.0, index / 400, (count - index) / 500))
        if syllable in (3, 7):
            out += [0.0] * int(0.12 * RATE)
    save_ogg("sounds/speech.ogg", out, 0.85, False)


def make_cues():
    save_wav("sounds/drop.wav", made.mix(made.sweep(0.22, made.slide(420, 1150), made.sine, made.fall(2)), made.gain(made.sweep(0.05, made.slide(1800, 900), made.sine, made.fall(2)), 0.3)), 0.7)
    save_wav("sounds/gong.wav", made.mix(*(made.gain(made.sweep(1.6, lambda _, h=h: h, made.sine, made.fall(2.4)), level) for h, level in ((196, 1), (293, 0.6), (415, 0.5), (587, 0.35), (830, 0.2)))), 0.6)
    save_wav("sounds/knock.wav", made.mix(made.sweep(0.09, made.slide(300, 120), made.triangle, made.fall(2)), made.gain(made.hiss(0.03, lambda _: 0.6, made.fall(2), 4), 0.5)), 0.7)
    save_wav("sounds/chime.wav", made.notes([15, 22, 27], 0.05, 0.5, made.sine), 0.6)


BAR = 2.0
# Roots and chords, a bar each: C, A minor, F, G.
CHORDS = [(48, (60, 64, 67)), (45, (57, 60, 64)), (41, (57, 60, 65)), (43, (55, 59, 62))]
MELODY = [
    (0, 76, 0.9), (1, 79, 0.4), (1.5, 81, 0.4), (2, 79, 1.4), (4, 76, 0.9), (5, 74, 0.4), (5.5, 72, 0.4), (6, 69, 1.6),
    (8, 72, 0.9), (9, 74, 0.4), (9.5, 76, 0.4), (10, 77, 1.4), (12, 79, 0.9), (13, 77, 0.4), (13.5, 74, 0.4), (14, 71, 1.6),
    (16, 84, 0.9), (17, 83, 0.4), (17.5, 79, 0.4), (18, 76, 1.4), (20, 81, 0.9), (21, 79, 0.4), (21.5, 76, 0.4), (22, 72, 1.6),
    (24, 77, 0.9), (25, 81, 0.4), (25.5, 84, 0.4), (26, 81, 1.4), (28, 79, 0.9), (29, 74, 0.9), (30, 72, 1.8),
]


def make_day():
    """Two bars of intro, then eight that repeat, at 120 beats a minute."""
    head, loop = [0.0] * int(2 * BAR * RATE), Loop(8 * BAR)
    kick, hat = made.drum_kick(), made.drum_noise(0.045, 0.95, 0.5, 2, 2)
    snare = made.drum_noise(0.16, 0.7, 0.08, 2.4, 1, 0.8)
    for beat in range(32):
        loop.add(beat / 2, kick if beat % 2 == 0 else snare, 0.8 if beat % 2 == 0 else 0.4)
        loop.add(beat / 2 + 0.25, hat, 0.3)
    for bar in range(8):
        root, chord = CHORDS[bar % 4]
        for step, octave in ((0, 0), (1.5, 0), (2, 12), (3.5, 0)):
            loop.add(bar * BAR + step / 2, made.bass(root - 12 + octave, 0.3), 0.55)
        for step in range(8):
            loop.add(bar * BAR + step / 4, made.arp(chord[(0, 2, 1, 2, 0, 1, 2, 1)[step]] + 12, 0.15), 0.18)
        for note in chord:
            loop.add(bar * BAR, made.pad(note, BAR * 0.95), 0.16)
    for beat, note, length in MELODY:
        loop.add(beat / 2, made.lead(note, length / 2 * 0.9), 0.3)
    for bar in range(2):
        for step in range(8):
            note = made.bell(CHORDS[bar * 3][1][(0, 1, 2, 1, 0, 2, 1, 2)[step]] + 12, 0.2)
            for index, sample in enumerate(note):
                place = int((bar * BAR + step / 4) * RATE) + index
                if place < len(head):
                    head[place] += sample * 0.5 * (0.4 + 0.3 * bar)
    save_ogg("music/day.ogg", head + [math.tanh(1.2 * sample) for sample in loop.samples], 0.75)


def make_night():
    """The same chords by night: eight bars that repeat from their beginning."""
    loop = Loop(8 * BAR)
    kick, tick = made.drum_kick(), made.drum_noise(0.05, 0.9, 0.5, 2, 5)
    for bar in range(8):
        root, chord = CHORDS[bar % 4]
        for note in (root, *chord):
            loop.add(bar * BAR, made.pad(note, BAR), 0.3)
        loop.add(bar * BAR, made.bass(root - 12, 0.8), 0.4)
        for beat in range(4):
            loop.add(bar * BAR + beat / 2, kick, 0.3 if beat in (0, 3) else 0.0)
            loop.add(bar * BAR + beat / 2 + 0.25, tick, 0.12)
    for beat, note, length in MELODY:
        loop.add(beat / 2, made.bell(note, length / 2), 0.34)
        loop.add(beat / 2 + 0.375, made.bell(note, length / 2), 0.12)
    save_ogg("music/night.ogg", [math.tanh(1.2 * sample) for sample in loop.samples], 0.7)


def write_levels():
    """The table by which the meters know what the world plays."""
    rows = []
    for path, (frames, values) in sorted(levels.items()):
        rows.append(f'    Levels {{ sound: AssetId::of("{path}"), frames: {frames}, parts: &{values} }},')
    LEVELS.parent.mkdir(parents=True, exist_ok=True)
    LEVELS.write_text(
        "//! How loud the sounds of the board are, part by part. Made by `assets/make/soundboard.py`.\n\n"
        "use playground_core_assets::AssetId;\n\n"
        "/// How long a part is. Unit: frames of 48 kHz.\n"
        f"pub const PART_FRAMES: u64 = {STEP_FRAMES};\n\n"
        "/// How loud a sound is.\n#[derive(Debug, Clone, Copy)]\npub struct Levels {\n"
        "    /// The sound.\n    pub sound: AssetId,\n"
        "    /// Its length. Unit: frames of 48 kHz.\n    pub frames: u64,\n"
        "    /// The level of each [`PART_FRAMES`]. Unit: 255ths of full scale, root of the mean square.\n"
        "    pub parts: &'static [u8],\n}\n\n"
        "/// Every sound of the board.\npub const LEVELS: &[Levels] = &[\n" + "\n".join(rows) + "\n];\n"
    )


def main():
    for folder in ("sounds", "music"):
        (GAME / folder).mkdir(parents=True, exist_ok=True)
    make_fire()
    make_bee()
    make_radio()
    make_speech()
    make_cues()
    make_day()
    make_night()
    write_levels()


main()
