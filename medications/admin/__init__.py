"""The editorial desk, in the Django admin. Thin: forms and screens; every write goes through medications.actions.

site        the admin site: sign-in by role, order of the start page
styles      what all of it looks like: one file a component
access      who may see and change what, asked of medications.permissions
base        DocumentAdmin: a form for a Document
saving      how it is saved or refused; `typed`: what a stale form says; `merging*`: the choice; `keeping`: what is not saved yet
form_errors everything that is wrong in a form, for its top
forms, formsets, inlines, widgets, citing, refusal    what the forms are made of
numbers     numbers as browsers send them: of a version, of a row
listing     the lists
finding_names   kinds of findings in words
panel       "Where this page stands" above the form
screens     addresses of the screens beside the form: approve, publish, findings, history
history, version, comparing, restoring, said_on   what was said when, and bringing it back; `history_screens` has their addresses
commenting  comments on the page that is read, on the form, and the screen with all of them
written_approvals   recording an approval by mail or letter, and its file
medication, symptom, side_effect, drug_class, source, profile, users    what is registered
policy_violations   what browsers stopped on our pages
events      who did what
api_keys    keys of partner sites; webhooks: what of ours they are told, and whether it gets through
safety_notices   notices on top of several pages
error_reports   errors that readers reported
takeovers   taking over the old site: upload, worklist, and what many pages have in common
"""

from medications.admin import (
    api_keys,
    drug_class,
    error_reports,
    events,
    medication,
    policy_violations,
    profile,
    safety_notices,
    side_effect,
    source,
    symptom,
    takeovers,
    users,
    webhooks,
)

__all__ = [
    "api_keys",
    "drug_class",
    "error_reports",
    "events",
    "medication",
    "policy_violations",
    "profile",
    "safety_notices",
    "side_effect",
    "source",
    "symptom",
    "takeovers",
    "users",
    "webhooks",
]
