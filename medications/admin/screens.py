"""The screens beside a Document's form: their addresses, and what they have in common. Each screen is a module of its own."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from medications.admin import (
    approve,
    bringing_back,
    commenting,
    correcting,
    history,
    history_screens,
    invitations,
    preview,
    preview_links,
    publish,
    review_screens,
    saving_screens,
    settle,
    taking_down_screens,
    written_approvals,
)

# Name, address behind that of the row, view.
SCREENS = [
    ("approve", "approve/", approve.view),
    ("publish", "publish/", publish.view),
    ("invite", "invitations/", invitations.view),
    ("revoke_invitation", "invitations/<int:invitation_id>/revoke/", invitations.revoke),
    *commenting.SCREENS,
    *written_approvals.SCREENS,
    ("settle", "findings/<int:finding_id>/settle/", settle.view),
    ("preview", "preview/", preview.view),
    ("preview_page", "preview/page/<int:number>/", preview.page),
    ("preview_links", "preview/links/", preview_links.view),
    ("revoke_preview_link", "preview/links/<int:link_id>/revoke/", preview_links.revoke),
    *review_screens.SCREENS,
    *saving_screens.SCREENS,
    ("correct", "correct/", correcting.start),
    ("bring_back", "parked/<int:parked_id>/", bringing_back.view),
    ("drop_parked", "parked/<int:parked_id>/drop/", bringing_back.drop),
    *history_screens.SCREENS,
    *taking_down_screens.SCREENS,
]


class DocumentScreens:
    """For DocumentAdmin. Names are those of Django's own screens: `medications_medication_approve` and so on."""

    def get_urls(self):
        screens = [path(f"<int:row_id>/{way}", self._screen(view), name=self._url_name(name)) for name, way, view in SCREENS]
        new = [
            path(way, self.admin_site.admin_view(partial(view, self)), name=self._url_name(name))
            for name, way, view in saving_screens.NEW
        ]
        return [*screens, *new, *super().get_urls()]

    def _url_name(self, screen: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{screen}"

    def screen_url(self, screen: str, row, *more) -> str:
        return reverse(f"{self.admin_site.name}:{self._url_name(screen)}", args=[row.pk, *more])

    def url_without_row(self, screen: str) -> str:
        return reverse(f"{self.admin_site.name}:{self._url_name(screen)}")

    def form_url(self, row) -> str:
        return self.screen_url("change", row)

    def _screen(self, view):
        def shown(request, row_id: int, **rest):
            row = self.get_queryset(request).filter(pk=row_id).first()
            if row is None:
                raise Http404
            if not self.has_view_permission(request, row):
                raise PermissionDenied
            return view(self, request, row, **rest)

        return self.admin_site.admin_view(shown)

    def history_view(self, request, object_id, extra_context=None):
        """Django's own history goes with the account that made it; versions, reviews and publications stay."""
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        return history.view(self, request, row)

    def render_screen(self, request, template: str, row, *, title: str, status: int = 200, **context):
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "row": row,
            "title": title,
            "form_url": self.form_url(row),
            "media": self.media,
            **context,
        }
        return TemplateResponse(request, f"admin/medications/{template}", context, status=status)

    def back_to_form(self, request, row, message, level=messages.SUCCESS, anchor: str = ""):
        self.message_user(request, message, level)
        return HttpResponseRedirect(self.form_url(row) + anchor)
