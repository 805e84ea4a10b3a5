"""T33 Small-number guard: what must be hidden before a table leaves the room."""
