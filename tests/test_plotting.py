"""House style: can everybody read the pictures, and is a picture always the same file?"""

import base64
import itertools
import re
import warnings
from xml.dom import minidom

import numpy as np
import pytest

from course_tools.activities.power_cube.model import InCell
from course_tools.activities.power_cube.plot import _WHITE_FROM, _mixed, _shade
from course_tools.plotting import (
    COLORS,
    Picture,
    Room,
    Table,
    fitted,
    in_house_style,
    new_picture_axes,
    place_labels,
)

# How eyes without red, or without green, cones see linear RGB: Machado, Oliveira and Fernandes,
# "A physiologically-based model for simulation of color vision deficiency", 2009, severity 1.
NO_CHANGE = np.eye(3)
PROTANOPIA = np.array(
    [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]
)
DEUTERANOPIA = np.array(
    [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]
)
EYES = {"greyscale": NO_CHANGE, "protanopia": PROTANOPIA, "deuteranopia": DEUTERANOPIA}
DATA = ("first", "second", "third")


def linear(color):
    """An #rrggbb color, or three parts of one, as linear RGB."""
    if isinstance(color, str):
        color = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    parts = np.array(color)
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def luminance(rgb):
    return float(np.clip(rgb, 0, 1) @ [0.2126, 0.7152, 0.0722])


def lightness(rgb):
    """L* of CIELAB, 0 black to 100 white."""
    y = luminance(rgb)
    return 116 * np.cbrt(y) - 16 if y > 0.008856 else 903.3 * y


def contrast(one, other):
    """The contrast ratio of WCAG 2, 1 to 21."""
    low, high = sorted((luminance(linear(one)), luminance(linear(other))))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("eyes", EYES)
def test_data_colors_differ_in_lightness(eyes):
    """Are the data colors and the paper at least 15 steps of lightness apart for these eyes?"""
    seen = [lightness(EYES[eyes] @ linear(getattr(COLORS, name))) for name in (*DATA, "paper")]
    distances = [abs(a - b) for a, b in itertools.combinations(seen, 2)]
    assert min(distances) >= 15, dict(zip((*DATA, "paper"), seen, strict=True))


@pytest.mark.parametrize("name", ["ink", "quiet", "first", "second"])
def test_words_in_color_can_be_read(name):
    """Do colors that carry words have a contrast of 4.5 on paper?"""
    assert contrast(getattr(COLORS, name), COLORS.paper) >= 4.5


@pytest.mark.parametrize("name", ["ink", "first"])
def test_dark_words_can_be_read_on_the_shaded_ground(name):
    """Are names readable on the faint ground of the middle as well?"""
    assert contrast(getattr(COLORS, name), COLORS.faint) >= 4.5


@pytest.mark.parametrize("weight", range(1, 12))
def test_numbers_on_the_boards_can_be_read(weight):
    """Has every number on a shaded cell the contrast of 3 that large bold type needs?"""
    shade = _shade(InCell(weight))
    ink = COLORS.paper if shade > _WHITE_FROM else COLORS.ink
    assert contrast(ink, _mixed(shade)) >= 3


def picture(title="A title"):
    figure, (ax,) = new_picture_axes()
    with in_house_style():
        ax.plot([0, 1, 2], [1, 3, 2], label="a line")
        ax.set_title(title)
    return Picture(figure, "A line that goes up & down", Table("Numbers", ("x", "y"), [("a", 1.5)]))


def svg_of(html):
    found = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', html)
    assert found is not None
    return base64.b64decode(found[1]).decode()


def test_same_picture_is_the_same_bytes():
    """Does the same picture, drawn twice and saved twice, give the same bytes?"""
    one, two = picture(), picture()
    assert one.svg() == one.svg() == two.svg()


def test_picture_has_alt_text_and_its_numbers():
    """Does every picture bring its alt text and a real table?"""
    html = picture().as_html()
    assert 'alt="A line that goes up &amp; down"' in html
    assert "<caption>Numbers</caption>" in html
    assert '<th scope="row">a</th><td>1.5</td>' in html


