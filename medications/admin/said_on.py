"""What did we say on this date, on what basis, approved by whom: for one Document, with the digest worked out anew."""

from datetime import UTC, date, datetime, time, timedelta

from django import forms
from django.utils import timezone

from medications.admin.history_words import who
from medications.admin.version import page_of
from medications.admin.what_changes import said as said_of
from medications.permissions import Role
from medications.projections import addresses
from medications.projections.said_on import Said, said_on
from medications.projections.suppressed import may_read

FIRST = date(1990, 1, 1)  # there was hardly a web site before


class MomentForm(forms.Form):
    date = forms.DateField(
        label="Date",
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Give a date.", "invalid": "Write the date as year, month and day, such as 2026-03-02."},
    )
    time = forms.TimeField(
        label="Time (may be left empty: the end of that day)",
        required=False,
        input_formats=["%H:%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Write the time as hours and minutes, such as 14:30."},
    )

    def clean_date(self):
        given = self.cleaned_data["date"]
        if given < FIRST:
            raise forms.ValidationError(f"Give a date from {FIRST.year} on.")
        if given > timezone.localdate():
            raise forms.ValidationError("That day is still to come.")
        return given

    def clean(self):
        values = super().clean()
        if "date" in values and "time" in values:
            moment = _end_of_minute(values["date"], values["time"] or time(23, 59))
            now = timezone.now()
            if moment - timedelta(minutes=1) > now and values["time"]:
                self.add_error("time", "That time is still to come.")
            values["moment"] = min(moment, now)
        return values


def _end_of_minute(day: date, at: time) -> datetime:
    """By the site's clock. Whatever was done within that minute had been done."""
    return timezone.make_aware(datetime.combine(day, at.replace(second=59, microsecond=999_999))).astimezone(UTC)


def view(model_admin, request, row):
    form = MomentForm(request.GET if "date" in request.GET else None)
    said = said_on(row.document, form.cleaned_data["moment"]) if form.is_bound and form.is_valid() else None
    return model_admin.render_screen(
        request,
        "history/said_on.html",
        row,
        title=f"What did we say on a date? {row}",
        form=form,
        said=said,
        time_zone=timezone.get_current_timezone_name(),
        **(_answer(said, row, request.user) if said and said.change else {}),
    )


def _answer(said: Said, row, user) -> dict:
    readable = may_read(user, said.suppression) and said.stored.record is not None
    return {
        "facts": said.facts,
        "published_by": who(said.change),
        "role": Role(said.change.role).label if said.change.role else "",
        "decisions": [(review, said_of(review)) for review in said.decisions],
        "kept": not may_read(user, said.suppression),
        "page": page_of(said.stored, said.facts) if readable else "",
        "sources": getattr(said.stored.record, "sources", ()) if readable else (),
        "has_page": row.document.kind in addresses.PATHS,
    }
