"""Lists of stored JSON: put together as text, with `Link` headers (RFC 8288) for paging."""

from rest_framework.response import Response

from medications.projections import addresses


def joined(request, results: list[str], next_url: str = "", previous_url: str = "") -> Response:
    """Stored JSON objects in, `{results, next, previous}` out. Addresses are given as query strings and become absolute."""
    here = addresses.absolute(request.path)
    following, preceding = (here + part if part else None for part in (next_url, previous_url))
    body = '{{"results":[{}],"next":{},"previous":{}}}'.format(",".join(results), quoted(following), quoted(preceding))
    return link_header(Response(body.encode()), following, preceding)


def quoted(address: str | None) -> str:
    return f'"{address}"' if address else "null"  # percent-encoded: nothing in it needs an escape


def link_header(response: Response, next_url: str | None = None, previous_url: str | None = None) -> Response:
    links = [f'<{url}>; rel="{rel}"' for rel, url in (("next", next_url), ("prev", previous_url)) if url]
    if links:
        response.headers["Link"] = ", ".join(links)
    return response
