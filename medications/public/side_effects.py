"""Pages of side effects."""

from django.utils import timezone
from django.views.decorators.http import require_safe

from medications.content.choices import DocumentKind
from medications.projections import reader_pages
from medications.projections.memory import Memory
from medications.projections.side_effect_index import side_effect_index as found_side_effects
from medications.public import withdrawn
from medications.public.addressing import at_its_address
from medications.public.rendering import page


@require_safe
def side_effect_index(request):
    memory = Memory()
    found = found_side_effects(request.GET, memory)
    return page(request, "pages/side_effect_index.html", memory, found=found, status=404 if found.errors else 200)


@require_safe
@at_its_address(DocumentKind.SIDE_EFFECT, "page_html", "structured_json", withdrawn_page=withdrawn.page_of)
def side_effect(request, row, memory):
    return page(request, "pages/side_effect.html", memory, **reader_pages.side_effect(row, memory, timezone.localdate()))
