"""Installs the real clients that tests/clients runs: Debian packages where they are missing, and npm packages.

Run by ``tox -e clients``; what pip installs stands in requirements.txt beside it. Needs root, or a silent sudo,
only where a Debian package is missing.
"""

import os
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Install what is missing, or fail with what could not be installed."""
    names = (HERE / "debian.txt").read_text().split()
    known = subprocess.run(["dpkg-query", "-W", "-f=${Package} ${Status}\\n", *names], capture_output=True, text=True)
    there = {line.split()[0] for line in known.stdout.splitlines() if line.endswith(" installed")}
    missing = [name for name in names if name not in there]
    if missing:
        root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
        subprocess.run([*root, "apt-get", "update", "-qq"], check=True)
        subprocess.run(
            [*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing],
            check=True,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is missing; install Node.js 20 or newer.")
    subprocess.run([npm, "install", "--no-fund", "--no-audit", "--silent"], cwd=HERE, check=True)


if __name__ == "__main__":
    main()
