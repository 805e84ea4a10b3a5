"""What might identify a person, and what may leave a participant's folder.

`redaction` reads texts and points; `leaving` says which files may go out. Neither changes a file.
"""
