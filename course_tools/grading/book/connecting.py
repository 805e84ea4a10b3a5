"""Connections to the gradebook, one engine for each address and process."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from course_tools.errors import GradingStopped
from course_tools.grading.book.tables import STEPS

PATIENCE = 60  # seconds that a writer waits for another one


class GradebookOutOfReach(GradingStopped):
    """The gradebook cannot be opened or written."""


def engine_at(address: str) -> Engine:
    """The engine for an address, the same one each time; a forked process gets its own."""
    return _engine(address, os.getpid())


@lru_cache(maxsize=8)
def _engine(address: str, _process: int) -> Engine:
    try:
        engine = create_engine(address, pool_pre_ping=not is_sqlite(address))
    except (SQLAlchemyError, ImportError) as problem:
        raise GradebookOutOfReach(
            f"The gradebook's address {shown(address)} cannot be used ({problem}). See "
            "c.CourseDirectory.db_url in nbgrader_config.py; PostgreSQL needs: pip install "
            "'organizing-workbook[postgres]'."
        ) from problem
    if is_sqlite(address):
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def is_sqlite(address: str) -> bool:
    """Whether the gradebook is a file of SQLite."""
    return address.startswith("sqlite")


def shown(address: str) -> str:
    """An address that may be shown: without its password."""
    try:
        return make_url(address).render_as_string(hide_password=True)
    except SQLAlchemyError:
        return "(not an address of a database)"


def has_gradebook(address: str) -> bool:
    """Whether nbgrader's tables are there; nothing is made."""
    if is_sqlite(address):
        name = make_url(address).database
        if not name or not Path(name).is_file():
            return False
    with _told(address):
        return bool(inspect(engine_at(address)).has_table("submitted_notebook"))


@contextlib.contextmanager
def reading(address: str) -> Iterator[Connection]:
    """A connection that changes nothing."""
    with _told(address), engine_at(address).connect() as connection:
        yield connection


@contextlib.contextmanager
def writing(address: str) -> Iterator[Connection]:
    """One transaction: everything in it is kept, or nothing.

    Raises GradebookOutOfReach with what to do when the database refuses.
    """
    with _told(address), engine_at(address).connect() as plain:
        connection = plain.execution_options(writes=True)
        with connection.begin():
            yield connection


def prepare(address: str) -> None:
    """Bring our own tables up to date, beside nbgrader's."""
    engine = engine_at(address)
    with _told(address):
        if inspect(engine).has_table("workbook_version"):
            with engine.connect() as plain:
                if _version_in(plain) == len(STEPS):
                    return
    with writing(address) as connection:
        connection.execute(
            text("CREATE TABLE IF NOT EXISTS workbook_version (number INTEGER NOT NULL)")
        )
        number = _version_in(connection)
        if number > len(STEPS):
            raise GradingStopped(
                f"The gradebook {shown(address)} was written by a newer workbook. Update this one."
            )
        for step in STEPS[number:]:
            connection.execute(text(step))
        connection.execute(text("DELETE FROM workbook_version"))
        connection.execute(
            text("INSERT INTO workbook_version (number) VALUES (:number)"), {"number": len(STEPS)}
        )


@contextlib.contextmanager
def many_writers(address: str) -> Iterator[None]:
    """While several processes write a file of SQLite: its journal for that, and back again.

    The file is whole by itself afterwards, so that it can be copied as people do.
    """
    if not is_sqlite(address):
        yield
        return
    _journal(address, "WAL")
    try:
        yield
    finally:
        _journal(address, "DELETE")


def _journal(address: str, mode: str) -> None:
    """Change how SQLite keeps its journal. While somebody else is connected it stays as it is."""
    engine = engine_at(address)
    engine.dispose()
    with _told(address), engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        with contextlib.suppress(sqlite3.OperationalError):
            raw.execute("PRAGMA busy_timeout=2000")
            raw.execute(f"PRAGMA journal_mode={mode}").fetchall()
    engine.dispose()


def _version_in(connection: Connection) -> int:
    return int(connection.execute(text("SELECT MAX(number) FROM workbook_version")).scalar() or 0)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where _begin_sqlite says
    connection.execute(f"PRAGMA busy_timeout={PATIENCE * 1000}")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        connection.execute("PRAGMA synchronous=NORMAL")  # still whole after a power cut


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail at once beside another writer.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextlib.contextmanager
def _told(address: str) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as problem:
        cause = " ".join(str(getattr(problem, "orig", None) or problem).split())[:200]
        raise GradebookOutOfReach(
            f"The gradebook {shown(address)} refused: {cause}. Look whether it can be reached and "
            "written, and whether the disk has room; then run the same command again."
        ) from problem