def test_more_tables_stand_below():
    """Do further tables of a picture stand in the same place?"""
    first = picture()
    more = Picture(first.figure, first.alt, first.table, (Table("Others", ("z",), []),))
    assert more.as_html().count("<caption>") == 2


def test_picture_loads_nothing():
    """Is a picture whole without a network: no link in it that a browser would follow?"""
    svg = svg_of(picture().as_html())
    links = re.findall(r'(?:href|src)\s*=\s*"([^"]+)"', svg) + re.findall(r"url\(([^)]+)\)", svg)
    assert all(link.strip("'\"").startswith("#") for link in links)


def test_words_stay_words():
    """Is text in the picture text, with a font of last resort that every machine has?"""
    svg = svg_of(picture("Late bus").as_html())
    assert ">Late bus</text>" in svg
    assert "sans-serif" in svg


@pytest.mark.parametrize("title", ["$5 or $6", "a_b^c $\\frac$", "50 % & <more>", "学校 😀 ñ"])
def test_any_words_can_be_drawn_quietly(title):
    """Do formulas, markup and any script draw as written, without a warning?"""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        svg = picture(title).svg()
    assert title in minidom.parseString(svg).toxml().replace("&lt;", "<").replace(
        "&gt;", ">"
    ).replace("&amp;", "&")


def test_lines_drawn_in_house_style_have_its_width():
    """Does what is drawn inside `in_house_style` look like ours, and nothing outside change?"""
    import matplotlib as mpl  # noqa: PLC0415

    before = mpl.rcParams["lines.linewidth"]
    assert picture().figure.axes[0].lines[0].get_linewidth() == 2.2
    assert mpl.rcParams["lines.linewidth"] == before


def test_room_is_kept_in_inches():
    """Are the margins what was asked for, and panels equally wide?"""
    figure, axes = new_picture_axes(
        7, 4, 2, Room(left=1, right=0.5, bottom=1, top=0.5, between=0.5)
    )
    boxes = [ax.get_position() for ax in axes]
    assert [round(box.x0 * 7, 6) for box in boxes] == [1, 4]
    assert [round(box.width * 7, 6) for box in boxes] == [2.5, 2.5]
    assert round(boxes[0].height * 4, 6) == 2.5
    assert figure.get_size_inches().tolist() == [7, 4]


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("Board chair", "Board chair"),
        ("  Board \n chair ", "Board chair"),
        ("Transportation manager", "Transportation\nmanager"),
        ("The very long role of somebody important", "The very long\nrole of…"),
        ("\x00\x0b\u202e", ""),
        ("x" * 50, "x" * 15 + "\n…"),
    ],
)
def test_names_are_fitted(text, fit):
    """Are names wrapped, cut with '…', and freed of what a file cannot hold?"""
    said = fitted(text, 15, 2)
    assert said == fit or (text.startswith("xx") and len(said) <= 31)


def test_names_do_not_cover_each_other():
    """Do eight names around a small circle stand apart, inside the axes?"""
    _, (ax,) = new_picture_axes()
    ax.set(xlim=(-5, 5), ylim=(0, 10))
    points = [(-1, 5), (0, 5), (1, 5), (0, 6), (-4.9, 9), (4.9, 9), (4.9, 1), (0, 0.2)]
    texts = [f"Player {n}" for n in range(8)]
    labels = place_labels(ax, points, texts, 9)
    box = ax.get_position()
    across, up = 72 * 7.2 * box.width / 10, 72 * 3.6 * box.height / 10
    middles = [
        (x * across + label.right, y * up + label.above)
        for (x, y), label in zip(points, labels, strict=True)
    ]
    for (x1, y1), (x2, y2) in itertools.combinations(middles, 2):
        assert abs(x1 - x2) >= 8 * 9 * 0.5 or abs(y1 - y2) >= 9
    assert all(abs(x) <= 5 * across for x, _ in middles)


def test_no_names_no_labels():
    """Is an empty picture no trouble?"""
    _, (ax,) = new_picture_axes()
    assert place_labels(ax, [], [], 9) == []
