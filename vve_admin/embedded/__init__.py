"""PostgreSQL and Redis from Python packages, for the demo and the tests on a machine that has neither.

Naming this package as database ENGINE starts the server at the first connection, so that commands
that need no database never start one. Production sets DATABASE_URL and REDIS_URL and never comes here.
"""
