"""What a page asks and shows: labelled fields that save themselves, usable with the keyboard."""
