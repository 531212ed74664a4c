from django.urls import URLPattern

app_name = "opvang"

urlpatterns: list[URLPattern] = []
