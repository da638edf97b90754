"""The part of the panel about withdrawal: that a page is withdrawn, by whom and why, and the ways to take down and put back."""

from medications.actions.states import Standing
from medications.models import Document
from medications.permissions import Act, may
from medications.projections import withdrawn


def taken_down_part(model_admin, user, row, standing: Standing) -> dict:
    """What taken_down_part.html and taken_down_buttons.html show; without addresses for what the account may not do."""
    if standing.publication is None:
        return {}
    document: Document = row.document
    found = None if standing.is_live else withdrawn.of_document(document)
    publishes = may(user, Act.PUBLISH)
    return {
        "withdrawn": found,
        "withdrawal": found.publication.withdrawal if found else None,
        "withdraw_url": model_admin.screen_url("withdraw", row) if publishes else "",
        "reinstate_url": model_admin.screen_url("reinstate", row) if publishes and found else "",
        "read_back_url": model_admin.screen_url("read_back", row),
        "removals_url": model_admin.screen_url("removals", row) if may(user, Act.ADMINISTER) else "",
    }
