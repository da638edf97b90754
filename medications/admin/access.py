"""Who may see and change what in the admin. Django's own permission tables are not asked; roles are."""

from django.core.exceptions import PermissionDenied

from medications.permissions import Act, may


class ByRole:
    """For a ModelAdmin: whoever may do `edit_act` adds and changes. Nothing is deleted."""

    view_act = Act.VIEW
    edit_act = Act.EDIT

    def has_module_permission(self, request):
        return may(request.user, self.view_act)

    def has_view_permission(self, request, obj=None):
        return may(request.user, self.view_act)

    def has_add_permission(self, request, obj=None):
        return may(request.user, self.edit_act)

    def has_change_permission(self, request, obj=None):
        return may(request.user, self.edit_act)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_object(self, request, object_id, from_field=None):
        """Asks before it looks: who may not see rows of this kind is not told either whether there is one of this number."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return super().get_object(request, object_id, from_field or None)  # `_to_field=` names none


class RowByRole(ByRole):
    """For an inline: taking a row out of a draft is editing it."""

    def has_delete_permission(self, request, obj=None):
        return may(request.user, self.edit_act)
