"""The page on which a reader chooses how pages look. Her choice goes into a cookie, and she goes back to where she was."""

from django import forms
from django.db.models import TextChoices
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from medications.content.display import VOCABULARIES, Display, Spacing, TextSize, Theme
from medications.projections.memory import Memory
from medications.public import display_cookie
from medications.public.rendering import page

LONGEST_ADDRESS = 2_000
FROM_HERE = {"same-origin", "none", ""}  # what a browser says of where a form comes from; old ones say nothing


def _translated(vocabulary: type[TextChoices]) -> list[tuple[str, str]]:
    return [(value, _(label)) for value, label in vocabulary.choices]


class DisplayForm(forms.Form):
    theme = forms.ChoiceField(label=_("Colors"), choices=_translated(Theme))
    text = forms.ChoiceField(label=_("Text size"), choices=_translated(TextSize))
    spacing = forms.ChoiceField(label=_("Spacing"), choices=_translated(Spacing))
    back = forms.CharField(required=False, max_length=LONGEST_ADDRESS)

    @property
    def groups(self) -> list[forms.BoundField]:
        return [self[name] for name in VOCABULARIES]


@csrf_exempt  # a token would need a cookie before anything was chosen
@require_http_methods(["GET", "HEAD", "POST"])
def display(request):
    if request.method == "POST":
        form = DisplayForm(request.POST)
        if form.is_valid() and request.headers.get("Sec-Fetch-Site", "") in FROM_HERE:
            return _kept(request, **form.cleaned_data)
        return _shown(request, form, status=400)
    chosen = display_cookie.read(request)
    values = {name: getattr(chosen, name).value for name in VOCABULARIES}
    return _shown(request, DisplayForm(initial=values | {"back": _came_from(request)}))


def _shown(request, form: DisplayForm, status: int = 200):
    response = page(request, "pages/display.html", Memory(), status=status, form=form)
    response["Cache-Control"] = "private, no-store"  # it names the page she came from
    del response["Last-Modified"]
    return response


def _kept(request, back: str, **values: str) -> HttpResponseRedirect:
    address = back if _is_ours(request, back) else reverse("public:home")
    response = HttpResponseRedirect(address, headers={"Cache-Control": "private, no-store"})
    display_cookie.keep(response, Display(**{name: VOCABULARIES[name](value) for name, value in values.items()}))
    return response


def _came_from(request) -> str:
    """The page that led here, as a browser tells its own site; this page itself is none."""
    referer, origin = request.headers.get("Referer", ""), f"{request.scheme}://{request.get_host()}"
    back = referer.removeprefix(origin)
    is_ours = referer.startswith(f"{origin}/") and not back.startswith(request.path) and len(back) <= LONGEST_ADDRESS
    return back if is_ours else ""


def _is_ours(request, address: str) -> bool:
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
