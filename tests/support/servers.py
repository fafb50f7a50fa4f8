"""Throw-away PostgreSQL and Redis servers, workers and sites, all real.

In a test: `with postgres_server() as database, redis_server() as broker: ...`.
Around a command: `python -m tests.support.servers COMMAND ...` starts both, sets
DATABASE_URL and REDIS_URL, runs the command and ends with its exit status.

Each has a data folder of its own under the temporary folder, listens on
127.0.0.1 below port 32768, wants a password made for it alone, and is ended by
its process id. Nothing is flushed to disk unless asked: speed before safety.
"""

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.processes import NotReadyError, Process, answers, free_port, running

ROOT = Path(__file__).resolve().parents[2]
VENV_BIN = Path(sys.executable).parent  # where celery and gunicorn stand
QUEUES = 1_000  # databases of a Redis server: each world of a fault test has its own
ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


@contextlib.contextmanager
def _folder(name: str, owner: str | None = None) -> Iterator[Path]:
    """Make a folder that only `owner` (this user, if None) may enter; remove it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=f"partnership-{name}-"))
    if owner:
        shutil.chown(folder, owner, owner)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _postgres_program(name: str) -> str:
    """Return the path of one of PostgreSQL's programs, of the newest version installed."""
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3])
    )
    program = str(found[-1]) if found else shutil.which(name)
    if program is None:
        raise NotReadyError(f"PostgreSQL's {name} is not installed: apt-get install postgresql")
    return program


