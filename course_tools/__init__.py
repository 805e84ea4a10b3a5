"""The workbook's tools."""
