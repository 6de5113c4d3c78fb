# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""People, organisations, who is a member of which, and invitations.

None of this is truth or projection (docs/adr/0007): it is personal, and has to be forgettable. What is recorded for
ever names a person or an organisation by its public id alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from oshmark.web.accounts.public_ids import new_public_id

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_NAME = 120
LONGEST_EMAIL = 254
"""RFC 5321, with the corrections of RFC 3696."""


class People(BaseUserManager["Person"]):
    """Makes people."""

    def create_user(
        self, email: str, password: str | None = None, *, joined_at: datetime, **facts: str | bool
    ) -> Person:
        """A person; without a password they set one by a code that comes by e-mail."""
        person = self.model(email=email.lower(), joined_at=joined_at, **facts)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who can sign in. After an erasure only the public id and the times are left.

    There are no groups and no permissions of Django: who may do what is stated by the rooms.
    """

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    email = models.EmailField(  # noqa: DJ001  nobody has two empty ones, and many have none after their erasure
        _("e-mail address"), max_length=LONGEST_EMAIL, unique=True, null=True
    )
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("administrator"), default=False)
    joined_at = models.DateTimeField(_("joined"))
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = People()

    class Meta:
        """How the admin calls them, and that an erased account is an empty one."""

        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | models.Q(email__isnull=True, name="", is_active=False),
                name="erased_is_empty",
            ),
        )

    def __str__(self) -> str:
        """Their name, or what stands for one."""
        return self.name or self.email or self.public_id

    @property
    def actor(self) -> str:
        """How the event log names them."""
        return f"person:{self.public_id}"

    def get_full_name(self) -> str:
        """What they want to be called."""
        return self.name

    def get_short_name(self) -> str:
        """What they want to be called."""
        return self.name

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Whether the admin lets them in; each of its pages states for itself what it allows."""
        del perm, obj
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        """As `has_perm`."""
        del app_label
        return self.is_active and self.is_staff


class Organisation(models.Model):
    """Who makes things together. `contact` is public: where anybody may turn to."""

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    kind = models.CharField(_("kind of maker"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    place = models.CharField(_("municipality"), max_length=120, blank=True)
    contact = models.CharField(_("public contact"), max_length=300, blank=True)
    web = models.URLField(_("web address"), max_length=300, blank=True)
    founded_at = models.DateTimeField(_("entered"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        """How the admin calls them."""

        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        """Its name."""
        return self.name

    @property
    def actor(self) -> str:
        """How the event log names it."""
        return f"organisation:{self.public_id}"


class Role(models.TextChoices):
    """What a member may do: an owner changes the organisation and its members, both act in its name."""

    OWNER = "owner", _("Owner")
    MEMBER = "member", _("Member")


class Membership(models.Model):
    """Who belongs to which organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=6, choices=Role.choices, default=Role.MEMBER)
    since = models.DateTimeField()

    class Meta:
        """Nobody is a member twice."""

        constraints = (models.UniqueConstraint(fields=("organisation", "person"), name="member_once"),)

    def __str__(self) -> str:
        """Who belongs to what."""
        return f"{self.person}, {self.organisation}"


class Invitation(models.Model):
    """Somebody was asked by e-mail to join. The secret of the link is kept as a digest only. It is open until it
    expires; what was accepted or taken back is deleted."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=LONGEST_EMAIL)
    role = models.CharField(max_length=6, choices=Role.choices, default=Role.MEMBER)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        """An address is invited once at a time."""

        constraints = (models.UniqueConstraint(fields=("organisation", "email"), name="invited_once"),)

    def __str__(self) -> str:
        """Whither."""
        return f"{self.organisation}"
