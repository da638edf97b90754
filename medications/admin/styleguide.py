"""The style guide: every component of the public pages, for those who build or check them."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from medications.models import SocietyProfile
from medications.projections import styleguide


@require_safe
def styleguide_page(request):
    components = styleguide.components()
    shown = {
        **styleguide.context(),
        "profile": SocietyProfile.objects.latest(),
        "components": components,
        "names": [{"title": title, "url": f"#{name}"} for name, title, _ in components],
    }
    return render(request, "pages/styleguide.html", shown)
