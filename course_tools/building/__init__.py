"""From what people write to what Jupyter opens; the only place that knows jupytext.

`notebooks` turns one text into one notebook, `soundness` (with its rules in `sound_…`) refuses
what would harm a participant or a grade, `everything` builds the whole course and says what is
stale.
"""
