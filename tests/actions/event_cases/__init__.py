"""Cases of every action that is told who acts, by area; tests/actions/test_events.py does them."""

from tests.actions.event_cases import (
    accounts,
    comments,
    drafts,
    error_reports,
    notices,
    publishing,
    reviews,
    takeovers,
    taking_down,
    webhooks,
)

# Action -> cases that do it.
ACTIONS = (
    accounts.ACTIONS
    | comments.ACTIONS
    | drafts.ACTIONS
    | error_reports.ACTIONS
    | notices.ACTIONS
    | publishing.ACTIONS
    | reviews.ACTIONS
    | takeovers.ACTIONS
    | taking_down.ACTIONS
    | webhooks.ACTIONS
)
