"""The three stores, each new and empty; PostgreSQL on a server the tests start themselves."""

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

from newstemma.stores import open_store


def _binaries():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _as_postgres():
    """How to run as a user that the server agrees to: it refuses root."""
    if os.geteuid() != 0:
        return []
    return ["runuser", "-u", "postgres", "--"] if shutil.which("runuser") else None


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def postgres_server():
    """The address of a server with nothing in it, stopped and removed afterwards."""
    pytest.importorskip("psycopg", reason="psycopg is not installed (extra `postgres`)")
    binaries, prefix = _binaries(), _as_postgres()
    if binaries is None:
        pytest.skip("no PostgreSQL here: apt-get install postgresql")
    if prefix is None:
        pytest.skip("PostgreSQL does not run as root and runuser is not here")
    folder = Path(tempfile.mkdtemp(prefix="newstemma-postgres-"))
    if prefix:
        shutil.chown(folder, "postgres")
    place, port = folder / "data", _free_port()
    run = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
    subprocess.run([*prefix, binaries / "initdb", "-D", place, "-A", "trust", "-U", "newstemma",
                    "-E", "UTF8", "--no-sync"], **run)  # fmt: skip
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = [*prefix, binaries / "pg_ctl", "-D", place, "-w", "-s"]
    subprocess.run([*control, "-o", options, "-l", folder / "log", "start"], **run)
    try:
        yield f"postgresql://newstemma@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **run)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_address(postgres_server):
    """The address of an empty schema of its own."""
    import psycopg

    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("SET client_min_messages = warning")
        connection.execute("DROP SCHEMA IF EXISTS trial CASCADE")
        connection.execute("CREATE SCHEMA trial")
    return f"{postgres_server}?options=-csearch_path%3Dtrial"


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def address(request, tmp_path):
    """Where each store is opened, one after the other."""
    if request.param == "memory":
        return ":memory:"
    if request.param == "sqlite":
        return str(tmp_path / "news.db")
    return request.getfixturevalue("postgres_address")


@pytest.fixture
def store(address):
    opened = open_store(address)
    yield opened
    opened.close()
