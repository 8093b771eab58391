"""How gunicorn serves `app:server`: two workers of four threads, which keep two cores busy and no more."""

import os
import sys

# DuckDB loads pandas, where it is installed, to look at each parameter of a question, and pandas loads pyarrow. No page
# has a frame of pandas, and without both a worker has a third less in memory.
sys.modules["pandas"] = None

bind = os.environ.get("GOLDEN_THREAD_BIND", "127.0.0.1:8050")
workers = 2
worker_class = "dashboard.front.WholeRequests"
threads = 4
timeout = 60
graceful_timeout = 20
keepalive = 10  # seconds: a connection that is opened and not used, or stops in the middle of a request, is closed
worker_connections = 2_000
# A socket in the home folder of whoever runs it, which nothing here uses.
control_socket_disable = True
