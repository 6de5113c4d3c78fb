# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""People and organisations in the office. What is changed here is changed by the same actions as elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oshmark.errors import RefusedError
from oshmark.web.accounts import actions, people
from oshmark.web.accounts.forms import OrganisationFacts
from oshmark.web.accounts.guards import person_of
from oshmark.web.accounts.models import Membership, Organisation, Person
from oshmark.web.accounts.office import OFFICE

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms import ModelForm
    from django.http import HttpRequest

    _PersonAdmin = admin.ModelAdmin[Person]
    _OrganisationAdmin = admin.ModelAdmin[Organisation]
    _Members = admin.TabularInline[Membership, Organisation]
else:
    _PersonAdmin = _OrganisationAdmin = admin.ModelAdmin
    _Members = admin.TabularInline


class NotHere:
    """Accounts come and go by their own doors: nothing is added or deleted in the office."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """No."""
        del request, obj
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """No."""
        del request, obj
        return False


@admin.register(Person, site=OFFICE)
class PersonAdmin(NotHere, _PersonAdmin):
    """People: who there is, who is an administrator, and who may sign in. Passwords are shown to nobody."""

    list_display = ("__str__", "email", "public_id", "is_active", "is_staff", "joined_at", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email", "name", "public_id")
    ordering = ("-joined_at",)
    fields = ("public_id", "email", "name", "is_active", "is_staff", "joined_at", "last_login", "erased_at")
    readonly_fields = ("public_id", "email", "name", "joined_at", "last_login", "erased_at")
    actions = ("disable", "enable")

    def get_readonly_fields(self, request: HttpRequest, obj: Person | None = None) -> tuple[str, ...]:
        """Nobody locks themselves out, and an erased account stays empty."""
        fixed = obj is not None and (obj.pk == request.user.pk or obj.erased_at is not None)
        return (*self.readonly_fields, *(("is_active", "is_staff") if fixed else ()))

    def save_model(self, request: HttpRequest, obj: Person, form: ModelForm[Person], change: bool) -> None:  # noqa: FBT001  Django's signature
        """Who is disabled is signed out, too."""
        del request, form, change
        people.set_active(obj, active=obj.is_active)
        obj.save(update_fields=["is_staff"])

    @admin.action(description=gettext_lazy("Disable: sign out everywhere, no way in"))
    def disable(self, request: HttpRequest, chosen: QuerySet[Person]) -> None:
        """Disable the chosen people, but not oneself."""
        self._set_active(request, chosen.exclude(pk=person_of(request).pk), active=False)

    @admin.action(description=gettext_lazy("Enable: let sign in again"))
    def enable(self, request: HttpRequest, chosen: QuerySet[Person]) -> None:
        """Let the chosen people sign in again."""
        self._set_active(request, chosen, active=True)

    def _set_active(self, request: HttpRequest, chosen: QuerySet[Person], *, active: bool) -> None:
        for person in chosen:
            try:
                people.set_active(person, active=active)
            except RefusedError as error:
                self.message_user(request, f"{person}: {error}", messages.ERROR)
            else:
                self.log_change(request, person, "enabled" if active else "disabled")
        self.message_user(request, _("Done."))


class Members(NotHere, _Members):
    """Who belongs to an organisation: to look at only, for its owners decide that."""

    model = Membership
    fields = ("person", "role", "since")

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """No."""
        del request, obj
        return False


@admin.register(Organisation, site=OFFICE)
class OrganisationAdmin(NotHere, _OrganisationAdmin):
    """Organisations: what the public may know of them, and who belongs to them."""

    form = OrganisationFacts
    list_display = ("name", "kind", "country", "place", "public_id", "founded_at", "closed_at")
    list_filter = ("country",)
    search_fields = ("name", "public_id", "place")
    ordering = ("name", "pk")
    fields = ("public_id", "name", "kind", "country", "place", "contact", "web", "founded_at", "closed_at")
    readonly_fields = ("public_id", "founded_at", "closed_at")
    inlines: ClassVar[list[Any]] = [Members]

    def save_model(self, request: HttpRequest, obj: Organisation, form: ModelForm[Organisation], change: bool) -> None:  # noqa: FBT001  Django's signature
        """By the same action as its owners."""
        del change
        actions.change_organisation(person_of(request), obj, form.cleaned_data)
