"""The interactive exercises: each thinks in `model`, draws in `plot` and asks in `view`."""
