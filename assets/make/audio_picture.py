#!/usr/bin/env python3
"""Draws the picture of docs/audio.md: the path of a sound from the world to the device."""

from world_pictures import BLUE, GREEN, GREY, INK, ORANGE, PALE, Picture


def stage(picture, x, title, note, colour):
    picture.box(x, 40, 168, 300, fill=PALE, stroke=colour)
    picture.text(x + 84, 26, title, size=15, fill=colour, anchor="middle", weight="bold")
    picture.text(x + 84, 362, note, size=11, fill=GREY, anchor="middle")


def boxes(picture, x, names, colour):
    for row, (name, note) in enumerate(names):
        top = 54 + row * 56
        picture.box(x + 12, top, 144, 46, fill="white", stroke=colour)
        picture.text(x + 84, top + 20, name, anchor="middle", weight="bold")
        picture.text(x + 84, top + 36, note, size=11, fill=GREY, anchor="middle")


def main():
    picture = Picture(880, 376)
    stage(picture, 20, "world", "in the tick, as data", BLUE)
    boxes(picture, 20, [
        ("Cues", "called by name"),
        ("Music", "one on each bus"),
        ("SoundEmitter", "from a place"),
        ("Voice", "sound, tick, loop"),
        ("bus levels, effects", "while they live"),
    ], BLUE)
    stage(picture, 244, "follower", "after the tick", GREEN)
    boxes(picture, 244, [
        ("place in the sound", "from the tick alone"),
        ("how it is heard", "distance, side, doppler"),
        ("which are heard", "priority, loudness"),
        ("ramps of levels", "within 5 ms or a tick"),
        ("commands", "stamped by frame"),
    ], GREEN)
    stage(picture, 468, "mixer", "on the device's thread", ORANGE)
    boxes(picture, 468, [
        ("voice", "sound or tone, pitch"),
        ("level, pan, ears", "at each frame"),
        ("bus", "4 effects, level, sends"),
        ("parent buses", "up the tree"),
        ("master", "player's level, ceiling"),
    ], ORANGE)
    stage(picture, 692, "out", "48 kHz, stereo", INK)
    boxes(picture, 692, [
        ("device", "cpal or rodio"),
        ("file", "--wav"),
        ("silence", "without a device"),
    ], INK)
    for x in (190, 414, 638):
        picture.line(x, 190, x + 50, 190, stroke=INK, arrow=True)
    for row in range(4):
        picture.line(552, 100 + row * 56, 552, 108 + row * 56, stroke=ORANGE, arrow=True)
    picture.text(440, 180, "ring", size=11, fill=GREY, anchor="middle")
    picture.write("audio-path.svg")


if __name__ == "__main__":
    main()
