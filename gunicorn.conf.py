"""How gunicorn serves `app:server`: two workers of four threads, which keep two cores busy and no more."""

bind = "127.0.0.1:8050"
workers = 2
worker_class = "gthread"
threads = 4
timeout = 60
