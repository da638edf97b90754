"""The only code that writes. Each action is a verb, takes keywords, is told who acts, and is one transaction.

What must happen outside (cache, worker) waits for the commit. Views, admin, commands and tests call these; none of them saves a
model by itself.
"""
