from django.urls import path

from medications.review import views

app_name = "review"
urlpatterns = [
    path("thank-you/", views.thank_you, name="thank_you"),
    path("<str:token>/", views.page, name="page"),
]
