"""What opens by a link, without an account: the page of an outside reviewer, and previews.

Apart from `public`: each shows one version that is not public, to whoever holds its link.
"""
