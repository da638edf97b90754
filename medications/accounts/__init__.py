"""Sign-in of staff, by django-allauth: what it is told about our accounts, its pages we use, and who gets through to the desk.

`gate` is what the admin asks. `receivers` writes down who signed in and what became of their second factors.
"""
