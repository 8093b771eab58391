"""How a worker of gunicorn takes requests in: only whole ones reach the threads that answer them.

gunicorn's own threads read a request themselves, and one that never ends holds its thread for good. Here waitress reads
and writes, for all connections at once, and gunicorn keeps the processes: it starts, replaces and stops them.

What gunicorn calls its worker is two here: one loads the app, the other is forked from it and shares what was loaded.
(Were the app loaded by what starts them, that would keep a third copy of all that both have written into.) So nothing
may begin a thread or open the store until it is asked for something: no fork copies a thread.
"""

import logging
import os
import signal
import time

import waitress
from gunicorn.workers.base import Worker
from gunicorn.workers.workertmp import WorkerTmp
from waitress import wasyncore

MOST_HEADERS = 1 << 15  # bytes; the address is one of them
MOST_BODY = 1 << 20  # bytes that are taken in; the app says what it reads of them
LARGEST_ANSWER = 1 << 28  # bytes that wait for a slow reader, past the first of them in a temporary file
BEAT = 1.0  # seconds between two signs of life


class WholeRequests(Worker):
    """Threads get a request once all of it is there, and give their answer away whole.

    A connection on which nothing happens for `keepalive` seconds is closed, each of the two has `worker_connections`.
    Where one of them ends, however it does, the other gives the answers that it has begun and ends too. gunicorn then
    starts anew, and who comes meanwhile waits.
    """

    second = None

    def run(self):
        """Serve, as two processes, until told to stop; what is being answered then is answered."""
        beat = WorkerTmp(self.cfg)
        if pid := os.fork():
            self.second = Second(pid, beat, self.cfg.timeout)
        else:
            self.tmp, self.ppid, self.pid = beat, self.pid, os.getpid()
        self.serve()
        if self.second:
            while self.second.is_well():
                self.notify()
                time.sleep(BEAT / 10)

    def serve(self):
        """Answer until told to stop."""
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
        while self.alive and self.ppid == os.getppid() and (not self.second or self.second.is_well()):
            self.turn(server)
        if self.second:
            self.second.stop()
        server.accepting = False
        last = time.monotonic() + self.cfg.graceful_timeout
        while _is_busy(server) and time.monotonic() < last:
            self.turn(server)
        server.task_dispatcher.shutdown()

    def handle_quit(self, sig, frame):
        """Stop at once, both."""
        if self.second:
            self.second.stop(sig)
        super().handle_quit(sig, frame)

    def turn(self, server):
        """Read and write what there is to read and write."""
        self.notify()
        wasyncore.loop(timeout=BEAT, use_poll=True, map=server._map, count=1)


class Second:
    """The second of the two, as the first sees it. `beat` is its sign of life, due within `patience` seconds."""

    def __init__(self, pid, beat, patience):
        self.pid, self.beat, self.patience, self.ended = pid, beat, patience, False

    def is_well(self):
        """Whether it runs. One that gives no sign of life is killed."""
        if not self.ended:
            if time.monotonic() - self.beat.last_update() > self.patience:
                os.kill(self.pid, signal.SIGKILL)
            self.ended = os.waitpid(self.pid, os.WNOHANG) != (0, 0)
        return not self.ended

    def stop(self, sig=signal.SIGTERM):
        if not self.ended:
            os.kill(self.pid, sig)


def _is_busy(server):
    """Whether a request is being answered, or an answer not yet given away."""
    return any(channel.requests or channel.total_outbufs_len for channel in server.active_channels.values())
