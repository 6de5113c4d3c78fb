# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Crawl sources in the office: added by the same rules as with `oshmark crawl source add`, paused and resumed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oshmark.adapters import clock
from oshmark.errors import RefusedError
from oshmark.web.accounts.office import OFFICE
from oshmark.web.crawling import crawling
from oshmark.web.crawling.models import Source

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from oshmark.web.crawling.models import Run

    _SourceForm = forms.ModelForm[Source]
    _SourceAdmin = admin.ModelAdmin[Source]
else:
    _SourceForm = forms.ModelForm
    _SourceAdmin = admin.ModelAdmin


class SourceForm(_SourceForm):
    """A source. What it means is checked before it is kept, and it is kept in the one spelling."""

    class Meta:
        """Which columns."""

        model = Source
        fields = ("name", "base", "every_hours", "paused")

    name = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=1_000,
        help_text=gettext_lazy("Platform, what and which: github:organisation=OpenFlexure, gitlab:group=makers …"),
    )
    base = forms.CharField(
        label=gettext_lazy("Host"),
        max_length=1_000,
        required=False,
        help_text=gettext_lazy("Ask this host instead of the public one: https://gitlab.example.org"),
    )
    every_hours = forms.IntegerField(
        label=gettext_lazy("Every … hours"), min_value=1, max_value=crawling.MOST_HOURS, initial=24
    )

    def clean(self) -> dict[str, Any]:
        """Refuse what is no source, in the words of the command line."""
        given: dict[str, Any] = super().clean() or {}
        if "name" in given and not self.errors:  # the name of a source that is there is not asked for
            hours = given["every_hours"]
            try:
                given["name"] = crawling.check_new_source(given["name"], base=given["base"], every_hours=hours).name
            except RefusedError as error:
                raise ValidationError(str(error)) from error
        return given

    def validate_unique(self) -> None:
        """Leave that to the rules of sources: one that is there provisionally may be added."""


@admin.register(Source, site=OFFICE)
class SourceAdmin(_SourceAdmin):
    """Where to look, again and again. A source is paused and not deleted: what was found there hangs on it."""

    form = SourceForm
    list_display = ("name", "base", "every_hours", "paused", "last_run", "last_faults")
    list_filter = ("paused",)
    search_fields = ("name", "base")
    ordering = ("name",)
    actions = ("pause", "resume")
    past: ClassVar[tuple[str, ...]] = ("added_at", "named_by", "provisional", "last_run", "said")
    readonly_fields = past

    def get_fields(self, request: HttpRequest, obj: Source | None = None) -> tuple[str, ...]:
        """A new source has no past."""
        del request
        return ("name", "base", "every_hours") if obj is None else ("name", "base", "every_hours", "paused", *self.past)

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> tuple[str, ...]:
        """Another name or host would be another source."""
        del request
        return self.readonly_fields if obj is None else (*self.readonly_fields, "name", "base")

    def has_delete_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        """No."""
        del request, obj
        return False

    def save_model(self, request: HttpRequest, obj: Source, form: forms.ModelForm[Source], change: bool) -> None:  # noqa: FBT001  Django's signature
        """Keep how often to look, and for a new one where and since when."""
        del request, form
        if change:
            obj.save(update_fields=["every_hours", "paused"])
        else:
            kept = crawling.add_source(obj.name, base=obj.base, every_hours=obj.every_hours, now=clock.now())
            obj.pk, obj.added_at = kept.pk, kept.added_at

    @admin.display(description=gettext_lazy("last pass"))
    def last_run(self, source: Source) -> str:
        """When the last pass began, and what it has counted."""
        run = _last(source)
        return "" if run is None else f"{run.started_at:%Y-%m-%d %H:%M} UTC: {crawling.in_words(run)}"

    @admin.display(description=gettext_lazy("faults"))
    def last_faults(self, source: Source) -> int | None:
        """How many faults the last pass met."""
        run = _last(source)
        return None if run is None else run.counts.get("faults", 0)

    @admin.display(description=gettext_lazy("faults in words"))
    def said(self, source: Source) -> str:
        """What the last pass says of its faults."""
        run = _last(source)
        said = [] if run is None else run.counts.get("said", [])
        return "\n".join(f"{fault['where']}: {fault['says']}" for fault in said)

    @admin.action(description=gettext_lazy("Pause: leave alone"))
    def pause(self, request: HttpRequest, chosen: QuerySet[Source]) -> None:
        """Leave the chosen sources alone."""
        self._set_paused(request, chosen, paused=True)

    @admin.action(description=gettext_lazy("Resume: look through again"))
    def resume(self, request: HttpRequest, chosen: QuerySet[Source]) -> None:
        """Look through the chosen sources again."""
        self._set_paused(request, chosen, paused=False)

    def _set_paused(self, request: HttpRequest, chosen: QuerySet[Source], *, paused: bool) -> None:
        for source in chosen:
            self.log_change(request, source, "paused" if paused else "resumed")
        chosen.update(paused=paused)
        self.message_user(request, _("Done."))


def _last(source: Source) -> Run | None:
    return source.runs.order_by("-pk").first()
