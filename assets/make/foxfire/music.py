"""Two tunes that begin again where they end: dusk, in D dorian, and night, in A minor."""
import math

from canvas import noise
from waves import REED, SINE, SOFT, TABLE, TRIANGLE, write

RATE = 22_050
NAMES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def hertz(name):
    """The pitch of a name such as `Bb4`; A4 is 440."""
    step = NAMES[name[0]] + (name[1] == "#") - (name[1] == "b")
    return 440.0 * 2 ** ((step + 12 * (int(name[-1]) + 1) - 69) / 12)


class Tape:
    """A loop: what sounds beyond its end sounds at its beginning."""

    def __init__(self, beats, tempo):
        self.beat = 60 / tempo
        self.length = round(beats * self.beat * RATE)
        self.samples = [0.0] * self.length

    def note(self, wave, pitch, beat, beats, level, attack=0.01, release=0.1, decay=0.0, vibrato=0.0):
        """`decay` is the share of the level that is lost in a second, as a power of e."""
        start, held = round(beat * self.beat * RATE), beats * self.beat
        count = int((held + release) * RATE)
        step, phase = pitch / RATE * TABLE, 0.0
        fade, factor = 1.0, math.exp(-decay / RATE)
        rise, fall, end = max(1, int(attack * RATE)), max(1, int(release * RATE)), int(held * RATE)
        for index in range(count):
            shape = fade
            if index < rise:
                shape *= index / rise
            if index > end:
                shape *= 1 - (index - end) / fall
            fade *= factor
            bend = 1.0
            if vibrato and index > rise * 3:
                bend += vibrato * math.sin(index / RATE * 33.0)
            phase += step * bend
            self.samples[(start + index) % self.length] += level * shape * wave[int(phase) % TABLE]

    def drum(self, beat, seconds, level, cut, seed, tone=0.0):
        start, count, held = round(beat * self.beat * RATE), int(seconds * RATE), 0.0
        for index in range(count):
            t = index / count
            held += ((noise(index, seed, 5) * 2 - 1) - held) * cut
            sound = held + tone * math.sin(2 * math.pi * (95 - 45 * t) * index / RATE)
            self.samples[(start + index) % self.length] += level * sound * (1 - t) ** 2.5

    def echo(self, beats, share, turns=3):
        """What was heard is heard again, softer each time, also over the seam."""
        shift = round(beats * self.beat * RATE)
        dry = list(self.samples)
        for turn in range(1, turns + 1):
            gain, back = share ** turn, shift * turn
            for index in range(self.length):
                self.samples[index] += dry[index - back] * gain

    def add(self, other):
        for index, sample in enumerate(other.samples):
            self.samples[index] += sample

    def save(self, name, peak=0.82):
        top = max(abs(sample) for sample in self.samples)
        write(f"music/{name}.wav", [sample / top * peak for sample in self.samples], RATE)


CHORDS = {
    "Dm": "D3 A3 D4 F4 A4", "Bb": "Bb2 F3 Bb3 D4 F4", "F": "F2 C3 A3 C4 F4", "C": "C3 G3 C4 E4 G4", "Gm": "G2 D3 Bb3 D4 G4",
    "A": "A2 E3 A3 C#4 E4", "Am": "A2 E3 A3 C4 E4", "G": "G2 D3 B3 D4 G4", "E": "E2 B2 G#3 B3 E4", "Fm7": "F2 C3 A3 C4 E4",
}


def melody(tape, bars, wave, level, grid=0.5, **shape):
    """Bars of names; a dash goes on, a dot is a rest."""
    events, beat = [], 0.0
    for bar in bars:
        for word in bar.split():
            if word == "-" and events:
                events[-1][2] += grid
            elif word not in ("-", "."):
                events.append([word, beat, grid])
            beat += grid
    for name, start, length in events:
        tape.note(wave, hertz(name), start, length * 0.92, level, **shape)


