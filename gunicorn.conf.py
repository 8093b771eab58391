"""How gunicorn serves `app:server`: two workers of four threads, which keep two cores busy and no more."""

import ctypes
import gc
import os
import sys
from importlib.machinery import ModuleSpec

# Each thread of glibc keeps a pool of memory of its own, up to sixteen a worker here, and gives little of it back.
ARENA_MAX = -8  # M_ARENA_MAX of malloc.h
if hasattr(libc := ctypes.CDLL(None), "mallopt"):
    libc.mallopt(ARENA_MAX, 2)


# Modules that libraries load and nothing here asks for. In the place of each stands an empty one, with the names that
# are taken from it.
EMPTY = {
    "narwhals": {},  # what plotly checks the values of its figures with
    "narwhals.stable": {},
    "narwhals.stable.v1": {},
    "numpy.f2py": {},  # reads Fortran; scipy loads all there is of numpy
    "plotly.graph_objects": {"Figure": dict},  # a type in Dash's own Graph; figures here are plain dictionaries
}


class NotNeeded:
    """Finds nothing in the place of pandas, and the EMPTY modules.

    DuckDB loads pandas, where it is installed, to look at each parameter of a question, and pandas loads pyarrow. No
    page has a frame of pandas, and without both a worker has a third less in memory. It is not found, as where it is
    not installed: a None in sys.modules is no module to pyarrow, whose first array then fails.
    """

    @staticmethod
    def find_spec(name, _path=None, _target=None):
        if name == "pandas":
            raise ModuleNotFoundError(f"{name} is not for web workers", name=name)
        return ModuleSpec(name, NotNeeded, is_package=True) if name in EMPTY else None

    @staticmethod
    def create_module(_spec):
        return None  # as for any other

    @staticmethod
    def exec_module(module):
        vars(module).update(EMPTY[module.__name__])


sys.meta_path.insert(0, NotNeeded)

# What DuckDB's own allocator keeps of memory that a page gave back: one pool, and for a third of a second.
os.environ.setdefault("DUCKDB_JE_MALLOC_CONF", "narenas:1,dirty_decay_ms:300,muzzy_decay_ms:0")


def post_worker_init(_worker):
    """End what the second could not take over, and keep the collector of memory from what both share."""
    import duckdb  # only now: what stands above is for when it is loaded

    from app import app

    app.store.journal.load()
    duckdb.default_connection().close()  # it comes with a thread, which no fork copies; nothing here asks it anything
    gc.collect()
    gc.freeze()


bind = os.environ.get("GOLDEN_THREAD_BIND", "127.0.0.1:8050")
workers = 1  # which is two of them (dashboard/front.py)
worker_class = "dashboard.front.WholeRequests"
threads = 4
timeout = 60
graceful_timeout = 20
keepalive = 10  # seconds: a connection that is opened and not used, or stops in the middle of a request, is closed
worker_connections = 2_000
# A socket in the home folder of whoever runs it, which nothing here uses.
control_socket_disable = True
