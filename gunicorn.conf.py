"""How gunicorn serves `app:server`: two workers of four threads, which keep two cores busy and no more."""

import os

bind = os.environ.get("GOLDEN_THREAD_BIND", "127.0.0.1:8050")
workers = 2
worker_class = "gthread"
threads = 4
timeout = 60
# A socket in the home folder of whoever runs it, which nothing here uses.
control_socket_disable = True
