"""T34 Claim checker: is a sentence borne out by the table behind it?"""
