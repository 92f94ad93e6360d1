"""The search index of one generation: bitmaps per value and a forward list of values per card, in memory.

Everything that a card shows is a *value* with a number of its own: each label ("hours", "U28"), each term that is
shown or implied ("skills", "ESCO-S6"), and two marks: "a term that is not shown may still be there" (`OPEN`) and
"this parent itself stands on the card" (`SELF` + code). One table of values serves tests, counts and facets alike.
"""
