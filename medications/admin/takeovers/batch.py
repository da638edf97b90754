from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from medications.admin import styles
from medications.admin.access import ByRole
from medications.admin.takeovers import findings, page, upload, wordings, worklist
from medications.models import ImportBatch
from medications.permissions import Act, may


@admin.register(ImportBatch)
class ImportBatchAdmin(ByRole, admin.ModelAdmin):
    list_display = ["name", "by_name", "at", "progress"]
    list_display_links = ["name"]
    search_fields = ["name", "files__name"]
    actions = None
    show_full_result_count = False

    class Media:
        css = {"all": [*styles.DESK, "admin_desk/states.css", "admin_desk/takeovers.css"]}
        js = ["admin_desk/desk.js", "admin_desk/takeovers.js"]

    def get_queryset(self, request):
        return worklist.with_counts(super().get_queryset(request))

    @admin.display(description="checked")
    def progress(self, batch):
        return f"{batch.checked} of {batch.pages}"

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {**(extra_context or {}), "title": "Old pages that were uploaded"})

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        return upload.view(self, request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        batch = self.get_object(request, object_id)
        if batch is None:
            raise Http404
        return HttpResponseRedirect(self.url("worklist", batch.pk))

    # The screens of one upload

    def get_urls(self):
        return [
            path("<int:batch_id>/worklist/", self._screen(worklist.view), name=self._name("worklist")),
            path("<int:batch_id>/worklist/progress/", self._screen(worklist.progress_view), name=self._name("progress")),
            path("<int:batch_id>/worklist/go-on/", self._editing(worklist.go_on), name=self._name("go_on")),
            path("<int:batch_id>/pages/<int:position>/", self._screen(page.view), name=self._name("page")),
            path("<int:batch_id>/pages/<int:position>/take-over/", self._editing(page.take_over), name=self._name("take_over")),
            path("<int:batch_id>/pages/<int:position>/arrange/", self._editing(page.arrange), name=self._name("arrange")),
            path("<int:batch_id>/pages/<int:position>/settle/", self._editing(page.settle), name=self._name("settle")),
            path("<int:batch_id>/findings/<slug:code>/", self._screen(findings.view), name=self._name("findings")),
            path("<int:batch_id>/wordings/", self._screen(wordings.view), name=self._name("wordings")),
            *super().get_urls(),
        ]

    def _name(self, screen: str) -> str:
        return f"medications_importbatch_{screen}"

    def url(self, screen: str, batch_id, *more) -> str:
        return reverse(f"{self.admin_site.name}:{self._name(screen)}", args=[batch_id, *more])

    def _screen(self, view):
        """For everybody who may see drafts; what changes something asks the action, and the view, once more."""

        def shown(request, batch_id: int, **rest):
            batch = ImportBatch.objects.filter(pk=batch_id).first()
            if batch is None:
                raise Http404
            if not self.has_view_permission(request, batch) or (request.method == "POST" and not may(request.user, Act.EDIT)):
                raise PermissionDenied
            return view(self, request, batch, **rest)

        return self.admin_site.admin_view(shown)

    def _editing(self, view):
        def posted(model_admin, request, batch, **rest):
            if request.method != "POST":
                return HttpResponseNotAllowed(["POST"])
            return view(model_admin, request, batch, **rest)

        return self._screen(posted)

    def render(self, request, template: str, *, title: str, batch=None, status: int = 200, **context):
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "title": title,
            "row": batch,
            "batch": batch,
            "form_url": self.url("worklist", batch.pk) if batch else "",
            "may_edit": may(request.user, Act.EDIT),
            **context,
        }
        return TemplateResponse(request, f"admin/takeovers/{template}", context, status=status)
