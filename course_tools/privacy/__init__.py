"""What might identify a person, and what may leave a participant's folder.

`redaction` finds names, numbers and addresses; `gentle` asks about what is private even without a
name; `leaving` says which files may go out. None of them changes a file.
"""
