"""An engine for texts that are being written: what was parsed and judged a moment ago is not parsed or judged again."""

from collections import OrderedDict
from collections.abc import Sequence

from claims.document import Lang
from claims.parsing import ModelChoice, Parser
from verifier.model import Report
from verifier.pipeline import Analyses, Engine, Source
from verifier.settings import Settings

KEPT = 2048

Key = tuple[str, Lang | None, tuple[tuple[str, str | None, str], ...]]


class Remembering(Engine):
    """Keeps its latest parsed sentences, and its verdicts by statement and sources, which are those of any engine."""

    def __init__(
        self, *, models: ModelChoice = "packaged", settings: Settings | None = None, cache: Analyses | None = None
    ) -> None:
        super().__init__(models=models, settings=settings, cache=cache)
        self.parser = Parser(models=models, remembered=KEPT)
        self._verdicts: OrderedDict[Key, Report] = OrderedDict()

    def verify(self, statement: str, sources: Sequence[Source], *, lang: Lang | None = None, id: str = "1") -> Report:
        """The verdict, judged where it is not remembered."""
        key = (statement, lang, tuple((one.name, one.published, one.analysis.document.sha256) for one in sources))
        if key not in self._verdicts:
            self._verdicts[key] = super().verify(statement, sources, lang=lang, id=id)
            while len(self._verdicts) > KEPT:
                self._verdicts.popitem(last=False)
        self._verdicts.move_to_end(key)
        return self._verdicts[key].model_copy(update={"id": id})
