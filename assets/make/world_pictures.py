#!/usr/bin/env python3
"""Draws the three pictures of docs/world.md: columns, pages, and the way back in time."""

import pathlib

OUT = pathlib.Path(__file__).resolve().parents[2] / "docs" / "pictures"
INK, GREY, PALE = "#1f2933", "#7b8794", "#f5f7fa"
BLUE, GREEN, ORANGE, RED = "#2f6fb0", "#3d8f5f", "#d9822b", "#c23b3b"


class Picture:
    def __init__(self, width, height):
        self.width, self.height, self.parts = width, height, []

    def box(self, x, y, width, height, fill=PALE, stroke=GREY, dash=""):
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(
            f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="3" fill="{fill}" stroke="{stroke}"{dashed}/>'
        )

    def text(self, x, y, words, size=13, fill=INK, anchor="start", weight="normal"):
        words = words.replace("&", "&amp;").replace("<", "&lt;")
        self.parts.append(
            f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}" text-anchor="{anchor}" font-weight="{weight}">{words}</text>'
        )

    def line(self, x1, y1, x2, y2, stroke=GREY, arrow=False, dash=""):
        end = ' marker-end="url(#arrow)"' if arrow else ""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(f'<path d="M{x1} {y1}L{x2} {y2}" stroke="{stroke}" fill="none" stroke-width="1.5"{end}{dashed}/>')

    def write(self, name):
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
            f'width="{self.width}" height="{self.height}" font-family="DejaVu Sans, Verdana, sans-serif">\n'
            '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
            f'orient="auto"><path d="M0 0L8 4L0 8z" fill="{INK}"/></marker></defs>\n'
            f'<rect width="{self.width}" height="{self.height}" fill="white"/>\n'
        )
        (OUT / name).write_text(head + "\n".join(self.parts) + "\n</svg>\n")


def column(picture, x, y, name, values, colour, rows=3):
    """A column of one archetype: its name, and a page with some rows."""
    picture.text(x + 55, y - 8, name, 12, colour, "middle", "bold")
    for row in range(rows):
        picture.box(x, y + row * 22, 110, 22, "white", colour)
        if row < len(values):
            picture.text(x + 55, y + row * 22 + 15, values[row], 11, INK, "middle")


def columns():
    picture = Picture(820, 360)
    picture.text(20, 28, "entities: where each row lies", 14, weight="bold")
    rows = [("0v0", "archetype 0, row 0"), ("1v0", "archetype 1, row 0"), ("2v3", "archetype 0, row 1"), ("3v0", "free")]
    for index, (name, place) in enumerate(rows):
        y = 48 + index * 26
        picture.box(20, y, 50, 26, PALE)
        picture.box(70, y, 150, 26, "white")
        picture.text(45, y + 17, name, 12, INK, "middle")
        picture.text(78, y + 17, place, 12, GREY if place == "free" else INK)
    picture.text(20, 178, "index v generation: a name that", 11, GREY)
    picture.text(20, 193, "is used again is another name", 11, GREY)

    picture.text(290, 28, "archetype 0: who has Transform2d and Sprite", 14, weight="bold")
    column(picture, 290, 66, "entity", ["0v0", "2v3"], GREY)
    column(picture, 410, 66, "Transform2d", ["40.0  96.0 …", "88.0  64.0 …"], BLUE)
    column(picture, 530, 66, "Sprite", ["hero.png …", "coin.png …"], GREEN)
    picture.text(290, 205, "archetype 1: who has Health as well", 14, weight="bold")
    column(picture, 290, 243, "entity", ["1v0"], GREY)
    column(picture, 410, 243, "Health", ["3"], ORANGE)
    column(picture, 530, 243, "Transform2d", ["12.0  20.0 …"], BLUE)
    column(picture, 650, 243, "Sprite", ["foe.png …"], GREEN)
    picture.line(220, 61, 286, 76, INK, True)
    picture.line(220, 87, 286, 253, INK, True)
    picture.line(220, 113, 286, 99, INK, True)
    picture.text(655, 84, "a page: 1,024 rows", 12, GREY)
    picture.text(655, 101, "of plain bytes, and the", 12, GREY)
    picture.text(655, 118, "write that touched it last", 12, GREY)
    picture.text(20, 340, "A system gets the same page of the columns that it names, as slices; the type is what its schema says.", 12, GREY)
    picture.write("world-columns.svg")


