#!/usr/bin/env python3
"""Makes the icons: the program's own, and those of the games of assets/games from their pictures. Needs Pillow 13."""
import math
import pathlib

from PIL import Image, ImageDraw

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SIDE = 256


def rounded(color):
    """A square with round corners, drawn at four times its size."""
    large = SIDE * 4
    picture = Image.new("RGBA", (large, large), (0, 0, 0, 0))
    ImageDraw.Draw(picture).rounded_rectangle((0, 0, large - 1, large - 1), radius=large // 5, fill=color)
    return picture


def save(picture, path):
    picture.resize((SIDE, SIDE), Image.LANCZOS).save(ROOT / path, optimize=True)


def program():
    picture = rounded((24, 32, 48, 255))
    draw = ImageDraw.Draw(picture)
    # A triangle that says "play", and a ball on its slope.
    draw.polygon([(330, 250), (330, 790), (800, 520)], fill=(92, 200, 255, 255))
    draw.ellipse((640, 200, 820, 380), fill=(255, 206, 84, 255))
    save(picture, "platform/runner/src/icon.png")


def game(name, sprite, box, color, scale):
    """The part of a sprite within `box`, enlarged by whole numbers, on a square."""
    picture = rounded(color)
    part = Image.open(ROOT / "assets/games" / name / "sprites" / sprite).convert("RGBA").crop(box)
    part = part.resize((part.width * scale, part.height * scale), Image.NEAREST)
    picture.alpha_composite(part, ((picture.width - part.width) // 2, (picture.height - part.height) // 2))
    save(picture, f"assets/games/{name}/icon.png")


def pong():
    picture = rounded((16, 20, 32, 255))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((150, 300, 220, 640), fill=(255, 255, 255, 255))
    draw.rectangle((804, 400, 874, 740), fill=(255, 255, 255, 255))
    draw.rectangle((470, 430, 550, 510), fill=(255, 206, 84, 255))
    save(picture, "assets/games/pong/icon.png")


def soundboard():
    """Three faders."""
    picture = rounded((16, 19, 28, 255))
    draw = ImageDraw.Draw(picture)
    for x, knob, color in ((272, 600, (79, 209, 197)), (512, 340, (246, 180, 75)), (752, 500, (255, 125, 110))):
        draw.rounded_rectangle((x - 24, 200, x + 24, 824), radius=24, fill=(38, 45, 64, 255))
        draw.rounded_rectangle((x - 24, knob, x + 24, 824), radius=24, fill=(*color, 255))
        draw.ellipse((x - 84, knob - 84, x + 84, knob + 84), fill=(232, 236, 245, 255))
    save(picture, "assets/games/soundboard/icon.png")


def tumble():
    """A star with two eyes on a floe."""
    picture = rounded((18, 42, 74, 255))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((112, 560, 912, 900), fill=(111, 166, 204, 255))
    draw.ellipse((112, 510, 912, 850), fill=(230, 242, 250, 255))
    def star(far, near):
        return [(512 + math.sin(turn * math.pi / 5) * reach, 420 - math.cos(turn * math.pi / 5) * reach) for turn, reach in zip(range(10), (far, near) * 5)]
    draw.polygon(star(370, 226), fill=(18, 22, 38, 255))
    draw.polygon(star(318, 194), fill=(220, 88, 164, 255))
    for x in (432, 566):
        draw.ellipse((x - 58, 330, x + 58, 446), fill=(255, 255, 255, 255))
        draw.ellipse((x - 18, 372, x + 42, 432), fill=(18, 22, 38, 255))
    save(picture, "assets/games/tumble/icon.png")


if __name__ == "__main__":
    program()
    pong()
    soundboard()
    tumble()
    game("swarm", "ships.png", (0, 24, 24, 48), (20, 14, 44, 255), 34)
    game("foxfire", "fox.png", (3, 0, 27, 24), (38, 54, 84, 255), 34)
