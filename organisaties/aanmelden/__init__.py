"""Signing in with django-allauth: password, second factor, passkey, single sign-on and own sessions.

Only the pages named in `urls.py` exist; there is no self sign-up.
"""
