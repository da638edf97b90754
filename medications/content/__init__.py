"""What a record is, in pure Python: schema, canonical form, Markdown and citations, checks, difference.

Nothing here reads or writes a database, a clock or a request. Everything else in the project may import it.
"""
