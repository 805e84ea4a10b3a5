"""A rubric as a Markdown table, for the participant to read before writing."""

from course_tools.rubric import LEVELS, Item


def rubric_table(item: Item) -> str:
    """One row a criterion, one column a level, the points in the first column."""
    heads = " | ".join(f"{level}: {item.scale[level]}" for level in LEVELS)
    lines = [
        f"**How it is read: {item.title}** ({item.points:g} points)",
        "",
        f"| What we look for | {heads} |",
        "|:---|" + ":---|" * len(LEVELS),
    ]
    for criterion in item.criteria:
        levels = " | ".join(_in_cell(criterion.levels[level]) for level in LEVELS)
        lines.append(f"| **{_in_cell(criterion.name)}** ({criterion.points:g}) | {levels} |")
    return "\n".join([*lines, "", item.care]).strip()


def _in_cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
