"""Sessions in the database, as Django keeps them; a key that Django cannot have given is none."""

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    def _validate_session_key(self, key):
        # A cookie may hold anything. PostgreSQL refuses to look for a NUL byte at all.
        return super()._validate_session_key(key) and key.isascii() and key.isalnum()
