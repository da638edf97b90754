"""Accounts of staff. What an account may do follows from its roles, and roles are Django groups of fixed names."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group, User

from medications.admin.access import ByRole
from medications.permissions import Act, Role, may

OWN_ACCOUNT = "This is your own account. Another administrator must do this, so that the last one cannot lock everybody out."


class RoleField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, group):
        return Role(group.name).label


class AccountForm(UserChangeForm):
    changed_by = None

    class Meta(UserChangeForm.Meta):
        help_texts = {
            "username": "To sign in with. Letters, digits and @/./+/-/_ only.",
            "is_active": "Take this away from somebody who leaves. Their name stays with what they did.",
        }

    def clean(self):
        data = super().clean()
        own = self.changed_by is not None and self.changed_by.pk == self.instance.pk
        if own and not data.get("is_active", True):
            self.add_error("is_active", OWN_ACCOUNT)
        keeps_role = self.instance.is_superuser or Role.ADMINISTRATOR in {group.name for group in data.get("groups") or ()}
        if own and not keeps_role:
            self.add_error("groups", OWN_ACCOUNT)
        return data


class AccountAdmin(ByRole, UserAdmin):
    view_act = edit_act = Act.ADMINISTER
    form = AccountForm
    add_form = UserCreationForm
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (
            "Who it is",
            {
                "fields": ["first_name", "last_name", "email"],
                "description": "The name is kept with everything this person saves, approves or publishes.",
            },
        ),
        ("What they may do", {"fields": ["groups", "is_active"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "password1", "password2"]}),
        ("Who it is", {"fields": ["first_name", "last_name", "email"]}),
        ("What they may do", {"fields": ["groups"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = ()
    list_display = ["username", "first_name", "last_name", "roles", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    actions = None

    def has_delete_permission(self, request, obj=None):
        """What the person did stays readable. One's own account another administrator must delete."""
        return may(request.user, Act.ADMINISTER) and obj != request.user

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.changed_by = request.user
        return form

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name != "groups":
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        return RoleField(
            queryset=Group.objects.filter(name__in=Role.values),
            required=False,
            label="Roles",
            widget=forms.CheckboxSelectMultiple,
            help_text="Without a role an account cannot sign in here.",
        )

    @admin.display(description="roles")
    def roles(self, user):
        return ", ".join(Role(group.name).label for group in user.groups.all() if group.name in Role.values)


# Django registers both when its own module is imported, above. Roles are fixed, so there is nothing to edit in a group.
admin.site.unregister([User, Group])
admin.site.register(User, AccountAdmin)
