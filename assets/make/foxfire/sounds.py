"""The sounds of what happens."""
from waves import REED, SINE, SOFT, SQUARE, TRIANGLE, hiss, join, sweep, write

RATE = 44_100


def tone(hertz, seconds, level, wave=SOFT, power=2.0):
    return sweep(wave, seconds, lambda t: hertz, level, RATE, power=power)


def make():
    sounds = {
        "jump": join(
            (0, sweep(TRIANGLE, 0.20, lambda t: 300 + 420 * t ** 0.6, 0.6, RATE, power=1.4), RATE),
            (0, hiss(0.09, 0.35, RATE, lambda t: 0.25, seed=2), RATE),
        ),
        "land": join(
            (0, sweep(SINE, 0.14, lambda t: 130 - 70 * t, 0.8, RATE), RATE),
            (0, hiss(0.12, 0.6, RATE, lambda t: 0.18 - 0.12 * t, seed=3), RATE),
        ),
        "step": join(
            (0, hiss(0.05, 0.9, RATE, lambda t: 0.30, power=3, seed=4), RATE),
            (0, sweep(SINE, 0.05, lambda t: 180 - 80 * t, 0.4, RATE), RATE),
        ),
        "gather": join(
            (0, tone(880.0, 0.34, 0.32, SINE), RATE), (0, tone(1760.0, 0.22, 0.16, SINE, 3.0), RATE),
            (0.05, tone(1318.5, 0.40, 0.32, SINE), RATE), (0.05, tone(2637.0, 0.24, 0.10, SINE, 3.0), RATE),
        ),
        "lantern": join(
            (0, hiss(0.5, 0.5, RATE, lambda t: 0.05 + 0.10 * t, power=1.5, seed=5), RATE),
            *[(0.07 * i, tone(hertz, 0.7, 0.24), RATE) for i, hertz in enumerate((392.0, 523.25, 659.25, 783.99))],
        ),
        "hurt": join(
            (0, sweep(SQUARE, 0.32, lambda t: 520 - 380 * t ** 0.5 + (40 if int(t * 14) % 2 else 0), 0.42, RATE, power=1.3), RATE),
            (0, hiss(0.16, 0.5, RATE, lambda t: 0.4 - 0.3 * t, seed=6), RATE),
        ),
        "spring": join(
            (0, sweep(TRIANGLE, 0.42, lambda t: 170 + 620 * t ** 0.5 + 40 * (1 - t) * (1 if int(t * 40) % 2 else -1), 0.6, RATE, power=1.2), RATE),
            (0, sweep(SINE, 0.12, lambda t: 110 - 40 * t, 0.5, RATE), RATE),
        ),
        "stomp": join(
            (0, hiss(0.14, 0.8, RATE, lambda t: 0.5 - 0.4 * t, seed=7), RATE),
            (0, sweep(SQUARE, 0.18, lambda t: 260 - 170 * t, 0.35, RATE), RATE),
            (0.04, sweep(TRIANGLE, 0.16, lambda t: 420 + 260 * t, 0.3, RATE), RATE),
        ),
        "goal": join(
            *[(0.11 * i, tone(hertz, 0.9, 0.24, REED, 1.8), RATE) for i, hertz in enumerate((293.66, 440.0, 587.33, 739.99, 880.0))],
            *[(0.55, tone(hertz, 1.6, 0.17, SOFT, 1.6), RATE) for hertz in (293.66, 440.0, 587.33, 739.99, 1174.66)],
        ),
        "menu": join((0, tone(587.33, 0.16, 0.4), RATE), (0.07, tone(880.0, 0.32, 0.4), RATE)),
        "crumble": join(
            *[(0.06 * i, hiss(0.10, 0.7 - 0.08 * i, RATE, lambda t: 0.12, power=2.5, seed=10 + i), RATE) for i in range(6)],
            (0, sweep(SINE, 0.4, lambda t: 90 - 30 * t, 0.4, RATE), RATE),
        ),
    }
    for name, samples in sounds.items():
        write(f"sounds/{name}.wav", samples, RATE)
