"""How a worker of gunicorn takes requests in: only whole ones reach the threads that answer them.

gunicorn's own threads read a request themselves, and one that never ends holds its thread for good. Here waitress reads
and writes, for all connections at once, and gunicorn keeps the processes: it starts, replaces and stops them.

gunicorn loads this before it forks, and the app with it: nothing may begin a thread or open the store until a worker
is asked for something, for no fork copies a thread.
"""

import logging
import os
import time

import waitress
from gunicorn.workers.base import Worker
from waitress import wasyncore

MOST_HEADERS = 1 << 15  # bytes; the address is one of them
MOST_BODY = 1 << 20  # bytes that are taken in; the app says what it reads of them
LARGEST_ANSWER = 1 << 28  # bytes that wait for a slow reader, past the first of them in a temporary file
BEAT = 1.0  # seconds between two signs of life


class WholeRequests(Worker):
    """Threads get a request once all of it is there, and give their answer away whole.

    A connection on which nothing happens for `keepalive` seconds is closed, a worker has `worker_connections` of them.
    """

    def run(self):
        """Serve until told to stop; what is being answered then is answered."""
        # It would write a line for each request that waits a moment for a thread.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        server = waitress.create_server(
            self.wsgi,
            sockets=[listener.sock for listener in self.sockets],
            threads=self.cfg.threads,
            channel_timeout=self.cfg.keepalive,
            cleanup_interval=1,
            connection_limit=self.cfg.worker_connections,
            max_request_header_size=MOST_HEADERS,
            max_request_body_size=MOST_BODY,
            clear_untrusted_proxy_headers=False,  # the app trusts as many proxies as the council says, or none
            outbuf_high_watermark=LARGEST_ANSWER,
            asyncore_use_poll=True,
            ident=None,
        )
        while self.alive and self.ppid == os.getppid():
            self.turn(server)
        server.accepting = False
        last = time.monotonic() + self.cfg.graceful_timeout
        while _is_busy(server) and time.monotonic() < last:
            self.turn(server)
        server.task_dispatcher.shutdown()

    def turn(self, server):
        """Read and write what there is to read and write."""
        self.notify()
        wasyncore.loop(timeout=BEAT, use_poll=True, map=server._map, count=1)


def _is_busy(server):
    """Whether a request is being answered, or an answer not yet given away."""
    return any(channel.requests or channel.total_outbufs_len for channel in server.active_channels.values())
