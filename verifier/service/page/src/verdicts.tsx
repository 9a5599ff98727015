// The list of statements with its filters, and the keys that move through it.

import { useEffect, useRef, useState } from "preact/hooks";
import { StatementCard } from "./card";
import { ExportMenu, type Exporter } from "./exports";
import { VerdictIcon } from "./icons";
import { type Judge } from "./judgement";
import { type Session, standing, type Verdict, VERDICTS } from "./model";
import { moved } from "./reader";
import { useWords } from "./texts";

export interface Choice {
  selected: number | undefined;
  about: readonly number[] | undefined;
}

interface Given {
  session: Session;
  choice: Choice;
  onChoice: (choice: Choice) => void;
  judge: Judge | undefined;
  exporter: Exporter;
}

export function Verdicts({ session, choice, onChoice, judge, exporter }: Given) {
  const words = useWords();
  const list = useRef<HTMLOListElement>(null);
  const [kept, setKept] = useState<readonly Verdict[]>([]);
  const [unseen, setUnseen] = useState(false);
  const [stop, setStop] = useState(0);
  const [overriding, setOverriding] = useState<number>();
  const { items } = session;
  const { selected, about } = choice;

  const shown = items.flatMap((item, at) => {
    const verdict = standing(item);
    const fits =
      (!kept.length || (verdict && kept.includes(verdict))) && (!unseen || !item.review) && (!about || about.includes(at));
    return fits ? [at] : [];
  });
  const stopping = shown.includes(stop) ? stop : shown[0];
  const head = (at: number | undefined) => list.current?.querySelector<HTMLElement>(`[data-at="${at}"]`);

  useEffect(() => {
    if (selected === undefined) return;
    setStop(selected);
    head(selected)?.closest(".card")?.scrollIntoView({ block: "nearest" });
  }, [selected]);

  function toggle(at: number) {
    setOverriding(undefined);
    onChoice({ about, selected: selected === at ? undefined : at });
  }

  function override(at: number) {
    onChoice({ about, selected: at });
    setOverriding(at);
  }

  function accept(at: number) {
    const report = items[at]?.report;
    if (report) void judge?.(at, { verdict: report.verdict, note: items[at]?.review?.note ?? "", reviewer: items[at]?.review?.reviewer ?? "" });
  }

  function close() {
    head(selected ?? stopping)?.focus();
    if (overriding !== undefined) setOverriding(undefined);
    else onChoice({ selected: undefined, about: selected === undefined ? undefined : about });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") return close();
    const target = event.target as HTMLElement;
    if (!target.matches(".head") || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = Number(target.dataset["at"]);
    if (judge && items[at]?.report && (event.key === "a" || event.key === "o")) {
      event.preventDefault();
      return event.key === "a" ? accept(at) : override(at);
    }
    const to = moved(event.key, shown.indexOf(at), shown.length);
    if (to === undefined) return;
    event.preventDefault();
    head(shown[to])?.focus();
  }

  return (
    <section class="verdict-list" aria-labelledby="verdicts-title" id="verdicts" tabIndex={-1}>
      <header class="bar">
        <h2 id="verdicts-title">{words.say("verdicts")}</h2>
        <ExportMenu session={session} exporter={exporter} />
      </header>
      <div class="filters" role="group" aria-label={words.say("filter")}>
        {VERDICTS.map((verdict) => (
          <button
            key={verdict}
            type="button"
            class="filter"
            data-verdict={verdict}
            aria-pressed={kept.includes(verdict)}
            onClick={() => setKept(kept.includes(verdict) ? kept.filter((one) => one !== verdict) : [...kept, verdict])}
          >
            <VerdictIcon verdict={verdict} />
            <span class="word">{words.say(`verdict.${verdict}`)}</span>
            <span class="number">{items.filter((item) => standing(item) === verdict).length}</span>
          </button>
        ))}
        {judge && (
          <button type="button" class="filter" aria-pressed={unseen} onClick={() => setUnseen(!unseen)}>
            {words.say("filter.open")}
            <span class="number">{items.filter((item) => !item.review).length}</span>
          </button>
        )}
      </div>
      {about && (
        <p class="about">
          {words.say("filter.about")}{" "}
          <button type="button" class="quiet" onClick={() => onChoice({ selected, about: undefined })}>
            {words.say("filter.clear")}
          </button>
        </p>
      )}
      <p class="soft count" aria-live="polite">
        {shown.length === 0 && items.length > 0
          ? words.say("filter.none")
          : shown.length < items.length && words.say("filter.shown", { shown: shown.length, all: items.length })}
      </p>
      <ol class="cards" ref={list} onKeyDown={onKeyDown}>
        {shown.map((at) => (
          <StatementCard
            key={at}
            item={items[at] as Session["items"][number]}
            at={at}
            articles={session.articles}
            open={selected === at}
            stop={stopping === at}
            judge={judge}
            overriding={overriding === at}
            onOverriding={(open) => {
              setOverriding(open ? at : undefined);
              if (!open) head(at)?.focus();
            }}
            onToggle={() => toggle(at)}
            onFocus={() => setStop(at)}
          />
        ))}
      </ol>
    </section>
  );
}
