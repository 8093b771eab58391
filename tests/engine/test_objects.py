"""A build whose tables in between lie in a store of objects: moto's, which speaks as S3 does, on this machine."""

import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import fsspec
import pytest

from dashboard.build import build
from dashboard.errors import Refused
from dashboard.home import Home
from dashboard.spark.cluster import free_port
from dashboard.spark.connect import connected
from tests.conftest import COUNCIL
from tests.engine.test_spark import unequal

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::UserWarning", "ignore::ResourceWarning"),
]
OBJECTS = Path(__file__).resolve().parents[2] / ".venv" / "objects"
REGION = "us-east-1"


@pytest.fixture(scope="module")
def objects(tmp_path_factory):
    """The port of a store of objects without any in it, known to whatever asks for s3a:// in this process."""
    library = next(iter(OBJECTS.glob("lib/python*/site-packages")), None)
    if not library:
        pytest.skip("no store of objects is installed: make .venv/objects/installed")
    port = free_port()
    at = f"http://127.0.0.1:{port}"
    said = {"AWS_ENDPOINT_URL": at, "AWS_ENDPOINT": at, "AWS_ALLOW_HTTP": "true", "AWS_REGION": REGION}
    said |= {"AWS_DEFAULT_REGION": REGION, "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret"}
    log = tmp_path_factory.mktemp("objects") / "log"
    with pytest.MonkeyPatch.context() as patch, log.open("w") as out:
        patch.setattr(sys, "path", [*sys.path, str(library)])
        for name, value in said.items():
            patch.setenv(name, value)
        command = [OBJECTS / "bin" / "moto_server", "-H", "127.0.0.1", "-p", str(port)]
        server = subprocess.Popen(command, stdout=out, stderr=out)
        try:
            for _ in range(300):
                if server.poll() is not None:
                    pytest.fail(f"the store of objects ended: {log.read_text()}")
                with closing(socket.socket()) as tried:
                    if not tried.connect_ex(("127.0.0.1", port)):
                        break
                time.sleep(0.1)
            yield
        finally:
            server.terminate()
            server.wait()


def test_a_store_made_by_way_of_objects_is_the_same_to_the_last_cell(mini, objects, address, tmp_path):
    with pytest.raises(Refused, match=r"nothing can be written to s3a://none/region \("):
        connected(address, "s3a://none/region")
    fsspec.filesystem("s3a").mkdir("council")
    home = Home(tmp_path / "home")
    shutil.copytree(mini.home.kept, home.kept, dirs_exist_ok=True)
    with closing(connected(address, "s3a://council/region")) as engine:
        path = build(home, COUNCIL, engine=engine)
    compared, found = unequal(mini.home.link, path)
    print(f"{compared:,} cells compared, {len(found)} tables unequal")
    assert found == []
    assert compared > 10_000_000
    kept = fsspec.filesystem("s3a").glob("council/region/**/*.parquet")
    assert len(kept) > 100
