// The review: texts on one side, verdicts on the other, one choice between them.

import { useState } from "preact/hooks";
import { type Exporter } from "./exports";
import { type Judge } from "./judgement";
import { type Session, standing, type Verdict } from "./model";
import { Reader } from "./reader";
import { useWords } from "./texts";
import { type Choice, Verdicts } from "./verdicts";

export function Review({ session, judge, exporter }: { session: Session; judge?: Judge | undefined; exporter: Exporter }) {
  const words = useWords();
  const [choice, setChoice] = useState<Choice>({ selected: undefined, about: undefined });
  const done = session.items.filter((item) => item.report || item.problem).length;
  const all = session.items.length;
  const count = (verdict: Verdict) => session.items.filter((item) => standing(item) === verdict).length;
  const told =
    done < all
      ? words.say("progress", { done, all })
      : words.say("finished", { all, contradicted: count("contradicted"), unknown: count("unknown"), supported: count("supported") });

  function pick(items: number[]) {
    const [first] = items;
    setChoice({ selected: choice.selected !== undefined && items.includes(choice.selected) ? choice.selected : first, about: items.length > 1 ? items : undefined });
  }

  return (
    <main class="review">
      {all > 0 && <p class="status" role="status">{told}</p>}
      <Reader session={session} selected={choice.selected} onPick={pick} />
      <Verdicts session={session} choice={choice} onChoice={setChoice} judge={judge} exporter={exporter} />
    </main>
  );
}
