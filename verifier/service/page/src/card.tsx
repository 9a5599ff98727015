// One statement with its verdict: a line that opens to what settles it and to the editor's own judgement.

import { type Article, type Item, standing } from "./model";
import { VerdictIcon } from "./icons";
import { Judgement, type Judge } from "./judgement";
import { useWords } from "./texts";
import { Passages, Values, Why } from "./why";

export interface Card {
  item: Item;
  at: number;
  articles: readonly Article[];
  open: boolean;
  stop: boolean;
  judge: Judge | undefined;
  overriding: boolean;
  onOverriding: (open: boolean) => void;
  onToggle: () => void;
  onFocus: () => void;
}

export function StatementCard(card: Card) {
  const words = useWords();
  const { item, at, open } = card;
  const verdict = standing(item);
  const { report } = item;
  const overridden = item.review && report && item.review.verdict !== report.verdict;
  return (
    <li class="card" data-verdict={verdict ?? (item.problem ? "failed" : "waiting")} data-open={open}>
      <h3>
        <button
          type="button"
          class="head"
          data-at={at}
          aria-expanded={open}
          aria-controls={`card-${at}`}
          tabIndex={card.stop ? 0 : -1}
          onClick={card.onToggle}
          onFocus={card.onFocus}
        >
          <span class="verdict">
            {verdict ? (
              <>
                <VerdictIcon verdict={verdict} />
                <span class="word">{words.say(`verdict.${verdict}`)}</span>
              </>
            ) : (
              <span class="word">{item.problem ? words.say("failed") : words.say("waiting")}</span>
            )}
          </span>
          <span class="said" lang={report?.lang} dir="auto">{item.statement}</span>
          <span class="reason">
            {item.problem ??
              (report && (
                <>
                  {words.reason(report)}
                  <span class="number"> · {words.say("confidence", { value: words.share(report.confidence) })}</span>
                </>
              ))}
            {item.review && (
              <span class="reviewed">
                {overridden ? words.say("reviewed.overridden", { verdict: words.say(`verdict.${report.verdict}`) }) : words.say("reviewed.accepted")}
                {item.review.reviewer && ` · ${words.say("reviewed.by", { reviewer: item.review.reviewer })}`}
                {item.review.note && <q>{item.review.note}</q>}
              </span>
            )}
          </span>
        </button>
      </h3>
      <div class="body" id={`card-${at}`} hidden={!open}>
        {open && report && (
          <>
            <Passages report={report} articles={card.articles} />
            <Values report={report} />
            {report.notes.map((note, number) => (
              <p key={number} class="note">{note.message}</p>
            ))}
            <Why report={report} />
            {card.judge && (
              <Judgement
                item={item}
                at={at}
                judge={card.judge}
                overriding={card.overriding}
                onOverriding={card.onOverriding}
              />
            )}
          </>
        )}
      </div>
    </li>
  );
}
