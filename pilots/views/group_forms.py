"""Pages on which a group, and the rules of its seats, are recorded and changed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from partnership.people.permissions import Permission, Place, refusal
from partnership.programmes.access import Entry
from partnership.programmes.views.forms import FormPage
from pilots.actions import groups as do
from pilots.actions import seat_rules as do_rules
from pilots.forms.groups import GroupForm, NewGroupForm, NewRuleForm, RemoveRuleForm, RuleForm
from pilots.models import SeatRule
from pilots.selectors import groups as ask
from pilots.selectors import seats as ask_seats
from pilots.views.of_a_group import GroupFormPage


def areas_to_manage(entry: Entry) -> set[int]:
    """The keys of the areas that a person's roles let them record groups for."""
    held = entry.places(Permission.MANAGE_GROUPS)
    return {each.area for each in held if each.area and each.group is None}


def may_create(entry: Entry) -> bool:
    """Whether a person may record a group, of the whole programme or of an area."""
    return entry.may(Permission.MANAGE_GROUPS) or bool(areas_to_manage(entry))


class NewGroupView(FormPage):
    """Record a group: of the whole programme, or of an area that one manages."""

    title = "Record a group"
    section = "groups"
    permission = Permission.MANAGE_GROUPS

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated and not may_create(self.entry):
            raise PermissionDenied(refusal(Permission.MANAGE_GROUPS))

    def form(self, data: Any = None) -> NewGroupForm:
        is_wide = self.entry.may(Permission.MANAGE_GROUPS)
        areas = ask.areas_in(self.programme, reach=self.reach)
        if not is_wide:
            areas = areas.filter(pk__in=areas_to_manage(self.entry))
        form = NewGroupForm(data, areas=areas, programme_wide=is_wide)
        form.cancel_url = reverse("groups", args=[self.programme.slug])
        return form

    def act(self, form: Any) -> str:
        typed = details_of(form)
        agenda = typed.pop("agenda")
        details = do.GroupDetails(**typed)
        area = details.area.pk if details.area else None
        self.entry.require(Permission.MANAGE_GROUPS, Place(area=area))
        group = do.create_group(
            programme=self.programme, details=details, agenda=agenda, by=self.person
        )
        messages.success(
            self.request, f"{group.name} is recorded. Add its seats now, and the rules they follow."
        )
        return reverse("group", args=[self.programme.slug, group.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        slug = self.programme.slug
        return super().get_context_data(
            breadcrumbs=[
                ("Overview", reverse("overview", args=[slug])),
                ("Groups", reverse("groups", args=[slug])),
            ],
            **kwargs,
        )


def details_of(form: Any) -> dict[str, Any]:
    """What was typed, without the form's own hidden fields."""
    return {name: form.cleaned_data[name] for name in form.fields if not form[name].is_hidden}


class EditGroupView(GroupFormPage):
    """Change a group; whose it is changes only by those who manage the whole programme."""

    title = "Change the group"
    done = "The group is saved."

    def form(self, data: Any = None) -> GroupForm:
        is_wide = self.entry.may(Permission.MANAGE_GROUPS)
        group = self.group
        names = [name for name in GroupForm.base_fields if name != "sectors"]
        initial = {name: getattr(group, name) for name in names}
        return self.ready(
            GroupForm(
                data,
                version=group.version,
                initial=initial | {"sectors": do.required_of(group)},
                areas=ask.areas_in(self.programme, reach=self.reach) if is_wide else None,
                programme_wide=is_wide,
            )
        )

    def act(self, form: Any) -> str:
        typed: dict[str, Any] = {"area": self.group.area} | details_of(form)
        do.change_group(
            group=self.group, seen=form.seen, details=do.GroupDetails(**typed), by=self.person
        )
        return self.lead_on(self.at("group"))


# -- Rules ---------------------------------------------------------------------------


class NewRuleView(GroupFormPage):
    """Lay down how many seats the group gives, and to whom."""

    title = "Add a seat rule"
    done = "The rule is added. Seats without a holder are shown as gaps."

    def form(self, data: Any = None) -> NewRuleForm:
        return self.ready(NewRuleForm(data, **self.words()))

    def words(self) -> dict[str, Any]:
        """What the form needs to know of the group."""
        return {
            "area_word": self.programme.area_word,
            "is_national": self.group.area_id is None,
        }

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        do_rules.add_rule(
            group=self.group,
            details=rule_details(form),
            reported_on=given["reported_on"],
            by=self.person,
        )
        return self.lead_on(self.at("group"))


def rule_details(form: Any) -> do_rules.RuleDetails:
    """What was typed of a rule."""
    given = form.cleaned_data
    return do_rules.RuleDetails(seats=given["seats"], per=given["per"], who=given["who"])


class OfARule(GroupFormPage):
    """A page that changes one rule."""

    rule: SeatRule

    def find(self) -> None:
        rules = ask_seats.rules_in(self.group)
        self.rule = get_object_or_404(rules, slug=self.kwargs["rule"])


class EditRuleView(OfARule, NewRuleView):
    """Change a rule."""

    title = "Change a seat rule"
    done = "The rule is saved."

    def form(self, data: Any = None) -> Any:
        rule = self.rule
        initial = {"who": rule.who, "seats": rule.seats, "per": rule.per}
        return self.ready(RuleForm(data, version=rule.version, initial=initial, **self.words()))

    def act(self, form: Any) -> str:
        do_rules.change_rule(
            rule=self.rule, seen=form.seen, details=rule_details(form), by=self.person
        )
        return self.lead_on(self.at("group"))


class RemoveRuleView(OfARule):
    """Take a rule away, once no seat is held by it."""

    template_name = "pilots/groups/remove_rule.html"
    title = "Remove a seat rule"
    done = "The rule is removed."

    def form(self, data: Any = None) -> RemoveRuleForm:
        return self.ready(RemoveRuleForm(data, version=self.rule.version))

    def act(self, form: Any) -> str:
        do_rules.remove_rule(rule=self.rule, seen=form.seen, by=self.person)
        return self.lead_on(self.at("group"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rule=self.rule, refused=do_rules.removal_refused(self.rule), **kwargs
        )
