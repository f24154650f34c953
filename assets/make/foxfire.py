#!/usr/bin/env python3
"""Makes the pictures, sounds and music of assets/games/foxfire. Standard library only; the same bytes every time.

The parts lie beside this file in foxfire/: canvas (pictures and colours), fox, ground, things, woods, logo, sounds, music.
Arguments pick parts, none makes all: `python3 assets/make/foxfire.py fox ground`.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "foxfire"))

PARTS = ["fox", "ground", "things", "woods", "logo", "sounds", "music"]


def main():
    for part in sys.argv[1:] or PARTS:
        __import__(part).make()


main()