@dataclass
class Postgres:
    """A running PostgreSQL server; its user `partnership` may do anything in it."""

    process: Process
    port: int
    password: str

    @property
    def url(self) -> str:
        """Return what DATABASE_URL should hold for this server's first database."""
        return self.database_url("partnership")

    def database_url(self, name: str) -> str:
        """Return what DATABASE_URL should hold for the database `name`."""
        return f"postgres://partnership:{self.password}@127.0.0.1:{self.port}/{name}"

    def query(self, statement: str, *, database: str = "postgres") -> list[tuple]:
        """Run one statement outside any transaction; return its rows, if it has any."""
        import psycopg

        with psycopg.connect(self.database_url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def create_database(self, name: str, *, template: str = "template1") -> str:
        """Create a database, empty or as a copy of `template`; return its DATABASE_URL."""
        self.query(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.database_url(name)

    def accepts(self) -> bool:
        """Say whether it lets its user in, which it does not while it starts or recovers."""
        import psycopg

        with contextlib.suppress(psycopg.OperationalError):
            return bool(self.query("SELECT 1"))
        return False

    def start(self) -> None:
        """Start it (again), and return once it lets its user in."""
        self.process.start(self.accepts)

    def stop(self, *, immediate: bool = False) -> None:
        """End it: open transactions are rolled back, or (immediate) left to crash recovery."""
        self.process.signal(signal.SIGQUIT if immediate else signal.SIGINT)
        self.process.stop()

    def restart(self, *, immediate: bool = False) -> None:
        """End it and start it again on the same port with the same data."""
        self.stop(immediate=immediate)
        self.start()


@contextlib.contextmanager
def postgres_server(*, durable: bool = False) -> Iterator[Postgres]:
    """Run a new PostgreSQL server with an empty database `partnership`.

    `durable` flushes each commit to disk, for tests that kill the server. Run by
    root, it belongs to the user `postgres`: PostgreSQL refuses to run as root.
    """
    user = "postgres" if os.geteuid() == 0 else None
    with _folder("postgres", user) as folder, _folder("postgres-log") as logs:
        password, port = secrets.token_hex(16), free_port()
        data = _new_cluster(folder, password=password, user=user)
        options = {
            "listen_addresses": "127.0.0.1",
            "port": str(port),
            "unix_socket_directories": "",
            "fsync": "on" if durable else "off",
            "synchronous_commit": "on" if durable else "off",
            "full_page_writes": "on" if durable else "off",
            "max_connections": "200",
            "shared_buffers": "256MB",
        }
        command = [_postgres_program("postgres"), "-D", str(data)]
        command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        server = Postgres(Process(command, log=logs / "log", user=user), port, password)
        with _ended_afterwards(server):
            server.create_database("partnership")
            yield server


def _new_cluster(folder: Path, *, password: str, user: str | None) -> Path:
    """Make PostgreSQL's data folder inside `folder`; return its path."""
    data, secret = folder / "data", folder / "password"
    secret.write_text(password)
    if user:
        shutil.chown(secret, user, user)
    command = [_postgres_program("initdb"), "--pgdata", str(data), "--username", "partnership"]
    command += ["--pwfile", str(secret), "--auth", "scram-sha-256", "--encoding", "UTF8"]
    command += ["--locale", "C.UTF-8", "--no-sync"]
    made = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        user=user,
        group=user,
        extra_groups=[] if user else None,
    )
    if made.returncode:
        raise NotReadyError(f"initdb failed:\n{made.stdout}{made.stderr}")
    return data


@dataclass
class Redis:
    """A running Redis server."""

    process: Process
    port: int
    password: str

    @property
    def url(self) -> str:
        """Return what REDIS_URL should hold."""
        return f"redis://default:{self.password}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it (again); it reads what it kept on disk, if it keeps anything."""
        self.process.start(lambda: answers(self.port))

    def stop(self) -> None:
        """End it as a deployment does."""
        self.process.stop()

    def kill(self) -> None:
        """SIGKILL it: whatever is not on disk is lost."""
        self.process.kill()

    def silence(self) -> None:
        """Stop it in its tracks: it goes on listening and answers nobody."""
        self.process.signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let a silenced server answer again."""
        self.process.signal(signal.SIGCONT)


@contextlib.contextmanager
def redis_server(*, appendonly: bool = False) -> Iterator[Redis]:
    """Run a new Redis server; with `appendonly` its data outlives a kill."""
    program = shutil.which("redis-server")
    if program is None:
        raise NotReadyError("redis-server is not installed: apt-get install redis-server")
    with _folder("redis") as folder:
        password, port = secrets.token_hex(16), free_port()
        settings = folder / "redis.conf"
        settings.write_text(
            f'bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir {folder}\nsave ""\n'
            f"databases {QUEUES}\nappendonly {'yes' if appendonly else 'no'}\nappendfsync always\n"
        )
        server = Redis(Process([program, str(settings)], log=folder / "log"), port, password)
        with _ended_afterwards(server):
            yield server


@contextlib.contextmanager
def _ended_afterwards(server: Postgres | Redis) -> Iterator[None]:
    """Run a server while the block lasts, and end it in whatever state the block leaves it."""
    server.start()
    try:
        yield
    finally:
        if server.process.is_running:
            server.process.signal(signal.SIGCONT)
            server.stop()


@contextlib.contextmanager
def celery_worker(
    env: Mapping[str, str],
    *,
    concurrency: int = 2,
    application: str = "partnership",
    options: Sequence[str] = (),
) -> Iterator[Process]:
    """Run a real worker; `env` says which database and broker, `options` are Celery's own.

    It is ready when Celery says so. Its `children()` are its pool processes.
    """
    command = ["worker", "--concurrency", str(concurrency), "-n", f"{secrets.token_hex(4)}@test"]
    with _celery([*command, *options], env, " ready.", application) as worker:
        yield worker


@contextlib.contextmanager
def celery_beat(env: Mapping[str, str]) -> Iterator[Process]:
    """Run a real scheduler; give each a DATA_DIR in `env`, where it keeps its last times."""
    with _celery(["beat"], env, "beat: Starting") as beat:
        yield beat


@contextlib.contextmanager
def _celery(
    command: Sequence[str], env: Mapping[str, str], ready: str, application: str = "partnership"
) -> Iterator[Process]:
    """Run one of Celery's commands; it is ready when its output holds the words `ready`."""
    program = [str(VENV_BIN / "celery"), "-A", application, *command, "--loglevel", "INFO"]
    with _folder("celery") as folder:
        process = Process(program, log=folder / "log", env=_in_checkout(env))
        with running(process, lambda: ready in process.output):
            yield process


@dataclass
class Site:
    """A running site."""

    process: Process
    port: int

    @property
    def url(self) -> str:
        """Return the address of its home page, without the last slash."""
        return f"http://127.0.0.1:{self.port}"


@contextlib.contextmanager
def gunicorn(
    env: Mapping[str, str], *, workers: int = 2, application: str = "partnership.wsgi"
) -> Iterator[Site]:
    """Serve the site as it is deployed; `env` says which database and broker.

    Its static files must have been collected into the STATIC_ROOT of `env`.
    """
    port = free_port()
    command = [str(VENV_BIN / "gunicorn"), application, "--workers", str(workers)]
    command += ["--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    with _folder("site") as folder:
        site = Process(command, log=folder / "log", env=_in_checkout(env))
        with running(site, lambda: answers(port) and len(site.children()) == workers):
            yield Site(site, port)


def _in_checkout(env: Mapping[str, str]) -> dict[str, str]:
    """Add what a process needs to find the product, whatever folder the test runs in."""
    return {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "partnership.settings", **env}


def _leave(number: int, _frame: object) -> None:
    """Turn a signal into an ordinary exit, so that every server is ended on the way."""
    for other in ENDING_SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    sys.exit(128 + number)


def _interrupt(command: subprocess.Popen[bytes]) -> None:
    """End a command as Ctrl-C would, which lets pytest tear its fixtures down."""
    command.send_signal(signal.SIGINT)
    try:
        command.wait(60)
    except subprocess.TimeoutExpired:
        command.kill()


def main(arguments: Sequence[str]) -> int:
    """Run a command with both servers up; return its exit status."""
    if not arguments:
        print("usage: python -m tests.support.servers COMMAND [ARGUMENT ...]", file=sys.stderr)
        return 2
    for number in ENDING_SIGNALS:
        signal.signal(number, _leave)
    with postgres_server() as database, redis_server() as broker:
        env = {**os.environ, "DATABASE_URL": database.url, "REDIS_URL": broker.url}
        command = subprocess.Popen(list(arguments), env=env)
        try:
            return command.wait()
        finally:
            if command.poll() is None:
                _interrupt(command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
