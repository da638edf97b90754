"""Pages that answer what a reader asks about several medicines at once. The question stands in the address and nowhere else."""

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from medications.projections import chosen_medicines, comparison, look_up, look_up_answer
from medications.projections.memory import Memory
from medications.public.rendering import page


@require_safe
def could_it_be_my_ms(request):
    memory, today = Memory(), timezone.localdate()
    asked = look_up.look_up(request.GET, memory)
    if asked.is_complete and _differs(request, asked):
        return kept_nowhere(HttpResponseRedirect(request.path + asked.address))
    context = {
        "asked": asked,
        "choices": look_up.choices(memory),
        "names": chosen_medicines.names_to_type(memory),
        "answers": look_up_answer.answers(asked, memory, today) if asked.is_complete else [],
    }
    response = page(request, "pages/could_it_be_my_ms.html", memory, status=404 if asked.is_wrong else 200, **context)
    return kept_nowhere(response) if request.GET else response


@require_safe
def compare(request):
    memory, today = Memory(), timezone.localdate()
    asked = comparison.asked(request.GET, memory)
    if asked.is_complete and _differs(request, asked):
        return kept_nowhere(HttpResponseRedirect(request.path + asked.address))
    context = {
        "asked": asked,
        "names": chosen_medicines.names_to_type(memory),
        "comparison": comparison.comparison(asked, memory, today) if asked.is_complete else None,
    }
    return page(request, "pages/compare.html", memory, status=404 if asked.is_wrong else 200, **context)


def kept_nowhere(response: HttpResponse) -> HttpResponse:
    """What somebody takes and what troubles them is kept by no cache, theirs included."""
    response["Cache-Control"] = "no-store"
    response.headers.pop("Last-Modified", None)
    return response


def _differs(request, asked) -> bool:
    """Whether names were typed, where the address of the answer has the last parts of addresses."""
    return request.GET.getlist("medication") != [each.slug for each in asked.medicines]
