"""What tests start from, one builder a thing: records (pure), accounts by role, drafts, approvals and publications.

records.medication_record(generic_name="orbelazine")   a complete record; name only what the test is about
records.small_record(...)                               just enough to be published, and quick
accounts.account(Role.WRITER)                           the account of that role
drafts.draft(record)                                    saves it with the terms it names; gives the Revision
publications.approved(record), .published(record)       the same, approved, and public
"""
