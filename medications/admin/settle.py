from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.utils import timezone

from medications.actions import findings
from medications.errors import NotAllowed


def view(model_admin, request, row, finding_id: int):
    """Settles one finding of this Document."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    finding = get_object_or_404(row.document.findings, pk=finding_id)
    try:
        findings.settle(finding=finding, by=request.user, now=timezone.now())
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    return model_admin.back_to_form(request, row, f"Settled: {finding.message}", messages.SUCCESS, "#findings")
