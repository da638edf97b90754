"""The public site. A view is: load, one projection, respond."""
