"""The fox: one row of frames of 32 by 24, feet on the lower edge."""
from canvas import Canvas, art, rgb

P = {
    "o": rgb("ee7a2e"), "d": rgb("c2502a"), "l": rgb("ffad55"), "w": rgb("fff1dc"), "g": rgb("e8c0a0"),
    "k": rgb("1c1023"), "p": rgb("4b2233"), "s": rgb("ffffff"), "i": rgb("8c3030"),
}
INK = rgb("1c1023")

HEAD = [
    "l.....l....",
    "oo...loo...",
    "oio.ooio...",
    "oollllloo..",
    "ooooooooo..",
    "ooookooook.",
    "wooookoook.",
    "wwoowwwwwwk",
    ".wwwwwwwww.",
    "..gwwwwww..",
]
EYES_OPEN = [(4, 5), (4, 6), (8, 5), (8, 6)]
BODY = [
    ".ooooooo.",
    "ooooooowg",
    "oooooowww",
    "oooooowww",
    "doooooowg",
    ".dddoog..",
]
TAIL_UP = [
    "..ww.....",
    ".wwwl....",
    ".wwooo...",
    ".wooool..",
    ".doooool.",
    "..doooooo",
    "...ddoooo",
    ".....dddd",
]
TAIL_BACK = [
    "...lllll...",
    "wwlooooooo.",
    "wwwooooooooo",
    ".wwdoooooooo",
    "...ddddddd.",
]
TAIL_DOWN = [
    "......ooo",
    "....loooo",
    "..looooo.",
    ".looooo..",
    "wwoood...",
    "wwwod....",
    ".ww......",
]


def head(canvas, x, y, eyes="open"):
    picture = art(HEAD, P)
    for ex, ey in EYES_OPEN:
        picture.put(ex, ey, P["o"])
    for ex, ey in ((5, 6), (9, 5), (9, 6)):
        picture.put(ex, ey, P["o"])
    if eyes == "open":
        for ex in (4, 8):
            picture.put(ex, 5, P["k"])
            picture.put(ex, 6, P["k"])
    elif eyes == "shut":
        for ex in (3, 4, 7, 8):
            picture.put(ex, 6, P["k"])
    else:
        for ex in (3, 7):
            for a, b in ((0, 0), (2, 0), (1, 1), (0, 2), (2, 2)):
                picture.put(ex + a, 4 + b, P["k"])
    canvas.paste(picture, x, y)


def leg(canvas, x0, y0, x1, y1, near):
    """A leg from the hip to the paw."""
    steps = max(abs(x1 - x0), abs(y1 - y0), 1)
    for step in range(steps + 1):
        x, y = round(x0 + (x1 - x0) * step / steps), round(y0 + (y1 - y0) * step / steps)
        color = P["o"] if near else P["d"]
        canvas.put(x, y, color)
        canvas.put(x + 1, y, color)
    for a in (0, 1):
        canvas.put(x1 + a, y1, P["p"])
    if near:
        canvas.put(x1 + 2, y1, P["p"])


def frame(body=(11, 14), head_at=(13, 5), tail=TAIL_UP, tail_at=(4, 10), far=(), near=(), eyes="open"):
    canvas = Canvas(32, 24)
    canvas.paste(art(tail, P), *tail_at)
    for one in far:
        leg(canvas, *one, False)
    canvas.paste(art(BODY, P), *body)
    for one in near:
        leg(canvas, *one, True)
    head(canvas, *head_at, eyes)
    return canvas.outline(INK)


def standing(bob, eyes="open", sway=0):
    return frame(
        body=(11, 14 + bob), head_at=(13, 5 + bob), tail_at=(4, 9 + bob + sway), eyes=eyes,
        far=[(13, 19, 13, 22), (18, 19, 18, 22)], near=[(11, 19, 11, 22), (16, 19, 16, 22)],
    )


def running(index):
    # Hip and shoulder swing against each other; two beats of a gallop.
    swing = [(-4, 4), (-2, 2), (2, -1), (4, -3), (2, -1), (-2, 2)][index]
    lift = [1, 0, 0, 1, 2, 1][index]
    up = [0, -1, -1, 0, 1, 1][index]
    back, front = swing
    return frame(
        body=(11, 14 + up), head_at=(15, 6 + up), tail=TAIL_BACK, tail_at=(1, 12 + up + (index % 3 == 0)),
        far=[(13, 19 + up, 13 - back, 22 - (lift if back > 0 else 0)), (18, 19 + up, 18 - front, 22)],
        near=[(11, 19 + up, 11 + back, 22), (17, 19 + up, 17 + front, 22 - (lift if front < 0 else 0))],
    )


def frames():
    yield standing(0)
    yield standing(0, sway=1)
    yield standing(1, sway=1)
    yield standing(1, eyes="shut")
    for index in range(6):
        yield running(index)
    # Up, at the top, down, down.
    yield frame(body=(11, 13), head_at=(14, 3), tail=TAIL_DOWN, tail_at=(5, 16), far=[(12, 18, 8, 21), (18, 18, 21, 19)], near=[(11, 18, 6, 21), (17, 18, 20, 20)])
    yield frame(body=(11, 13), head_at=(14, 4), tail=TAIL_BACK, tail_at=(1, 13), far=[(13, 18, 11, 20), (18, 18, 20, 20)], near=[(11, 18, 9, 21), (17, 18, 19, 21)])
    yield frame(body=(11, 13), head_at=(14, 5), tail=TAIL_UP, tail_at=(4, 6), far=[(13, 18, 12, 22), (18, 18, 21, 21)], near=[(11, 18, 10, 22), (17, 18, 20, 22)])
    yield frame(body=(11, 13), head_at=(14, 5), tail=TAIL_UP, tail_at=(4, 7), far=[(13, 18, 11, 22), (18, 18, 20, 22)], near=[(11, 18, 9, 22), (17, 18, 19, 22)])
    yield frame(body=(11, 16), head_at=(13, 9), tail=TAIL_BACK, tail_at=(1, 17), far=[(14, 21, 14, 22), (19, 21, 19, 22)], near=[(10, 21, 9, 22), (17, 21, 17, 22)], eyes="shut")
    yield frame(body=(11, 12), head_at=(13, 4), tail=TAIL_UP, tail_at=(3, 5), far=[(13, 17, 8, 19), (18, 17, 23, 19)], near=[(11, 17, 7, 21), (17, 17, 22, 21)], eyes="cross")


def make():
    pictures = list(frames())
    sheet = Canvas(32 * len(pictures), 24)
    for index, picture in enumerate(pictures):
        sheet.paste(picture, 32 * index, 0)
    sheet.save("fox.png")
