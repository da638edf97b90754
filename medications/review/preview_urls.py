"""Addresses of preview links."""

from django.urls import path

from medications.review import previews

app_name = "preview"
urlpatterns = [path("<str:token>/", previews.page, name="page")]
