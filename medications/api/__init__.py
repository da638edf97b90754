"""The partner API, version 1. Answers are stored JSON from the index, completed with what depends on the day."""
