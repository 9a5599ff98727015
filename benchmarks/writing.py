"""How long an editor waits for the findings of a draft: python benchmarks/writing.py [--runs 20]

The sample article, its amounts changed, is a draft that is judged by the article itself; then one sentence of it is
changed again and again, as somebody does who writes. One process, one thread, no cache.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SENTENCE = "Kısa süre sonra Scale AI, {} çalışanını işten çıkardı."


def main() -> None:
    """Print the seconds until the findings are there: the first time, unchanged, and with a changed sentence."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from verifier.editors.desk import Desk
    from verifier.editors.memory import Remembering

    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    text = (ROOT / "verifier/sample/meta-scale-ai.txt").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "source.txt").write_text(text, encoding="utf-8")
        (Path(folder) / ".dayanak.toml").write_text("articles = ['source.txt']", encoding="utf-8")
        desk, draft = Desk(Remembering()), Path(folder) / "draft.md"

        def seconds(number: int) -> float:
            changed = text.replace("14,3 milyar", "15 milyar").replace(SENTENCE.format(200), SENTENCE.format(number))
            began = time.perf_counter()
            desk.check(draft, changed)
            return time.perf_counter() - began

        print(f"draft of {len(text.split())} words, {len(text)} characters")
        print(f"first, models loaded on the way   {seconds(200):.2f} s")
        print(f"unchanged, median                 {statistics.median(seconds(200) for _ in range(runs)):.3f} s")
        times = sorted(seconds(300 + number) for number in range(runs))
        print(f"one sentence changed, median      {statistics.median(times):.3f} s (slowest {times[-1]:.3f} s)")


if __name__ == "__main__":
    main()
