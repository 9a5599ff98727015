"""Neovim with the language client that it ships: exact columns after an emoji, the card, the fix, the source."""

import json
import os
import subprocess
import sys
from pathlib import Path

from verifier.cli.opening import sample

DRAFT = "# Taslak\n\n🚀 İşte: Meta, Scale AI'a 15 milyar dolar yatırdı.\n\nMicrosoft, Apple ile bağlarını kopardı.\n"


def test_neovim_shows_what_the_server_finds(root: Path, tmp_path: Path) -> None:
    """Underlined are exactly the clashing words; the fix makes them right, and the diagnostic goes."""
    (tmp_path / "kaynak").mkdir()
    (tmp_path / "kaynak/meta.txt").write_text(sample().text, encoding="utf-8")
    (tmp_path / ".dayanak.toml").write_text('articles = ["kaynak/*.txt"]', encoding="utf-8")
    text = tmp_path / "taslak.md"
    text.write_text(DRAFT, encoding="utf-8")
    asked, answers = tmp_path / "asked.json", tmp_path / "answers.json"
    server = [sys.executable, "-m", "verifier.cli", "lsp"]
    asked.write_text(json.dumps({"server": server, "text": str(text), "answers": str(answers)}), encoding="utf-8")
    script = Path(__file__).parent / "session.lua"
    done = subprocess.run(
        ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {script}"],
        env={
            **os.environ,
            "DAYANAK_ASKED": str(asked),
            "PYTHONPATH": str(root),
            "HOME": str(tmp_path),
            "XDG_STATE_HOME": str(tmp_path / "state"),
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert answers.exists(), done.stderr
    found = json.loads(answers.read_text(encoding="utf-8"))
    assert [(one["line"], one["words"], one["severity"]) for one in found["diagnostics"]] == [
        (2, "15 milyar dolar", 2),
        (4, "Microsoft, Apple ile bağlarını kopardı", 3),
    ]
    assert "kaynakta “14,3 milyar dolar” (kaynak/meta.txt, satır 2)" in found["diagnostics"][0]["message"]
    assert found["hover"]["kind"] == "markdown"
    assert found["hover"]["value"].startswith("**Kaynakla çelişiyor**")
    assert found["related"][0]["location"]["uri"] == (tmp_path / "kaynak/meta.txt").resolve().as_uri()
    assert found["title"] == "Kaynaktaki değeri yaz: “14,3 milyar dolar”"
    assert found["fixed"] == "🚀 İşte: Meta, Scale AI'a 14,3 milyar dolar yatırdı."
    assert found["gone"] is True
