"""The portfolio: every reflection in one page, private records and self-checks left out."""

import json
from datetime import datetime

import pytest

from course_tools import records
from course_tools.answers import AnswerSheet
from course_tools.handing.portfolio import portfolio
from course_tools.portfolio_page import my_portfolio
from course_tools.records import private_sheet
from tests.on_page import html_of, shown_by
from tests.test_one_to_one_log import button

WHEN = datetime(2026, 11, 25, 12, 0)


def form(source: str) -> dict:
    first = "from course_tools.lesson import answer_sheet\n\n"
    return {
        "cell_type": "code",
        "source": first + source,
        "metadata": {"tags": ["course-form"]},
        "outputs": [],
        "execution_count": None,
        "id": str(abs(hash(source)))[:8],
    }


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course with one lesson of three questions."""
    (tmp_path / "modules" / "programmes").mkdir(parents=True)
    lesson = tmp_path / "modules" / "02-self-interest"
    lesson.mkdir()
    (lesson / "about.toml").write_text(
        'id = "02-self-interest"\ntitle = "Self-interest"\nminutes = 80\n', encoding="utf-8"
    )
    (lesson / "02-self-interest.md").write_text("# Self-interest\n", encoding="utf-8")
    notebook = {
        "cells": [
            form('write(answer_sheet(), "evening", "What did you give up an evening for?")'),
            form('choose(answer_sheet(), "check", "Which?", {"a": "This one"}, why={}, best="a")'),
            form("commit(answer_sheet())"),
        ],
        "metadata": {"course": {"lesson": "02-self-interest", "title": "Self-interest"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (lesson / "02-self-interest.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    monkeypatch.chdir(lesson)
    records.sheet_of.cache_clear()
    return tmp_path


def test_reflections_are_gathered_and_records_are_not(course):
    """Are the questions and answers there, escaped, without self-checks and private records?"""
    sheet = AnswerSheet(course / "modules" / "02-self-interest")
    sheet.record("evening", "The <b>choir</b>")
    sheet.record("check", "a")
    sheet.record("commitment", {"learned": "to ask", "will-do": "", "witness": "my coach"})
    private_sheet("one-to-ones").record("meeting-1", {"who": "a secret role"})
    page = portfolio(course, WHEN)
    assert "What did you give up an evening for?" in page
    assert "The &lt;b&gt;choir&lt;/b&gt;" in page
    assert "to ask" in page and "my coach" in page
    assert "This one" not in page and "secret" not in page


def test_an_empty_portfolio_says_so(course):
    """Is there a calm word before anything was written?"""
    assert "Nothing is written yet." in portfolio(course, WHEN)


def test_a_page_that_cannot_be_read_hides_no_other(course):
    """Does a damaged page of another lesson leave the rest in the portfolio?"""
    broken = course / "modules" / "01-power"
    broken.mkdir()
    (broken / "about.toml").write_text(
        'id = "01-power"\ntitle = "Power"\nminutes = 90\n', encoding="utf-8"
    )
    (broken / "01-power.md").write_text("# Power\n", encoding="utf-8")
    (broken / "01-power.ipynb").write_text("{", encoding="utf-8")
    AnswerSheet(course / "modules" / "02-self-interest").record("evening", "The choir")
    assert "The choir" in portfolio(course, WHEN)


def test_the_button_makes_the_file(course):
    """Is my-work/portfolio.html made when asked, with a link to keep it?"""
    sheet = AnswerSheet(course / "modules" / "02-self-interest")
    sheet.record("evening", "The choir")
    box = shown_by(lambda: my_portfolio(sheet))
    assert not (course / "my-work" / "portfolio.html").exists()
    button(box, "Make my portfolio").click()
    assert "The choir" in (course / "my-work" / "portfolio.html").read_text(encoding="utf-8")
    assert 'download="portfolio.html"' in html_of(box)


def test_a_file_called_my_work_is_said(course):
    """When my-work is a file, does the button say so and leave it?"""
    (course / "my-work").write_text("a shopping list", encoding="utf-8")
    box = shown_by(lambda: my_portfolio(AnswerSheet(course / "modules" / "02-self-interest")))
    button(box, "Make my portfolio").click()
    assert "my-work is a file" in html_of(box)
    assert (course / "my-work").read_text(encoding="utf-8") == "a shopping list"
