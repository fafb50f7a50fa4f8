"""Addresses of the portfolio of learning, and of the methods that it names."""

from django.urls import path

from pilots.views import learning as views
from pilots.views import learning_forms, learning_methods
from pilots.views.event_resources import ResourcesView

ONE = "learning/<slug:resource>/"
METHODS = "settings/learning-methods/"

urlpatterns = [
    path("learning/", views.PortfolioView.as_view(), name="learning"),
    path("learning.csv", views.PortfolioFileView.as_view(), name="learning-file"),
    path(
        "new-learning-resource/",
        learning_forms.NewResourceView.as_view(),
        name="learning-resource-new",
    ),
    path(ONE, views.ResourceView.as_view(), name="learning-resource"),
    path(
        f"{ONE}new-version/",
        learning_forms.NewVersionView.as_view(),
        name="learning-version-new",
    ),
    path(
        f"{ONE}files/<int:file>/remove/",
        learning_forms.RemoveVersionFileView.as_view(),
        name="learning-file-remove",
    ),
    path(f"{ONE}versions/<int:number>/", views.VersionView.as_view(), name="learning-version"),
    path(f"{ONE}edit/", learning_forms.EditResourceView.as_view(), name="learning-resource-edit"),
    path(f"{ONE}share/", learning_forms.ShareView.as_view(), name="learning-resource-share"),
    path(METHODS, learning_methods.MethodsView.as_view(), name="learning-methods"),
    path(
        f"{METHODS}<slug:method>/",
        learning_methods.RenameMethodView.as_view(),
        name="learning-method-edit",
    ),
    path(
        f"{METHODS}<slug:method>/remove/",
        learning_methods.RemoveMethodView.as_view(),
        name="learning-method-remove",
    ),
    path("events/<slug:event>/details/resources/", ResourcesView.as_view(), name="event-resources"),
]
