"""The text of a legacy page -> a `ParsedPage` with findings, in pure Python: no database, no settings, no clock, no files.

    chosen files --files, archive, decode, html_text--> the text of each, or why it was not read
    text --lines--> numbered lines --outline--> zones, each under its heading
    zones --names, uses, labelled, sections, side_effects, sources, resources--> the fields
    lines + fields --accounting--> what found no place (`unmapped`), what was site furniture, and which line went where
    fields and what was printed beside them --checks--> findings

Nothing is lost by construction: a reader says of every piece of text into which field it went, and `accounting` lists each line
of which a piece is left over or cannot be found again in its field.

A further layout is added as headings in `headings.py`, as a zone there too if it groups its text in a new way, and as one reader
for that zone. How a page prints a thing is known in one place: list marks in `items`, line wraps in `wraps`, labels before a
fact in `labels`, a brand and what stands beside it in `brands`, a name with its pronunciation in `chemical`, generics in
`generic`, the lead sentences of side effects in `side_effect_groups`.
"""
