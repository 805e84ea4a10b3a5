"""T32 Funnel: which schools stray further than luck would carry them."""
