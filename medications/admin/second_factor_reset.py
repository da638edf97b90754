"""Taking somebody's second factors away, when phone, passkey and recovery codes are lost: with a reason, which is kept."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from medications.accounts.gate import require_fresh_sign_in
from medications.actions import sign_ins
from medications.admin.widgets import TextBox
from medications.errors import NotAllowed


class ResetForm(forms.Form):
    reason = forms.CharField(
        label="Why, and how you made sure who is asking",
        widget=TextBox(3),
        max_length=1000,
        help_text="Such as: lost her phone on Monday; I called her at the number we have. It is kept.",
    )


def view(model_admin, request, account_id: int):
    account = model_admin.get_object(request, str(account_id))
    if account is None:
        raise Http404
    if not model_admin.has_change_permission(request, account):
        raise PermissionDenied
    require_fresh_sign_in(request)
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            gone = sign_ins.reset_second_factors(
                account=account, by=request.user, now=timezone.now(), reason=form.cleaned_data["reason"]
            )
            said = f"{account}: {gone} taken away, signed out everywhere. The next sign-in sets up a new second factor."
            model_admin.message_user(request, said, messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:auth_user_change", args=[account.pk]))
        except NotAllowed as error:
            form.add_error(None, str(error))
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "title": f"Take away the second factor of {account}",
        "account": account,
        "factors": sign_ins.second_factors_of(account),
        "form": form,
    }
    return TemplateResponse(request, "admin/medications/second_factor_reset.html", context)
