"""msportal's one application: documents about medicines, from working copy to public page.

The flow goes one way:

    legacy page or admin form -> actions -> working copy -> Revision -> Review -> publish -> Publication + index row + Change
    -> projections -> page, API, feed, FHIR; delivery -> what leaves after commit

Who may import whom (checked by tests/conventions/test_imports.py):

    content             nothing of ours
    models, importing   content
    projections         content, models
    delivery            content, models, projections
    actions             content, models, importing, projections, delivery
    public, api         content, projections, delivery, actions.feedback, actions.partners
    fhir                content, projections, delivery, api.authentication, api.problems, api.throttling
    review              content, models, actions, projections
    admin               content, models, actions, projections, accounts, delivery.framing
    accounts            content, models, actions
    commands            all but public, api, fhir, admin
    permissions, errors leaves, for all
    access_matrix       nothing of ours; for commands and tests
"""
