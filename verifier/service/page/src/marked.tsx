// A short text with stretches of it marked: a statement, or a passage with what surrounds it.

import { offsets, type Stretch } from "./offsets";
import { segments } from "./segments";

interface Span {
  start: number;
  end: number;
}

const AROUND = 140;

export function Marked({ text, spans, within }: { text: string; spans: Span[]; within?: Stretch }) {
  const converter = offsets(text);
  const whole = within ?? { start: 0, end: text.length };
  const marks = spans.map((span) => ({ ...converter.stretch(span), kind: "value" as const }));
  return (
    <>
      {segments(whole, marks).map((one) => {
        const piece = text.slice(one.start, one.end);
        return one.marks.length ? <mark key={one.start}>{piece}</mark> : piece;
      })}
    </>
  );
}

/** The evidence marked in its own line, which is cut to what stands near. */
export function Passage({ text, span, values }: { text: string; span: Span; values: Span[] }) {
  const converter = offsets(text);
  const { start, end } = converter.stretch(span);
  const before = text.slice(Math.max(0, start - AROUND), start);
  const after = text.slice(end, end + AROUND);
  const from = start - (before.match(/[^\r\n]*$/)?.[0] ?? "").length;
  const to = end + (after.match(/^[^\r\n]*/)?.[0] ?? "").length;
  const marks = values.map((value) => ({ ...converter.stretch(value), kind: "value" as const }));
  const inside = segments({ start, end }, marks).map((one) => {
    const piece = text.slice(one.start, one.end);
    return one.marks.length ? <mark key={one.start}>{piece}</mark> : piece;
  });
  return (
    <>
      <span class="around">{trimmed(text, from, start, "start")}</span>
      <span class="settles">{inside}</span>
      <span class="around">{trimmed(text, end, to, "end")}</span>
    </>
  );
}

/** The stretch beside the evidence, cut at a word where it is cut, with an ellipsis. */
function trimmed(text: string, start: number, end: number, side: "start" | "end"): string {
  const piece = text.slice(start, end);
  if (piece.length < AROUND) return piece;
  return side === "start" ? `… ${piece.replace(/^\S*\s+/, "")}` : `${piece.replace(/\s+\S*$/, "")} …`;
}
