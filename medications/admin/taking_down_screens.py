"""Addresses of the screens by which a page is taken down, put back, or loses the text of an old version."""

from medications.admin import putting_back, read_back, removing, withdrawing

# Name, address behind that of the row, view; as in `screens`.
SCREENS = [
    ("withdraw", "withdraw/", withdrawing.view),
    ("reinstate", "reinstate/", putting_back.view),
    ("removals", "suppress/", removing.versions),
    ("suppress", "suppress/<int:number>/", removing.view),
    ("read_back", "read-back/", read_back.view),
]
