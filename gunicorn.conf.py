"""How gunicorn serves the site, wherever it is started from this directory; the rest stands on its command line."""

# Without the question behind the address and without the page that led here: who searches, types a name.
access_log_format = '%(h)s %(t)s "%(m)s %(U)s %(H)s" %(s)s %(b)s %(L)s'
logger_class = "lib.weblog.Weblog"
