"""House style: calm pictures that survive greyscale, with alt text and a table for every chart."""

from course_tools.plotting.house import (
    COLORS,
    MARKERS,
    Look,
    Room,
    in_house_style,
    new_picture_axes,
)
from course_tools.plotting.labels import Label, fitted, place_labels
from course_tools.plotting.picture import Picture, Table

__all__ = [
    "COLORS",
    "MARKERS",
    "Label",
    "Look",
    "Picture",
    "Room",
    "Table",
    "fitted",
    "in_house_style",
    "new_picture_axes",
    "place_labels",
]
