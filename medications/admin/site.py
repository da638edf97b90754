"""The editorial desk as a whole: who gets in, the way there, its start page."""

from functools import wraps

from allauth.account.internal.flows.logout import logout
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from medications.accounts import gate
from medications.admin import text_preview
from medications.admin.start import work
from medications.permissions import Act, may

SIGNED_OUT = "You had been signed out, so what you sent was not done. Look at the page, and do it again."
ORDER = [
    "Medication",
    "Symptom",
    "SideEffect",
    "DrugClass",
    "Source",
    "SafetyNotice",
    "ErrorReport",
    "ImportBatch",
    "SocietyProfile",
]

APP_NAMES = {"auth": "Accounts of staff"}


class Suggestions(AutocompleteJsonView):
    """What a box of a form offers. The other end of a relation has no box, and Django's view fails on it."""

    def process_request(self, request):
        found = super().process_request(request)
        if not found[2].concrete:
            raise PermissionDenied
        return found


class PortalAdminSite(AdminSite):
    site_header = "Medications used in MS"
    site_title = "Medications used in MS"
    index_title = "Editorial desk"
    index_template = "admin/start.html"

    def get_urls(self):
        """Without Django's way from any row to its page: no model of ours has one, and it fails on numbers that are none."""
        own = [path("text-preview/", self.admin_view(text_preview.view), name="text_preview")]
        return own + [each for each in super().get_urls() if getattr(each, "name", "") != "view_on_site"]

    def admin_view(self, view, cacheable=False):
        """What is sent by somebody who is signed out by then is not done. The sign-in leads to the page that it was sent from."""
        inside = super().admin_view(view, cacheable)

        @wraps(inside)
        def shown(request, *args, **kwargs):
            if request.method == "POST" and not request.user.is_authenticated:
                if request.headers.get("Sec-Fetch-Dest") != "empty":  # scripts say it themselves
                    messages.warning(request, SIGNED_OUT)
                return redirect_to_login(gate.sent_from(request), reverse("admin:login", current_app=self.name))
            return inside(request, *args, **kwargs)

        return shown

    def index(self, request, extra_context=None):
        return super().index(request, {"work": work(request.user), **(extra_context or {})})

    def has_permission(self, request):
        """Asked at every screen, not at the sign-in alone: a role, and a second factor shown in this session."""
        return may(request.user, Act.VIEW) and gate.has_shown_second_factor(request)

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        """Django sends here whoever was turned away. Sign-in itself has its own pages."""
        if request.user.is_authenticated and not may(request.user, Act.VIEW):
            raise PermissionDenied
        return HttpResponseRedirect(gate.way_in(request))  # an address, never the name of a page

    @method_decorator(require_POST)
    def logout(self, request, extra_context=None):
        logout(request)
        return redirect("account_login")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def password_change_done(self, request, extra_context=None):
        return redirect("account_change_password")

    def autocomplete_view(self, request):
        return Suggestions.as_view(admin_site=self)(request)

    def get_app_list(self, request, app_label=None):
        """What staff use most comes first, in their words."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["name"] = APP_NAMES.get(app["app_label"], app["name"])
            app["models"].sort(
                key=lambda model: ORDER.index(model["object_name"]) if model["object_name"] in ORDER else len(ORDER)
            )
        return sorted(apps, key=lambda app: app["app_label"] != "medications")
