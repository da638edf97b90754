"""The styles of the desk: one file a component, in this order, since a later one may say more of an earlier one."""

DESK = [
    f"admin_desk/{component}.css"
    for component in (
        "visually_hidden",
        "panel",
        "refusal",
        "form",
        "choice_boxes",
        "rows",
        "screen",
        "choices",
        "page",
        "list",
        "table",
        "record",
        "event",
        "key",
        "asked",
    )
]
