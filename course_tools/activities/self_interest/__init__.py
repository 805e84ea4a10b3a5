"""T05 Values, time and overlap: where our hours go, and what two people share."""