def pages():
    picture = Picture(820, 300)
    ticks = [("world before tick 7", 40), ("world before tick 8", 300), ("world now", 560)]
    shared = [("Transform2d", [0, 1, 2]), ("Sprite", [0, 0, 0]), ("Health", [0, 0, 1])]
    names = {("Transform2d", 0): "w12", ("Transform2d", 1): "w31", ("Transform2d", 2): "w44", ("Sprite", 0): "w3", ("Health", 0): "w5", ("Health", 1): "w47"}
    colours = {"Transform2d": BLUE, "Sprite": GREEN, "Health": ORANGE}
    for place, (title, x) in enumerate(ticks):
        picture.text(x, 30, title, 14, weight="bold")
        for row, (name, versions) in enumerate(shared):
            y = 60 + row * 62
            is_new = place == 0 or versions[place] != versions[place - 1]
            colour = colours[name]
            if is_new:
                picture.box(x, y, 150, 40, "white", colour)
                picture.text(x + 75, y + 17, f"{name}, page 0", 12, INK, "middle")
                picture.text(x + 75, y + 33, f"written by {names[(name, versions[place])]}", 11, GREY, "middle")
            else:
                picture.box(x, y, 150, 40, "white", colour, "4 4")
                picture.text(x + 75, y + 25, "the same page", 12, GREY, "middle")
                picture.line(x - 6, y + 20, x - 104, y + 20, colour, True, "4 4")
    picture.text(40, 268, "A snapshot shares all pages. The first write to a shared page copies it: what rests costs nothing,", 12, GREY)
    picture.text(40, 286, "and a write (w) has a number that no way back in time ever turns back.", 12, GREY)
    picture.write("world-pages.svg")


def history():
    picture = Picture(820, 280)
    picture.text(30, 30, "what is kept of the last minute", 14, weight="bold")
    left, right, y = 30, 790, 100
    picture.line(left, y, right, y, INK, True)
    picture.text(right, y + 22, "now", 12, INK, "end")
    for index in range(6):
        x = left + 30 + index * 90
        picture.box(x, y - 42, 26, 32, "white", BLUE)
        picture.line(x + 13, y - 10, x + 13, y, BLUE)
    picture.text(left + 30, y - 50, "keyframes: a snapshot now and then", 12, BLUE)
    for index in range(13):
        x = left + 560 + index * 14
        picture.box(x, y - 42, 9, 32, "white", GREEN)
    picture.text(left + 560, y - 50, "the latest ticks, each", 12, GREEN)
    picture.box(left, y + 40, right - left - 20, 26, "white", ORANGE)
    for index in range(52):
        x = left + 8 + index * 14
        picture.line(x, y + 44, x, y + 62, ORANGE)
    picture.text(left, y + 86, "the input of every tick, as the difference to the tick before", 12, ORANGE)
    x = left + 30 + 4 * 90 + 13
    picture.line(x, y + 118, x + 64, y + 118, RED, True)
    picture.line(x, y + 5, x, y + 118, RED, dash="3 3")
    picture.line(x + 64, y + 5, x + 64, y + 118, RED, dash="3 3")
    picture.text(x + 72, y + 122, "back to here: the keyframe before it, then its input again", 12, RED)
    picture.text(30, 262, "A tick is a function of world and input, so simulating again gives the same bytes.", 12, GREY)
    picture.write("world-history.svg")


if __name__ == "__main__":
    columns()
    pages()
    history()
