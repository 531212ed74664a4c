"""Taking messages from Redis without trusting them.

Kombu ends the worker on a message that is no JSON, or not in its own form; who can write in the queue could so
stop all work. Here such a message goes aside, in a list of its own that `manage.py opdrachten` counts, with a line
in the log. No work is lost: what must be done stands in the database (organisaties/wachtrij.py).
"""

import logging
from typing import Any

from kombu.transport import redis

from organisaties.terzijde import TERZIJDE

logger = logging.getLogger(__name__)

HOOGSTENS = 100


class Channel(redis.Channel):
    _laatste: bytes | None = None

    def _brpop_read(self, **options: Any) -> Any:
        bekend, self._laatste = dict(self.qos._delivered or {}), None
        try:
            return super()._brpop_read(**options)  # type: ignore[misc]  # kombu's types leave it out
        except Exception as fout:
            if self._laatste is None:
                raise  # there was no message: the connection is lost, or the queue is empty
            for tag, bericht in list((self.qos._delivered or {}).items()):
                # Not by its number, which is part of the message and can be that of another.
                if bekend.get(tag) is not bericht:
                    self.basic_ack(tag)
            self.set_aside(self._laatste, type(fout).__name__)
            return True

    def _create_client(self, asynchronous: bool = False) -> Any:
        """A client that remembers what it took last, which else is gone when it cannot be read."""
        client = super()._create_client(asynchronous)  # type: ignore[misc]  # idem
        if asynchronous:
            read = client.parse_response

            def parse_response(connection: Any, command_name: str, **options: Any) -> Any:
                antwoord = read(connection, command_name, **options)
                if command_name == "BRPOP" and antwoord:
                    self._laatste = antwoord[1]
                return antwoord

            client.parse_response = parse_response
        return client

    def set_aside(self, inhoud: bytes, reden: str) -> None:
        with self.conn_or_acquire() as client:
            client.lpush(TERZIJDE, inhoud)
            client.ltrim(TERZIJDE, 0, HOOGSTENS - 1)
        logger.error("Een bericht in de wachtrij is onleesbaar en terzijde gelegd (%s).", reden)


class Transport(redis.Transport):
    Channel = Channel
