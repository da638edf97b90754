from functools import partial

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import ValidationError
from django.urls import path

from medications.actions.source_twins import twin
from medications.admin import source_look_up, source_search
from medications.admin.base import DocumentAdmin
from medications.admin.forms import DocumentForm
from medications.admin.widgets import TextBox
from medications.content import identifiers
from medications.content.choices import DocumentKind
from medications.models import Source


class SourceForm(DocumentForm):
    """`here`: the source that a new one seems to be. Whoever knows better ticks `another`."""

    another = forms.BooleanField(required=False, label="It is another source all the same")
    here: Source | None = None

    class Meta:
        model = Source
        exclude = ()
        labels = {
            "type": "Kind of source",
            "grade": "Grade",
            "issued": "Date",
            "accessed": "Read on",
            "container": "Part of",
            "market": "Country",
            "url": "Web address",
            "place": "Place of publication",
            "permission": "Permission to print it",
        }
        help_texts = {
            "code": "Texts cite it by this: [@code]. Short, such as kalb-2004. It cannot be changed later.",
            "authors": "Such as Ada Example and Bo Example. Leave it empty if nobody is named.",
            "editors": "Of a book with chapters by several authors.",
            "edition": "Such as 3rd edition.",
            "container": "The journal, book or web site it appeared in.",
            "issued": "When it was published: 2005, 2005-01 or 2005-01-13.",
            "accessed": "When somebody last read it, such as 2025-01-13. Most of all for web pages and labels, which change.",
            "isbn": "The number on the back of a book, with or without hyphens.",
            "doi": "Such as 10.1177/13524585.",
            "market": "For official labels and guidelines: where they apply.",
            "grade": "Primary: an official label, a trial, a guideline. Secondary: a book or page that reports on those.",
            "permission": "If text was reprinted: the sentence to print, such as “Reprinted with permission from ...”.",
            "reuse_site": "Text taken from it may stand on our pages.",
            "reuse_print": "Tick only if the permission says so.",
            "reuse_partners": "Tick only if the permission says so. Otherwise partner sites get a link instead of the page.",
        }
        widgets = {"permission": TextBox(3)}

    def clean_doi(self):
        """A DOI is kept bare, as citations print it. One that was not touched is not looked at again."""
        return self._checked("doi", identifiers.doi)

    def clean_isbn(self):
        typed = self.cleaned_data["isbn"]
        self._checked("isbn", identifiers.isbn)
        return typed

    def _checked(self, name: str, read) -> str:
        typed = self.cleaned_data[name]
        if not typed or name not in self.changed_data:
            return typed
        try:
            return read(typed)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def clean(self):
        data = super().clean()
        if not self.instance.pk and not self.cleaned_data.get("another"):
            self.here = twin(**{name: self.cleaned_data.get(name) or "" for name in ("doi", "isbn", "url")})
            if self.here:
                self.add_error(None, f"This is here already: {self.here}. Cite that one, or say below that this is another.")
        return data


@admin.register(Source)
class SourceAdmin(DocumentAdmin):
    kind = DocumentKind.SOURCE
    form = SourceForm
    change_form_template = "admin/medications/source_form.html"
    change_list_template = "admin/medications/source_list.html"
    fieldsets = [
        ("What it is", {"fields": ["title", "code", ("type", "grade"), "market"]}),
        ("Who made it", {"fields": ["authors", "editors", "container", ("edition", "issued"), ("publisher", "place")]}),
        ("Where to find it", {"fields": ["url", "accessed", ("isbn", "doi")]}),
        ("What we may do with it", {"fields": ["permission", "reuse_site", "reuse_print", "reuse_partners"]}),
    ]
    list_display = ("title", "code", "issued")
    search_fields = ["title", "code", "authors", "editors", "container", "publisher", "issued", "doi", "isbn"]
    search_help_text = "Search by title, code, author, publisher, year, DOI or ISBN"
    fixed_fields = ("code",)

    def get_urls(self):
        search = self.admin_site.admin_view(partial(source_search.view, self))
        look_up = self.admin_site.admin_view(partial(source_look_up.view, self))
        return [
            path("search/", search, name=self._url_name("search")),
            path("look-up/", look_up, name=self._url_name("look_up")),
            *super().get_urls(),
        ]

    def get_changeform_initial_data(self, request):
        found = getattr(request, "looked_up", None)
        return found.values if found else super().get_changeform_initial_data(request)

    def render_change_form(self, request, context, add=False, **rest):
        if add:
            context.setdefault("look_up_form", source_look_up.LookUpForm())
        return super().render_change_form(request, context, add=add, **rest)

    def response_add(self, request, obj, post_url_continue=None):
        if IS_POPUP_VAR in request.POST:
            return source_look_up.handed_over(request, obj)
        return super().response_add(request, obj, post_url_continue)
