"""Every action that is told who acts, and who may. It refuses by itself, whatever the screen before it has asked.

And those that ask nobody, since only commands and the worker call them.
"""

from medications.access_matrix.rules import WHO_MAY, Answer, Caller, Rule
from medications.permissions import Act, Role


def acting(act: Act, others: Answer = Answer.REFUSED) -> Rule:
    outsiders = dict.fromkeys([Caller.ANYBODY, Caller.NO_ROLE], Answer.REFUSED)
    return outsiders | {Caller(role): Answer.OPEN if role in WHO_MAY[act] else others for role in Role}


QUESTION = "answers a question, writes nothing"
COMMANDS = "by commands and the worker only, which no request reaches"
WITHIN = "part of other actions and of signing in, which have asked"
ACTIONS: dict[str, Rule | str] = {
    **dict.fromkeys(
        [
            "arranging.arrange",
            "autosaves.drop",  # one's own
            "autosaves.keep",
            "corrections.correct",
            "drafts.archive",
            "drafts.change_record",
            "drafts.editing",
            "drafts.save_record",
            "findings.settle",
            "findings.settle_all",
            "former_addresses.keep_address",
            "imports.import_page",
            "invitations.invite",
            "invitations.revoke",
            "live_corrections.drop",
            "live_corrections.merge_back",
            "live_corrections.start",
            "preview_links.make",
            "preview_links.revoke",
            "restoring.restore",
            "report_answers.answer",
            "report_answers.close",
            "review_requests.ask",
            "review_requests.withdraw_request",
            "safety_notices.write",
            "takeovers.receive",
            "takeovers.take_over",
            "wordings.give_meaning",
            "wordings.new_term",
            "written_approvals.record",
        ],
        acting(Act.EDIT),
    ),
    # Besides: whoever made a comment may settle it.
    "comments.resolve": acting(Act.EDIT),
    **dict.fromkeys(["comments.comment", "comments.comment_each"], acting(Act.VIEW)),
    **dict.fromkeys(
        ["reviews.approve", "reviews.want_changes", "safety_notices.approve"], acting(Act.REVIEW, others=Answer.BY_POLICY)
    ),
    "reviewed_again.confirm": acting(Act.REVIEW),
    **dict.fromkeys(
        [
            "publishing.publish",
            "publishing.publish_in_emergency",
            "safety_notices.end",
            "safety_notices.post",
            "withdrawals.reinstate",
            "withdrawals.withdraw",
        ],
        acting(Act.PUBLISH),
    ),
    **dict.fromkeys(
        [
            "accounts.change",
            "accounts.delete",
            "accounts.make",
            "accounts.set_password",
            "partners.issue_key",
            "partners.revoke_key",
            # Besides: the key itself, with the scope for webhooks, its own.
            "partners.webhooks.change",
            "partners.webhooks.make_secret",
            "partners.webhooks.register",
            "partners.webhooks.remove",
            "partners.webhooks.replay",
            "partners.webhooks.send_test",
            "partners.webhooks.start",
            "partners.webhooks.stop",
            "profile.save_profile",
            "report_removals.remove",
            "sign_ins.end_sessions",  # of another account; anybody may end their own
            "sign_ins.reset_second_factors",
            "suppressions.suppress",
        ],
        acting(Act.ADMINISTER),
    ),
    **dict.fromkeys(
        [
            "accounts.refusals",
            "autosaves.kept_by",  # one's own
            "comments.may_resolve",
            "own_names.own_name",
            "publication_moves.publishing_role",
            "review_requests.who_can_be_asked",
            "reviewed_again.why_not",
            "reviews.may_decide",
            "reviews.role_to_decide",
            "source_lookup.look_up",
        ],
        QUESTION,
    ),
    **dict.fromkeys(
        [
            "audit.as_one",
            "audit.record",
            "audited.published",
            "partners.webhook_stops.stop",
            "publication_moves.change_of",
            "publishing.put_back",
            "sign_ins.write",
            "snapshots.snapshot",
        ],
        WITHIN,
    ),
    **dict.fromkeys(
        ["catalogue.load", "publishing.publish_starter", "streams.start_new", "takeovers.take_over_waiting"], COMMANDS
    ),
}
