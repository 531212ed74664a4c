"""Facts and a policy become columns of amounts."""
