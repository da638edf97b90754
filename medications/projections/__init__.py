"""What the public and partners get, derived from Revisions, Publications and Changes. Writes nothing but index rows."""
