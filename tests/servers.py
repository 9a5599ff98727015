"""A PostgreSQL server of the tests' own: made in a temporary folder, spoken to by a socket, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, newest version first; None where the system has none."""
    found = [path.parent for pattern in FOLDERS for path in Path("/").glob(f"{pattern[1:]}/initdb")]
    found += [Path(path).resolve().parent for path in (shutil.which("initdb"),) if path]
    return max((path for path in found if (path / "pg_ctl").exists()), key=_version, default=None)


def _version(folder: Path) -> int:
    digits = "".join(char for char in folder.parent.name if char.isdigit())
    return int(digits or 0)


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """A running server and its address; the server will not run as root, so root hands it to another user.

    It sorts and folds as Turkish does where it can, so that nothing rests on the folding of the server.
    """
    place = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    other: dict[str, Any] = {}
    if os.geteuid() == 0:
        import pwd

        user = next(name for name in ("postgres", "nobody") if name in {one.pw_name for one in pwd.getpwall()})
        entry = pwd.getpwnam(user)
        os.chown(place, entry.pw_uid, entry.pw_gid)
        other = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

    def run(program: str, *arguments: str) -> str:
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(place)}
        done = subprocess.run(
            [str(folder / program), *arguments],
            env=environment,
            cwd=place,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
            **other,
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}")
        return done.stdout

    try:
        turkish = ["--locale-provider=icu", "--icu-locale=tr-TR"] if "--icu-locale" in run("initdb", "--help") else []
        run("initdb", "-D", "data", "-U", "newsroom", "-A", "trust", "-E", "UTF8", "--no-sync", *turkish)
        options = f"-k {place} -c listen_addresses='' -c fsync=off"
        run("pg_ctl", "-D", "data", "-w", "-l", str(place / "log"), "-o", options, "start")
        try:
            yield f"postgresql://newsroom@/postgres?host={place}"
        finally:
            run("pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(place, ignore_errors=True)
