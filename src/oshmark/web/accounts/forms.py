# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The forms of the account pages: django-allauth's in our words, and our own."""

# ruff: noqa: ANN401  Django hands on the arguments of a form, and what was sent with it, as they are
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from allauth.socialaccount import forms as socialaccount
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms.fields import InvalidJSONInput
from django.utils.translation import gettext_lazy as _

from oshmark.values.language import REGIONS
from oshmark.web.accounts.models import LONGEST_EMAIL, LONGEST_NAME, Organisation, Person, Role

if TYPE_CHECKING:
    _PersonForm = forms.ModelForm[Person]
    _OrganisationForm = forms.ModelForm[Organisation]
else:
    _PersonForm = _OrganisationForm = forms.ModelForm

LONGEST_PASSWORD = 1_000
"""Longer ones cost more to hash than they protect."""
LONGEST_CODE = 40
ADDRESS = _("E-mail address")
CODE = _("Code")


class _Plain(forms.BaseForm):
    """Labels instead of words in the boxes, and bounds on what is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                field.label = ADDRESS
                field.widget.attrs["autocomplete"] = "username" if name == "login" else "email"
                field.widget.attrs["maxlength"] = field.max_length = LONGEST_EMAIL
            elif isinstance(field.widget, forms.PasswordInput):
                field.widget.attrs["maxlength"] = LONGEST_PASSWORD
                field.validators.append(_check_length)


def _check_length(password: str) -> None:
    if len(password) > LONGEST_PASSWORD:
        raise ValidationError(_("This password is too long."))


class SignIn(_Plain, account.LoginForm):  # type: ignore[misc]  # allauth has no types
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autofocus"] = True
        self.fields["password"].help_text = ""


class SignUp(_Plain, account.SignupForm):  # type: ignore[misc]  # allauth has no types
    """E-mail address and password, and a name if somebody wants."""

    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("Shown where you act. You may leave it empty, and change it at any time."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("email", "password1", "name")


class OtherSiteSignUp(_Plain, socialaccount.SignupForm):  # type: ignore[misc]  # allauth has no types
    """What another site did not say: the e-mail address."""


class AddEmail(_Plain, account.AddEmailForm):  # type: ignore[misc]  # allauth has no types
    """One more address."""


class ChangePassword(_Plain, account.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """The present password and the next one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Present password")
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].label = _("New password")
        self.fields["password2"].label = _("New password, again")


class SetPassword(_Plain, account.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """The first password of an account that had none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("New password")
        self.fields["password2"].label = _("New password, again")


class ForgottenPassword(_Plain, account.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """The address that a code is sent to."""


class NewPassword(_Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """The new password, after the code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("New password")
        self.fields["password2"].label = _("New password, again")


class Reauthenticate(_Plain, account.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The password, once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class _Code(forms.BaseForm):
    """A code that is typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = CODE
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs |= {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        field.widget.attrs["maxlength"] = LONGEST_CODE
        field.validators.append(MaxLengthValidator(LONGEST_CODE))


class EmailCode(_Code, account.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]  # allauth has no types
    """The code that came by e-mail."""


class PasswordCode(_Code, account.ConfirmPasswordResetCodeForm):  # type: ignore[misc]  # allauth has no types
    """The code for a new password."""


class SecondFactor(_Code, mfa.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The code of an authenticator app, or a recovery code."""


class SetUpApp(_Code, totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of an authenticator app."""


class SecondFactorAgain(_Code, mfa.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The same, once more."""


UNREADABLE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
NO_PASSKEY = _("This is no answer of a passkey. Please try again.")


class _Answer(forms.JSONField):
    """What a device has answered, as JSON; it is not shown again."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """The value; brackets without end are refused as everything else that is no JSON."""
        try:
            return super().to_python(value)
        except RecursionError as exc:
            raise ValidationError(NO_PASSKEY) from exc

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Nothing: a form that comes back waits for another answer."""
        del data, initial
        return InvalidJSONInput()


class _Passkey(forms.BaseForm):
    """A form with the answer of a device. Whatever is sent instead is no passkey, and no fault of ours: what reads it
    raises every kind of exception for what it cannot read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = _Answer()

    def _clean_fields(self) -> None:
        try:
            super()._clean_fields()  # type: ignore[misc]  # a private hook of Django's forms
        except UNREADABLE:
            self.add_error(None, NO_PASSKEY)

    def _clean_form(self) -> None:
        try:
            super()._clean_form()  # type: ignore[misc]  # a private hook of Django's forms
        except UNREADABLE:
            self.add_error(None, NO_PASSKEY)


class AddPasskey(_Passkey, webauthn.AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A new passkey."""

    name = forms.CharField(
        label=_("Name of this passkey"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("So that you know it again: “phone”, “blue key” …"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].label = _("Sign in with it alone, without the password")
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].help_text = _(
            "Needs a device that asks for a PIN, a finger or a face. Leave it out for a plain security key."
        )


class RenamePasskey(webauthn.EditWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """Another name for a passkey."""

    name = forms.CharField(label=_("Name of this passkey"), max_length=LONGEST_NAME)


class PasskeySignIn(_Passkey, webauthn.LoginWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey instead of a password."""


class PasskeySecond(_Passkey, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey after the password."""


class PasskeyAgain(_Passkey, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey, once more."""


class Profile(_PersonForm):
    """What others see of a person, and in which language they are written to."""

    class Meta:
        """Which columns."""

        model = Person
        fields = ("name", "language")

    language = forms.ChoiceField(label=_("Language of e-mails"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        if len(settings.LANGUAGES) > 1:
            language = self.fields["language"]
            assert isinstance(language, forms.ChoiceField)  # noqa: S101  as declared above
            language.choices = settings.LANGUAGES
        else:
            del self.fields["language"]


class OrganisationFacts(_OrganisationForm):
    """What the public may know of an organisation."""

    class Meta:
        """Which columns, and what to say beside them."""

        model = Organisation
        fields = ("name", "kind", "country", "place", "contact", "web")
        help_texts = {
            "kind": _("In your own words: workshop, cooperative, school, company …"),
            "place": _("Town or village where things are made; no street."),
            "contact": _("Public: an e-mail address, a telephone number or a web page where anybody can reach you."),
        }

    country = forms.CharField(
        label=_("Country"),
        required=False,
        max_length=2,
        help_text=_("Two letters after ISO 3166: DE, IN, US …"),
        widget=forms.TextInput(attrs={"autocomplete": "country", "class": "short", "autocapitalize": "characters"}),
    )
    web = forms.URLField(
        label=_("Web address"),
        required=False,
        max_length=300,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),  # “example.org” is enough
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "organization"

    def clean_country(self) -> str:
        """The code of a country, in capital letters."""
        code: str = self.cleaned_data["country"].upper()
        if code and code not in REGIONS:
            raise ValidationError(_("This is no code of a country. Write two letters, such as DE."))
        return code


class Invite(forms.Form):
    """Whom to ask, and as what."""

    email = forms.EmailField(label=ADDRESS, max_length=LONGEST_EMAIL, widget=forms.EmailInput({"autocomplete": "off"}))
    role = forms.ChoiceField(label=_("As"), choices=Role.choices[::-1])


class Farewell(forms.Form):
    """The deletion of an account, meant in earnest."""

    sure = forms.BooleanField(label=_("Yes, erase my account. I know that it cannot be brought back."))
