"""R3 Coaching agreement: between a participant and a coach; private, one entry a call."""
