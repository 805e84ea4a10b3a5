"""What the code of a cell calls, read without running it."""

import ast


def read_code(source: str) -> ast.Module | None:
    """The code of a cell, or None when it is not Python."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return None


def calls_in(tree: ast.Module | None) -> list[ast.Call]:
    """Every call by a plain name, such as two_ways(…), those within other calls too."""
    nodes = ast.walk(tree) if tree else ()
    return [node for node in nodes if isinstance(node, ast.Call) and called(node)]


def called(call: ast.Call) -> str:
    """The plain name that is called, or "" for anything else."""
    return call.func.id if isinstance(call.func, ast.Name) else ""


def names_called(source: str) -> list[str]:
    """The plain names that a cell calls, as often as it calls them; none when it is not Python."""
    return [called(call) for call in calls_in(read_code(source))]
