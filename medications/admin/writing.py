"""What the forms load for writing: toolbar, preview, citing, new sources, rows that are moved."""

STYLES = [
    "css/tokens.css",  # the preview looks like the public page
    "css/components/callout.css",
    "admin_desk/toolbar.css",
    "admin_desk/dialog.css",
    "admin_desk/move_buttons.css",
]
SCRIPTS = [f"admin_desk/{name}.js" for name in ("writing", "toolbar", "preview", "cite", "new_source", "rows")]
