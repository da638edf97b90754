"""Addresses of the screens that belong to the history of a Document: one version, two compared, a moment, restoring."""

from medications.admin import comparing, restoring, said_on, version

# Name, address behind that of the row, view; as in `screens`.
SCREENS = [
    ("said_on", "history/on/", said_on.view),
    ("version", "history/<int:number>/", version.view),
    ("compare", "history/<int:number>...<int:other>/", comparing.view),
    ("restore", "history/<int:number>/restore/", restoring.view),
]
