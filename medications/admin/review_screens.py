"""The screens of asking for a review, publishing before one, and confirming what is public: their addresses."""

from medications.admin import ask_review, emergency, reviewed

# Name, address behind that of the row, view.
SCREENS = [
    ("ask_review", "ask-review/", ask_review.view),
    ("withdraw_request", "ask-review/<int:request_id>/withdraw/", ask_review.withdraw),
    ("emergency", "publish/emergency/", emergency.view),
    ("reviewed", "reviewed/", reviewed.view),
]
