"""What the public and partners get of a page now, beside what they should. Shown after it was taken down or put back."""

from django.http import HttpResponseNotAllowed
from django.utils import timezone

from medications.actions.reading_back import read_back


def view(model_admin, request, row):
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    back, title = read_back(document=row.document), f"What the public gets: {row}"
    return model_admin.render_screen(request, "read_back.html", row, title=title, back=back, now=timezone.now())
