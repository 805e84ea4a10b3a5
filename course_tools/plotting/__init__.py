"""House style: calm pictures that survive greyscale, with alt text and a table for every chart."""

from course_tools.plotting.house import COLORS, MARKERS, Look, new_picture_axes
from course_tools.plotting.picture import Picture, Table

__all__ = ["COLORS", "MARKERS", "Look", "Picture", "Table", "new_picture_axes"]
