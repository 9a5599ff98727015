// The editor accepts a verdict, or puts another in its place, with a note.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { VerdictIcon } from "./icons";
import { keepReviewer, keptReviewer } from "./kept";
import { type Item, type Report, type Verdict, VERDICTS } from "./model";
import { useWords } from "./texts";

/** Keeps a judgement, or with null takes it back; answers what went wrong, in words. */
export type Judge = (at: number, given: { verdict: Verdict; note: string; reviewer: string } | null) => Promise<string | undefined>;

interface Given {
  item: Item;
  at: number;
  judge: Judge;
  overriding: boolean;
  onOverriding: (open: boolean) => void;
}

export function Judgement({ item, at, judge, overriding, onOverriding }: Given) {
  const words = useWords();
  const report = item.report as Report;
  const [verdict, setVerdict] = useState<Verdict>(item.review?.verdict ?? other(report.verdict));
  const [note, setNote] = useState(item.review?.note ?? "");
  const [reviewer, setReviewer] = useState(item.review?.reviewer || keptReviewer());
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const chosen = useRef<HTMLInputElement>(null);

  useLayoutEffect(() => {
    if (overriding) chosen.current?.focus();
  }, [overriding]);

  async function give(given: Parameters<Judge>[1]) {
    setBusy(true);
    keepReviewer(reviewer);
    const wrong = await judge(at, given);
    setBusy(false);
    setProblem(wrong);
    if (!wrong) onOverriding(false);
  }

  return (
    <div class="judgement" role="group" aria-label={words.say("review")}>
      {overriding ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void give({ verdict, note: note.trim(), reviewer: reviewer.trim() });
          }}
        >
          <fieldset class="verdicts">
            <legend>{words.say("override.with")}</legend>
            {VERDICTS.map((one) => (
              <label key={one} class="pick" data-verdict={one}>
                <input
                  ref={one === verdict ? chosen : null}
                  type="radio"
                  name={`verdict-${at}`}
                  checked={one === verdict}
                  onChange={() => setVerdict(one)}
                />
                <VerdictIcon verdict={one} />
                <span class="word">{words.say(`verdict.${one}`)}</span>
              </label>
            ))}
          </fieldset>
          <label class="field">
            {words.say("note")}
            <textarea rows={2} maxLength={2000} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
          </label>
          <label class="field">
            {words.say("reviewer")}
            <input type="text" autocomplete="name" maxLength={100} value={reviewer} onInput={(event) => setReviewer(event.currentTarget.value)} />
          </label>
          <div class="row">
            <button type="submit" class="primary" disabled={busy}>{words.say("save")}</button>
            <button type="button" onClick={() => onOverriding(false)}>{words.say("cancel")}</button>
          </div>
        </form>
      ) : (
        <div class="row">
          <button
            type="button"
            disabled={busy}
            aria-pressed={item.review?.verdict === report.verdict}
            onClick={() => void give({ verdict: report.verdict, note: item.review?.note ?? "", reviewer: reviewer.trim() })}
          >
            {words.say("accept")}
          </button>
          <button type="button" aria-pressed={!!item.review && item.review.verdict !== report.verdict} onClick={() => onOverriding(true)}>
            {words.say("override")}
          </button>
          {item.review && (
            <button type="button" class="quiet" disabled={busy} onClick={() => void give(null)}>
              {words.say("withdraw")}
            </button>
          )}
        </div>
      )}
      {problem && <p class="problem" role="alert">{problem}</p>}
    </div>
  );
}

function other(verdict: Verdict): Verdict {
  return verdict === "contradicted" ? "supported" : "contradicted";
}
