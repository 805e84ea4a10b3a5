"""Pictures of a case: each says source, date, number of pupils and what is missing."""
