"""Taking over the old site: upload, worklist, one page beside its original, one finding on many pages, wordings to terms.

batch       what is registered: the list of uploads and the addresses of the screens
upload      choosing files
worklist    what became of each file, and how far the checking is
page        one page: original beside result, findings, paragraphs to move
findings    the same finding on many pages: settle or correct it together
wordings    printed side effects -> terms
"""

from medications.admin.takeovers import batch

__all__ = ["batch"]
