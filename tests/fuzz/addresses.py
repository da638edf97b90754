"""Every pattern of the URL configuration, with values for its parameters. A new pattern is attacked by itself.

A parameter that nobody has said how to fill ends the run: otherwise what stands behind it would never be reached.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils.http import int_to_base36
from django.utils.regex_helper import normalize

from medications.actions.preview_links import token_of
from medications.content.choices import DocumentKind
from medications.models import (
    Finding,
    ImportBatch,
    IndexRow,
    ParkedDraft,
    PreviewLink,
    ReviewComment,
    ReviewInvitation,
    ReviewRequest,
    SafetyNotice,
    Slug,
    SocietyProfile,
    Webhook,
    WrittenApproval,
)
from medications.projections.fhir import clinical_use

MOST_VALUES = 3  # of a parameter: enough to reach a full page, an empty one and one that was moved


@dataclass(frozen=True)
class Pattern:
    """One address with its parameters as `%(name)s`."""

    template: str
    parameters: tuple[str, ...]
    name: str

    def filled(self, values: dict[str, object]) -> str:
        return self.template % {name: quote(str(values[name]), safe="/:@!$&'()*+,;=~-._") for name in self.parameters}


class UnknownParameter(LookupError):
    def __init__(self, name: str, pattern: Pattern):
        super().__init__(
            f"How to fill {name} of {pattern.template} is not said. Add it to PARAMETERS in tests/fuzz/addresses.py."
        )


def patterns() -> list[Pattern]:
    return list(_walk(get_resolver(), "/", ()))


def _walk(part, prefix: str, parameters: tuple[str, ...]) -> Iterator[Pattern]:
    for each in part.url_patterns:
        template, more = _template(each.pattern)
        here, names = prefix + template, (*parameters, *more)
        if isinstance(each, URLPattern):
            yield Pattern(here, names, each.name or "")
        else:
            yield from _walk(each, here, names)


def _template(pattern) -> tuple[str, list[str]]:
    if isinstance(pattern, RoutePattern):
        route = str(pattern).replace("%", "%%")
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        return re.sub(r"<(?:\w+:)?(\w+)>", r"%(\1)s", route), names
    template, names = normalize(pattern.regex.pattern)[0]
    return template.removeprefix("/"), names


# What stands for a parameter


def _kind(pattern: Pattern) -> DocumentKind:
    of = {
        "/symptoms/": DocumentKind.SYMPTOM,
        "/side-effects/": DocumentKind.SIDE_EFFECT,
        "/sources/": DocumentKind.SOURCE,
    }
    return next((kind for part, kind in of.items() if part in pattern.template), DocumentKind.MEDICATION)


def _slugs(pattern: Pattern) -> list:
    kind = _kind(pattern)
    down = Slug.objects.filter(kind=kind, document__publication__withdrawal__isnull=False).values_list("slug", flat=True)
    return [*down[:1], *IndexRow.objects.filter(kind=kind).order_by("-pk").values_list("slug", flat=True)]


def _keys(pattern: Pattern) -> list:
    kind = _kind(pattern)
    return [*_slugs(pattern)[:2], *IndexRow.objects.filter(kind=kind).values_list("document", flat=True)[:1]]


def _fhir_ids(pattern: Pattern) -> list:
    documents = IndexRow.objects.filter(kind=DocumentKind.MEDICATION).order_by("-pk").values_list("document", flat=True)[:2]
    return [clinical_use.names(str(each))("u", "tremor") if "ClinicalUse" in pattern.template else each for each in documents]


def _rows(pattern: Pattern) -> list:
    """Rows of the model that the name of the pattern names, such as medications_symptom_change."""
    models = {f"{model._meta.app_label}_{model._meta.model_name}": model for model in apps.get_models()}
    model = models.get("_".join(pattern.name.split("_")[:2]))
    return list(model._default_manager.order_by("-pk").values_list("pk", flat=True)) if model else [1]


def _open_findings(pattern: Pattern) -> list:
    return list(Finding.objects.filter(settled_at=None).order_by("pk").values_list("pk", flat=True))


def _accounts() -> list:
    return list(get_user_model().objects.order_by("pk").values_list("pk", flat=True))


GIVEN: dict[str, list[str]] = {"token": ["never-given"]}  # what cannot be read from the database, since it is not kept
PARAMETERS: list[tuple[str, str, Callable[[Pattern], list]]] = [
    ("/medications/", "slug", _slugs),
    ("/medications/", "form", lambda pattern: ["bibtex", "ris", "csl"]),
    ("/embed/", "slug", _slugs),
    ("/fhir/", "id", _fhir_ids),
    ("/fhir/", "name", lambda pattern: ["basis", "licence", "generic-available"]),
    ("/symptoms/", "slug", _slugs),
    ("/side-effects/", "slug", _slugs),
    ("/api/", "key", _keys),
    ("", "number", lambda pattern: [1, 2]),
    ("", "other", lambda pattern: [2, 1, 3]),
    ("/api/", "webhook", lambda pattern: [*Webhook.objects.values_list("pk", flat=True), uuid.UUID(int=1)]),
    ("/admin/", "row_id", _rows),
    ("/admin/medications/safetynotice/", "object_id", lambda pattern: list(SafetyNotice.objects.values_list("pk", flat=True))),
    ("/admin/", "object_id", _rows),
    ("/admin/auth/user/", "id", _rows),
    ("/admin/", "finding_id", _open_findings),
    ("/admin/", "approval_id", lambda pattern: list(WrittenApproval.objects.order_by("pk").values_list("pk", flat=True))),
    ("/admin/", "comment_id", lambda pattern: list(ReviewComment.objects.order_by("pk").values_list("pk", flat=True))),
    ("/admin/", "invitation_id", lambda pattern: list(ReviewInvitation.objects.order_by("pk").values_list("pk", flat=True))),
    ("/admin/", "request_id", lambda pattern: list(ReviewRequest.objects.order_by("pk").values_list("pk", flat=True))),
    ("/admin/", "link_id", lambda pattern: list(PreviewLink.objects.order_by("pk").values_list("pk", flat=True))),
    ("/admin/", "parked_id", lambda pattern: list(ParkedDraft.objects.order_by("pk").values_list("pk", flat=True))),
    ("/admin/", "batch_id", lambda pattern: list(ImportBatch.objects.order_by("-pk").values_list("pk", flat=True))),
    ("/admin/", "position", lambda pattern: [1, 2]),
    ("/admin/", "code", lambda pattern: list(Finding.objects.order_by("code").values_list("code", flat=True).distinct())),
    ("/admin/", "version", lambda pattern: list(SocietyProfile.objects.values_list("version", flat=True))),
    ("/admin/", "app_label", lambda pattern: ["medications", "auth"]),
    ("/admin/", "content_type_id", lambda pattern: [ContentType.objects.get_for_model(SocietyProfile).pk]),
    ("/admin/", "url", lambda pattern: ["nothing/here"]),
    ("/admin/auth/user/", "account_id", lambda pattern: _accounts()),
    ("/review/", "token", lambda pattern: GIVEN["token"]),
    ("/preview/", "token", lambda pattern: [token_of(link) for link in PreviewLink.objects.select_related("revision")]),
    ("/accounts/", "uidb36", lambda pattern: [int_to_base36(pk) for pk in _accounts()]),
    ("/accounts/", "key", lambda pattern: ["never-given", "1:a:b"]),
    ("/accounts/", "pk", lambda pattern: _accounts()),
]


def values_of(name: str, pattern: Pattern) -> list:
    """What exists for that parameter. Raises UnknownParameter."""
    for prefix, known, values in PARAMETERS:
        if known == name and pattern.template.startswith(prefix):
            return values(pattern)[:MOST_VALUES]
    raise UnknownParameter(name, pattern)


def existing(pattern: Pattern) -> list[str]:
    """Addresses of that pattern with values that exist, side by side."""
    columns = {name: values_of(name, pattern) for name in pattern.parameters}
    if any(not values for values in columns.values()):
        return []
    number = max((len(values) for values in columns.values()), default=1)
    rows = [{name: values[index % len(values)] for name, values in columns.items()} for index in range(number)]
    return list(dict.fromkeys(pattern.filled(row) for row in rows))
