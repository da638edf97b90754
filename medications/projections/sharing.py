"""Passing a page on: a link that opens the reader's own mail program."""

from urllib.parse import quote


def mail_link(title: str, address: str, site: str) -> str:
    """A new mail to nobody yet (RFC 6068), with the title as its subject and the address in it."""
    body = f"{title}\r\n{address}\r\n"
    return f"mailto:?subject={quote(f'{title} – {site}', safe='')}&body={quote(body, safe='')}"
