"""Cases of every action that is told who acts, by area; tests/actions/test_events.py does them."""

from tests.actions.event_cases import accounts, comments, drafts, notices, publishing, reviews, takeovers, taking_down

# Action -> cases that do it.
ACTIONS = (
    accounts.ACTIONS
    | comments.ACTIONS
    | drafts.ACTIONS
    | notices.ACTIONS
    | publishing.ACTIONS
    | reviews.ACTIONS
    | takeovers.ACTIONS
    | taking_down.ACTIONS
)
