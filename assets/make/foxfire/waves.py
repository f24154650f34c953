"""Sound as lists of samples: oscillators, envelopes, files."""
import array
import math
import struct

from canvas import GAME, noise

TABLE = 2048
SINE = [math.sin(2 * math.pi * i / TABLE) for i in range(TABLE)]


def table(harmonics):
    """One turn of a wave of harmonics, at its full height."""
    wave = [sum(level * math.sin(2 * math.pi * i * n / TABLE) for n, level in harmonics) for i in range(TABLE)]
    top = max(abs(sample) for sample in wave)
    return [sample / top for sample in wave]


TRIANGLE = table([(1, 1), (3, -1 / 9), (5, 1 / 25), (7, -1 / 49)])
SOFT = table([(1, 1), (2, 0.35), (3, 0.18), (4, 0.06)])
REED = table([(1, 1), (2, 0.5), (3, 0.45), (4, 0.2), (5, 0.15), (6, 0.08)])
SQUARE = table([(n, 1 / n) for n in (1, 3, 5, 7, 9)])


def write(path, samples, rate):
    data = array.array("h", (round(max(-1.0, min(1.0, sample)) * 32767) for sample in samples))
    data = struct.pack(f"<{len(data)}h", *data)
    header = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(data), b"WAVE", b"fmt ", 16, 1, 1, rate, rate * 2, 2, 16, b"data", len(data))
    file = GAME / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(header + data)


def sweep(wave, seconds, hertz, level, rate, attack=0.004, power=2.0):
    """A wave whose pitch is a function of the share of the time that is gone; it falls away."""
    count, phase, out = int(seconds * rate), 0.0, []
    for index in range(count):
        t = index / count
        phase += hertz(t) / rate * TABLE
        rise = min(1.0, index / (attack * rate))
        out.append(level * rise * (1 - t) ** power * wave[int(phase) % TABLE])
    return out


def hiss(seconds, level, rate, cut, power=2.0, seed=1):
    """Noise through a low pass; `cut` is a share of 0 to 1 as a function of the time."""
    count, held, out = int(seconds * rate), 0.0, []
    for index in range(count):
        t = index / count
        held += ((noise(index, seed, 77) * 2 - 1) - held) * cut(t)
        out.append(level * held * min(1.0, index / (0.002 * rate)) * (1 - t) ** power)
    return out


def join(*parts):
    """Sounds at the same time, each as (begin in seconds, samples, rate)."""
    length = max(int(begin * rate) + len(samples) for begin, samples, rate in parts)
    out = [0.0] * length
    for begin, samples, rate in parts:
        start = int(begin * rate)
        for index, sample in enumerate(samples):
            out[start + index] += sample
    return out
