"""Accounts of staff. What an account may do follows from its roles, and roles are Django groups of fixed names.

Django's forms and screens; `actions.accounts` saves, says what may not be, and leaves the trace.
"""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import path
from django.utils import timezone

from medications.accounts.gate import require_fresh_sign_in
from medications.actions import accounts
from medications.admin import events, second_factor_reset, styles
from medications.admin.access import ByRole
from medications.admin.many import ManyRows
from medications.errors import NotAllowed, PortalError
from medications.permissions import Act, Role, may


class RoleField(ManyRows):
    def label_from_instance(self, group):
        return Role(group.name).label


class AccountForm(UserChangeForm):
    class Meta(UserChangeForm.Meta):
        help_texts = {
            "username": "To sign in with. Letters, digits and @/./+/-/_ only.",
            "is_active": "Take this away from somebody who leaves. Their name stays with what they did.",
        }

    def clean_username(self):
        name = self.cleaned_data["username"]
        if accounts.name_is_taken(User(pk=self.instance.pk, username=name)):
            raise forms.ValidationError(accounts.TAKEN)
        return name

    def clean(self):
        data = super().clean()
        if "is_active" in self.fields:  # who may only read has no boxes
            asked = {"is_active": data.get("is_active", True), "roles": _roles(data)}
            reasons = accounts.refusals(account=self.instance, by=self.instance.changed_by, **asked)
            for field, reason in reasons.items():
                self.add_error(field, reason)
        return data


class PasswordForm(AdminPasswordChangeForm):
    def save(self, commit=True):
        password = self.cleaned_data["password1"] if self.cleaned_data["set_usable_password"] else None
        accounts.set_password(account=self.user, password=password, by=self.user.changed_by, now=timezone.now())
        return self.user


def _roles(data: dict) -> set[str]:
    return {group.name for group in data.get("groups") or ()}


class AccountAdmin(ByRole, UserAdmin):
    view_act = edit_act = Act.ADMINISTER
    form = AccountForm
    add_form = UserCreationForm
    change_password_form = PasswordForm
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

    class Media:
        css = {"all": styles.DESK}

    def has_delete_permission(self, request, obj=None):
        """What the person did stays readable. One's own account another administrator must delete."""
        return may(request.user, Act.ADMINISTER) and obj != request.user

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_object(self, request, object_id, from_field=None):
        account = super().get_object(request, object_id, from_field)
        if account is not None:
            account.changed_by = request.user  # for the forms above
        return account

    # Saving

    def get_urls(self):
        reset = self.admin_site.admin_view(partial(second_factor_reset.view, self))
        return [path("<int:account_id>/second-factor/", reset, name="auth_user_second_factor"), *super().get_urls()]

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        require_fresh_sign_in(request, holds_password=object_id is None)
        return self._told(request, super().changeform_view, object_id, *args, **kwargs)

    def delete_view(self, request, *args, **kwargs):
        require_fresh_sign_in(request)
        return self._told(request, super().delete_view, *args, **kwargs)

    def user_change_password(self, request, *args, **kwargs):
        require_fresh_sign_in(request, holds_password=True)
        return self._told(request, super().user_change_password, *args, **kwargs)

    def _told(self, request, view, *args, **kwargs):
        """Says what the action refused though the form did not: somebody was quicker by a moment."""
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error
        except PortalError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(request.path)

    def save_model(self, request, obj, form, change):
        save = accounts.change if change else accounts.make
        save(account=obj, roles=_roles(form.cleaned_data), by=request.user, now=timezone.now())

    def save_related(self, request, form, formsets, change):
        """Roles are saved with the account."""

    def delete_model(self, request, obj):
        accounts.delete(account=obj, by=request.user, now=timezone.now())

    def history_view(self, request, object_id, extra_context=None):
        """Django's own history goes with the account that made it; events stay."""
        account = self.get_object(request, object_id)
        if account is None:
            raise Http404
        if not self.has_view_permission(request, account):
            raise PermissionDenied
        return events.of_account(self, request, account)

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
