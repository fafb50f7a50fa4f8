"""Pages on which resources of the portfolio are added, renewed, changed and shared."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from partnership.people.permissions import Place
from partnership.programmes.access import ANYWHERE
from partnership.programmes.views.forms import FormPage
from partnership.web.forms import Difference, said
from pilots.actions import learning as do
from pilots.actions.attachments import undone_together
from pilots.forms import learning as forms
from pilots.models import LearningResourceFile
from pilots.selectors import learning as ask
from pilots.views.learning import MAKES, OfAResource, trail


class WithFiles(FormPage):
    """A form with files: they go again where what they belong to fails."""

    def _act(self, form: Any) -> str:
        with undone_together():  # around the transaction of a form that is acted on once
            return super()._act(form)

    def files(self, data: Any) -> Any:
        """The files that came with what was typed."""
        return None if data is None else self.request.FILES


class NewResourceView(WithFiles):
    """Add a resource with its first version."""

    title = "Add a learning resource"
    section = "learning"
    permission = MAKES

    def form(self, data: Any = None) -> forms.NewResourceForm:
        areas = ask.areas_of(self.programme, reach=self.reach)
        form = forms.NewResourceForm(
            data,
            self.files(data),
            programme=self.programme,
            areas=[each for each in areas if self.entry.may(MAKES, Place(area=each.pk))],
            of_the_whole=self.entry.may(MAKES, ANYWHERE),
        )
        form.cancel_url = reverse("learning", args=[self.programme.slug])
        return form

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        resource = do.add_resource(
            programme=self.programme,
            area=form.area,
            title=given["title"],
            made_by=given["made_by"],
            said=form.said(),
            by=self.person,
        )
        messages.success(self.request, f"“{resource.title}” is in the portfolio.")
        return reverse("learning-resource", args=[self.programme.slug, resource.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["lead"] = (
            "What others can use again: for whom it is, what it needs, how it is run. Leave out"
            " what you don’t know; a newer version can say more."
        )
        return super().get_context_data(breadcrumbs=trail(self.programme.slug), **kwargs)


class ChangeResource(OfAResource, FormPage):
    """A page that changes one resource."""

    permission = MAKES
    done = "Saved."
    lead = ""

    def ready(self, form: Any) -> Any:
        """The form with the way back."""
        form.cancel_url = self.page
        return form

    def lead_on(self) -> str:
        """Say that it is done, and lead to the resource."""
        messages.success(self.request, self.done)
        return self.page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("caption", self.resource.title)
        kwargs.setdefault("lead", self.lead)
        way = [*trail(self.programme.slug), (self.resource.title, self.page)]
        return super().get_context_data(breadcrumbs=way, **kwargs)


class NewVersionView(WithFiles, ChangeResource):
    """Put a newer version on top."""

    title = "Add a new version"
    lead = "A version is never changed: correct it here. The earlier ones stay readable."
    done = "The new version is on top."

    def form(self, data: Any = None) -> forms.NewVersionForm:
        return self.ready(
            forms.NewVersionForm(
                data,
                self.files(data),
                version=self.resource.version,
                programme=self.programme,
                last=self.versions[0],
            )
        )

    def act(self, form: Any) -> str:
        do.add_version(
            resource=self.resource,
            seen=form.seen,
            said=form.said(form.kept_files),
            by=self.person,
        )
        return self.lead_on()

    def compared(self, form: Any, now: Any) -> list[Difference]:
        """What the version that came meanwhile says beside what was typed."""
        self.resource = ask.resource_in_full(
            self.programme, now.slug, as_at=self.as_at, reach=self.reach
        )
        names = ("audience", "format", "materials", "guidance", "outcomes", "link")
        newest, typed = self.versions[0], form.cleaned_data
        return [
            Difference(str(form[name].label), said(getattr(newest, name)), said(typed[name]))
            for name in names
            if getattr(newest, name) != typed[name]
        ]


class EditResourceView(ChangeResource):
    """Call it otherwise, or offer it no longer."""

    title = "Change the resource"
    lead = "What it holds is in its versions: add a new one to change that."

    def form(self, data: Any = None) -> forms.ResourceForm:
        return self.ready(forms.ResourceForm(data, resource=self.resource))

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        do.change_resource(
            resource=self.resource,
            seen=form.seen,
            title=given["title"],
            made_by=given["made_by"],
            is_retired=given["is_retired"],
            by=self.person,
        )
        return self.lead_on()


class ShareView(ChangeResource):
    """Share an area's resource with the whole programme, for those who may keep what is shared."""

    title = "Share it with the whole programme"
    lead = (
        "Everybody who reads the programme can then read it, with the files of all its versions."
        " It can’t be taken back, and the programme’s managers keep it from then on."
    )
    done = "It is shared with the whole programme."

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.entry.require(MAKES, ANYWHERE)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.resource.area is None:
            messages.info(request, "It is shared with the whole programme already.")
            return redirect(self.page)
        return super().get(request, *args, **kwargs)

    def form(self, data: Any = None) -> forms.ShareForm:
        return self.ready(forms.ShareForm(data, version=self.resource.version))

    def act(self, form: Any) -> str:
        do.share_resource(resource=self.resource, seen=form.seen, by=self.person)
        return self.lead_on()


class RemoveVersionFileView(ChangeResource):
    """Remove a file of a version for good; the version stays."""

    template_name = "pilots/learning/remove_file.html"
    title = "Remove a file"
    lead = (
        "It can’t be brought back. The version stays, and the resource’s history keeps that the"
        " file was there, who removed it, when and why."
    )
    done = "The file is removed. The resource’s history says why."
    file: LearningResourceFile
    others: list[LearningResourceFile]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return  # sent to sign in
        try:
            self.file = ask.file_of(self.resource, kwargs["file"])
        except LearningResourceFile.DoesNotExist as error:
            raise Http404("The resource has no such file.") from error
        self.others = ask.files_alike(self.file)

    def form(self, data: Any = None) -> forms.RemoveFileForm:
        version = self.resource.version
        return self.ready(forms.RemoveFileForm(data, version=version, others=self.others))

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        files = [self.file, *(self.others if given.get("everywhere") else [])]
        do.remove_files(
            resource=self.resource, files=files, seen=form.seen, why=given["why"], by=self.person
        )
        return self.lead_on()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(file=self.file, **kwargs)
