"""The REST API for the planning software of a provider: the actions of the screens, under a token.

A resource is a function that declares its path, method, scope and right (operatie.py); the addresses, the OpenAPI
description and the test of access are made out of these declarations.
"""
