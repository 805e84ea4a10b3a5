"""Import this before nbformat: a third of what loading nbgrader costs is left out.

jsonschema tries to load a grammar for international web addresses, which takes most of a second to
build and which no notebook needs. Where it is missing, jsonschema goes on without it.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
