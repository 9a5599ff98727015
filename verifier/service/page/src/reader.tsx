// The texts: articles with their claims underlined, and the draft with its verdicts.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type Article, type Item, type Session, standing, type Verdict } from "./model";
import { articleMarks, draftMarks } from "./places";
import { lines, type Mark, type Segment, segments } from "./segments";
import { useWords } from "./texts";

/** From here on lines out of sight are not drawn. */
const MANY_LINES = 300;

interface Shown {
  items: readonly Item[];
  selected: number | undefined;
  onPick: (items: number[]) => void;
}

/** All texts of a session, one at a time, with a tab for each where there are several. */
export function Reader({ session, selected, onPick }: { session: Session; selected?: number | undefined; onPick: Shown["onPick"] }) {
  const words = useWords();
  const texts = session.draft ? [...session.articles, session.draft] : session.articles;
  const wanted = selected === undefined ? undefined : session.items[selected]?.report?.evidence[0]?.article;
  const [name, setName] = useState<string>();
  useEffect(() => {
    if (wanted !== undefined) setName(wanted);
  }, [wanted, selected]);
  const shown = texts.find((one) => one.name === name) ?? texts[0];
  if (!shown) return null;
  const isDraft = shown === session.draft;
  return (
    <section class="reader" aria-labelledby="reader-title">
      <header class="bar">
        <h2 id="reader-title">{isDraft ? words.say("draft") : words.say("article")}</h2>
        {texts.length > 1 ? (
          <label class="choice">
            <span class="hidden">{words.say("text")}</span>
            <select value={shown.name} onChange={(event) => setName(event.currentTarget.value)}>
              {texts.map((one) => (
                <option key={one.name} value={one.name}>
                  {one === session.draft ? `${words.say("draft")}: ${one.name}` : one.name}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <span class="soft name">{shown.name === "article" ? "" : shown.name}</span>
        )}
        <span class="soft">
          {shown.published ? `${shown.published} · ` : ""}
          {words.say("claims", { count: isDraft ? session.items.length : shown.claims.length })}
        </span>
      </header>
      <Text
        key={shown.name}
        article={shown}
        marks={isDraft ? draftMarks(shown, session.items) : articleMarks(shown, session.items, session.articles, selected)}
        items={session.items}
        selected={selected}
        onPick={onPick}
      />
    </section>
  );
}

/** One text, line by line; the stretches that statements bear on are one stop of the Tab key, arrows move inside. */
function Text({ article, marks, items, selected, onPick }: Shown & { article: Article; marks: Mark[] }) {
  const place = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => lines(article.text), [article.text]);
  const cut = rows.map((row) => joined(segments(row, marks), items, selected));
  const [stop, setStop] = useState(0);
  let count = 0;

  useEffect(() => {
    const strong = place.current?.querySelector(".strong");
    if (strong && selected !== undefined) reveal(strong, place.current as HTMLElement);
  }, [selected, article]);

  function onKeyDown(event: KeyboardEvent) {
    const all = [...(place.current?.querySelectorAll<HTMLElement>("[role=button]") ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    if (at < 0) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      all[at]?.click();
      return;
    }
    const to = moved(event.key, at, all.length);
    if (to === undefined) return;
    event.preventDefault();
    setStop(to);
    all[to]?.focus();
  }

  return (
    <div class={rows.length > MANY_LINES ? "text long" : "text"} lang={article.lang} dir="auto" ref={place} onKeyDown={onKeyDown}>
      {rows.map((row, at) =>
        row.start === row.end ? null : (
          <p key={row.start} data-line={at + 1}>
            {(cut[at] as Piece[]).map((piece) => {
              const text = article.text.slice(piece.start, piece.end);
              if (!piece.look) return text;
              if (!piece.items.length) return <span key={piece.start} class={piece.look}>{text}</span>;
              const number = count++;
              return (
                <Stop
                  key={piece.start}
                  piece={piece}
                  text={text}
                  stop={number === stop}
                  onPick={() => {
                    setStop(number);
                    onPick(piece.items);
                  }}
                />
              );
            })}
          </p>
        ),
      )}
    </div>
  );
}

function Stop({ piece, text, stop, onPick }: { piece: Piece; text: string; stop: boolean; onPick: () => void }) {
  const words = useWords();
  return (
    <span
      role="button"
      tabIndex={stop ? 0 : -1}
      class={piece.look}
      data-verdict={piece.verdict}
      data-items={piece.items.join(" ")}
      aria-pressed={piece.look.includes("strong")}
      onClick={onPick}
    >
      {text}
      <span class="hidden">
        {" "}
        ({piece.verdict ? `${words.say(`verdict.${piece.verdict}`)}, ` : ""}
        {words.say("claim.bears", { count: piece.items.length })})
      </span>
    </span>
  );
}

interface Piece {
  start: number;
  end: number;
  look: string;
  items: number[];
  verdict: Verdict | undefined;
}

/** Segments with their look and the statements they bear on; neighbours that are alike become one. */
function joined(cut: Segment[], items: readonly Item[], selected: number | undefined): Piece[] {
  const pieces: (Piece & { under: string })[] = [];
  for (const { start, end, marks } of cut) {
    const bound = [...new Set(marks.flatMap((mark) => (mark.item === undefined ? [] : [mark.item])))];
    const mine = selected !== undefined && bound.includes(selected);
    const leading = mine ? selected : bound[0];
    const look = [
      marks.some((mark) => mark.kind === "claim") && "claim",
      bound.length > 0 && "bears",
      mine && "strong",
      marks.some((mark) => mark.kind === "value") && "value",
    ].filter(Boolean);
    const under = marks.map((mark) => `${mark.start}-${mark.end}-${mark.kind}`).join();
    const piece = { start, end, look: look.join(" "), items: bound, verdict: leading === undefined ? undefined : told(items[leading]), under };
    const last = pieces.at(-1);
    const alike = last && last.look === piece.look && last.items.join() === bound.join();
    if (alike && (bound.length || last.under === under)) last.end = end;
    else pieces.push(piece);
  }
  return pieces;
}

function told(item: Item | undefined): Verdict | undefined {
  return item && standing(item);
}

/** Where an arrow, Home or End leads from one of `count` places; undefined for other keys. */
export function moved(key: string, at: number, count: number): number | undefined {
  if (key === "ArrowDown" || key === "ArrowRight") return Math.min(at + 1, count - 1);
  if (key === "ArrowUp" || key === "ArrowLeft") return Math.max(at - 1, 0);
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : undefined;
}

/** Scrolls the text, never the page, so that the stretch is in sight. */
function reveal(stretch: Element, within: HTMLElement) {
  const inside = stretch.getBoundingClientRect();
  const frame = within.getBoundingClientRect();
  if (within.scrollHeight <= within.clientHeight) return;
  if (inside.top < frame.top || inside.bottom > frame.bottom) {
    within.scrollBy({ top: inside.top - frame.top - within.clientHeight / 3 });
  }
}