def dusk():
    chords = "Dm Bb F C Dm Bb Gm A Bb C Dm F Dm Bb C Dm".split()
    tape, lead = Tape(64, 116), Tape(64, 116)
    for bar, chord in enumerate(chords):
        names, at = CHORDS[chord].split(), bar * 4
        for name in names[1:4]:
            tape.note(SOFT, hertz(name), at, 3.9, 0.055, attack=0.5, release=0.5)
        order = (2, 3, 4, 3, 2, 4, 3, 1) if bar % 2 == 0 else (2, 4, 3, 4, 2, 3, 4, 3)
        for index, which in enumerate(order):
            level = 0.16 if index % 4 == 0 else 0.11
            tape.note(REED, hertz(names[which]), at + index / 2, 0.4, level, attack=0.004, release=0.12, decay=6.0)
        root = hertz(names[0]) / (2 if hertz(names[0]) > 130 else 1)
        for beat, length in ((0, 1.2), (1.5, 0.4), (2, 0.9), (3.5, 0.4)):
            tape.note(TRIANGLE, root, at + beat, length, 0.34, attack=0.008, release=0.06, decay=1.5)
        for beat in (0, 2):
            tape.drum(at + beat, 0.2, 0.32, 0.05, 3, tone=1.0)
        for index in range(8):
            tape.drum(at + index / 2 + (0.04 if index % 2 else 0), 0.05, 0.12 if index % 2 else 0.06, 0.9, 11 + index)
        if bar >= 4:
            for beat in (1, 3):
                tape.drum(at + beat, 0.11, 0.20, 0.5, 23)
    bars = [
        "D5 - F5 G5 A5 - G5 F5", "D5 - - F5 D5 C5 - .", "A4 - C5 D5 F5 - D5 C5", "G5 - F5 E5 C5 - - .",
        "D5 - F5 G5 A5 - C6 A5", "F5 - - D5 F5 G5 - .", "G5 - Bb5 A5 G5 - F5 D5", "E5 - - C#5 A4 - - .",
        "A5 - - - G5 - F5 -", "G5 - - - E5 - C5 -", "F5 - E5 D5 - - A4 -", "C5 - - - A4 C5 D5 F5",
        "D5 - F5 G5 A5 - G5 F5", "D5 - - F5 G5 A5 - F5", "E5 - G5 E5 C5 - E5 -", "D5 - - - - - . .",
    ]
    melody(lead, bars, SOFT, 0.26, attack=0.02, release=0.12, decay=0.8, vibrato=0.004)
    lead.echo(0.75, 0.34)
    tape.add(lead)
    tape.save("dusk")


def night():
    chords = "Am Am Fm7 Fm7 C G Am Am Gm Fm7 E E".replace("Gm", "Dm").split()
    tape, bells = Tape(48, 92), Tape(48, 92)
    for bar, chord in enumerate(chords):
        names, at = CHORDS[chord].split(), bar * 4
        for index, name in enumerate(names[1:]):
            tape.note(SOFT, hertz(name) * (1 + 0.0015 * (index % 2)), at, 3.9, 0.07, attack=0.9, release=0.9)
        root = hertz(names[0]) / (2 if hertz(names[0]) > 90 else 1)
        for beat, length in ((0, 2.2), (2.5, 1.2)):
            tape.note(TRIANGLE, root, at + beat, length, 0.36, attack=0.02, release=0.2, decay=0.8)
        for index, which in enumerate((1, 2, 3, 4, 3, 2)):
            bells.note(SINE, hertz(names[which]) * 2, at + index * 2 / 3, 0.3, 0.075, attack=0.004, release=0.3, decay=4.0)
        tape.drum(at, 0.26, 0.30, 0.04, 3, tone=1.0)
        tape.drum(at + 2.5, 0.22, 0.20, 0.04, 3, tone=1.0)
        for index in range(4):
            tape.drum(at + index + 0.5, 0.07, 0.07, 0.8, 31 + index)
    bars = [
        "E5 - - - A5 - B5 -", "C6 - - - B5 - G5 -", "A5 - - - - - E5 -", "F5 - E5 - C5 - - .",
        "G5 - - - E5 - G5 -", "B5 - - - A5 - G5 -", "E5 - - - - - . .", ". . A4 - C5 - E5 -",
        "F5 - - - A5 - F5 -", "E5 - - - C5 - A4 -", "B4 - - - E5 - G#5 -", "B5 - - - - - . .",
    ]
    melody(bells, bars, SINE, 0.20, attack=0.006, release=0.5, decay=1.6)
    melody(bells, bars, SOFT, 0.05, attack=0.15, release=0.4, vibrato=0.003)
    bells.echo(1.5, 0.42, turns=4)
    tape.add(bells)
    tape.save("night")


def make():
    dusk()
    night()
