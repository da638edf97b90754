"""Addresses that belong to saving a form: the choice in a conflict, and what is kept while typing."""

from medications.admin import keeping, merging

SCREENS = [
    ("merge", "merge/", merging.view),
    ("autosave", "autosave/", keeping.autosave),
    ("throw_away", "autosave/throw-away/", keeping.throw_away),
]
# The same for the form for something new, which has no row yet.
NEW = [("autosave_new", "autosave/", keeping.autosave), ("throw_away_new", "autosave/throw-away/", keeping.throw_away)]
