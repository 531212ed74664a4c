from django import template

from vve_admin.lib import geld

register = template.Library()

register.filter("euro", geld.euro)
