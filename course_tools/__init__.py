"""The workbook: lessons and assignments that teach people to organize their community."""

__version__ = "0.1.0"
