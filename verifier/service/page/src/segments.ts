// Text cut where marks begin and end, so that overlapping marks need no nesting.

import { type Stretch } from "./offsets";

export interface Mark extends Stretch {
  kind: "claim" | "evidence" | "value" | "check";
  item?: number;
}

export interface Segment extends Stretch {
  marks: Mark[];
}

/** The stretch cut into neighbours that each lie under the same marks; all offsets in UTF-16 units of one text. */
export function segments(within: Stretch, marks: readonly Mark[]): Segment[] {
  const near = marks.filter((mark) => mark.start < within.end && within.start < mark.end);
  const cuts = new Set([within.start, within.end]);
  for (const mark of near) {
    cuts.add(Math.max(mark.start, within.start));
    cuts.add(Math.min(mark.end, within.end));
  }
  const ordered = [...cuts].sort((a, b) => a - b);
  return ordered.slice(1).map((end, at) => {
    const start = ordered[at] as number;
    return { start, end, marks: near.filter((mark) => mark.start < end && start < mark.end) };
  });
}

/** The lines of a text without their ends, as stretches; counted as evidence counts them: lines end at LF or CRLF. */
export function lines(text: string): Stretch[] {
  const found: Stretch[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r?\n/g)) {
    found.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  found.push({ start, end: text.length });
  return found;
}
