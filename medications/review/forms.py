"""What an outside reviewer answers. What an answer needs is said in `actions.invitations`."""

from django import forms

from medications.models import ReviewDecision

DECISIONS = [
    (ReviewDecision.APPROVED, "I approve this text as it stands"),
    (ReviewDecision.CHANGES_WANTED, "Something has to change first"),
]
LONGEST_COMMENT = 10_000


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label="What is your decision?",
        choices=DECISIONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two."},
    )
    whole_record = forms.BooleanField(
        label="I have read the whole page",
        required=False,
        help_text="Leave this empty if you only looked at some parts. Readers are told when a page was last reviewed as a whole.",
    )
    consent = forms.BooleanField(label="The society may name me as the reviewer", required=False)
    comment = forms.CharField(
        label="Comment",
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="For the society’s staff. It is not published. If something has to change, say what.",
    )

    def __init__(self, *args, invitation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["consent"].help_text = (
            f"As: {invitation.reviewer_name}, {invitation.credentials}. To approve, this is needed. "
            "If it is not how you want to be named, ask for a new link."
        )
