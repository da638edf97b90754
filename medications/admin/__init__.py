"""The editorial desk, in the Django admin. Thin: forms and screens; every write goes through medications.actions."""
