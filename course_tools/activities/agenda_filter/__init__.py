"""T03 Agenda filter: what three watchers of power see of the same town (after Lukes)."""
