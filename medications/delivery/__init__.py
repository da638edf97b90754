"""What leaves after the commit: read-back, and later caches, exports, webhooks and mail."""
