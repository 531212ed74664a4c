from django.urls import re_path

from privacy import views

app_name = "privacy"

urlpatterns = [
    re_path(
        r"^inzage/(?P<kind_id>[0-9]{1,18})/(?P<vorm>json|pdf)/$", views.inzage_export, name="inzage_export"
    ),
]
