"""What browsers stopped on our pages, to be read by administrators. Nobody writes here but `actions.feedback`."""

from django.contrib import admin

from medications.admin.access import ByRole
from medications.models import PolicyViolation
from medications.permissions import Act


@admin.register(PolicyViolation)
class PolicyViolationAdmin(ByRole, admin.ModelAdmin):
    view_act = Act.ADMINISTER
    list_display = ["path", "directive", "blocked", "count", "first_seen", "last_seen"]
    list_display_links = None
    list_filter = ["directive"]
    search_fields = ["path", "blocked"]
    search_help_text = "Search by page or by what was stopped"
    show_full_result_count = False
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
