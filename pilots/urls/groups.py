"""Addresses of groups, their seats and the rules of these."""

from django.urls import path

from pilots.views import group_forms as forms
from pilots.views import seats
from pilots.views.groups import GroupsView, GroupView

ONE = "groups/<slug:group>/"
RULE = f"{ONE}rules/<slug:rule>/"
SEAT = f"{ONE}seats/<slug:seat>/"

urlpatterns = [
    path("groups/", GroupsView.as_view(), name="groups"),
    path("new-group/", forms.NewGroupView.as_view(), name="group-new"),
    path(ONE, GroupView.as_view(), name="group"),
    path(f"{ONE}edit/", forms.EditGroupView.as_view(), name="group-edit"),
    path(f"{ONE}new-rule/", forms.NewRuleView.as_view(), name="seat-rule-new"),
    path(f"{RULE}edit/", forms.EditRuleView.as_view(), name="seat-rule-edit"),
    path(f"{RULE}remove/", forms.RemoveRuleView.as_view(), name="seat-rule-remove"),
    path(f"{ONE}new-seat/", seats.NewSeatView.as_view(), name="seat-new"),
    path(f"{ONE}new-counted-seat/", seats.NewCountedSeatView.as_view(), name="counted-seat-new"),
    path(SEAT, seats.SeatView.as_view(), name="seat"),
    path(f"{SEAT}edit/", seats.EditSeatView.as_view(), name="seat-edit"),
    path(f"{SEAT}end/", seats.EndSeatView.as_view(), name="seat-end"),
]
