"""The gradebook as tables: nbgrader's own, read and written without loading nbgrader, and ours.

nbgrader takes seconds to load and commits once for each cell. Here a hand-in is one transaction of
a few statements, on SQLite and on PostgreSQL.
"""
