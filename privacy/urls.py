from django.urls import re_path

from privacy import views

app_name = "privacy"

urlpatterns = [
    re_path(r"^inzage/(?P<kind_id>\d+)/(?P<vorm>json|pdf)/$", views.inzage_export, name="inzage_export"),
]
