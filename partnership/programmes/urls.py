"""Addresses inside a programme."""

from django.urls import path

from partnership.programmes.views import champions
from partnership.programmes.views import saved_views as kept
from partnership.programmes.views.about import AboutView
from partnership.programmes.views.settings import SettingsView

CHAMPION = "about/champions/<slug:champion>/"

urlpatterns = [
    path("about/", AboutView.as_view(), name="about"),
    path("about/champions/", champions.ChampionsView.as_view(), name="champions"),
    path("about/new-champion/", champions.NewChampionView.as_view(), name="champion-new"),
    path(CHAMPION, champions.ChampionView.as_view(), name="champion"),
    path(f"{CHAMPION}edit/", champions.EditChampionView.as_view(), name="champion-edit"),
    path(f"{CHAMPION}end/", champions.EndChampionView.as_view(), name="champion-end"),
    path("views/new/", kept.KeepViewView.as_view(), name="saved-view-new"),
    path("views/<int:view>/", kept.RenameViewView.as_view(), name="saved-view"),
    path("views/<int:view>/remove/", kept.RemoveViewView.as_view(), name="saved-view-remove"),
    path("settings/", SettingsView.as_view(), name="programme-settings"),
]
