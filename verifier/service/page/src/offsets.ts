// The one place where code points, which everything outside counts, become UTF-16 units, which the DOM counts.

/** A half-open stretch of a string, in UTF-16 units. */
export interface Stretch {
  start: number;
  end: number;
}

/** Converts offsets of one text; only the code points that take two units are remembered. */
export class Offsets {
  private readonly wide: number[] = [];

  constructor(readonly text: string) {
    let point = 0;
    for (let unit = 0; unit < text.length; point += 1) {
      const two = (text.codePointAt(unit) as number) > 0xffff;
      if (two) this.wide.push(point);
      unit += two ? 2 : 1;
    }
  }

  /** The UTF-16 offset at which `point` code points have passed. */
  units(point: number): number {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.wide[middle] as number) < point) low = middle + 1;
      else high = middle;
    }
    return point + low;
  }

  /** A span of code points as a stretch of the string. */
  stretch(span: { start: number; end: number }): Stretch {
    return { start: this.units(span.start), end: this.units(span.end) };
  }

  /** The characters of a span of code points. */
  slice(span: { start: number; end: number }): string {
    const { start, end } = this.stretch(span);
    return this.text.slice(start, end);
  }
}

const known = new Map<string, Offsets>();
const KEPT = 64;

/** The converter of a text, made once as long as few texts are asked for. */
export function offsets(text: string): Offsets {
  let found = known.get(text);
  if (!found) {
    if (known.size >= KEPT) known.clear();
    found = new Offsets(text);
    known.set(text, found);
  }
  return found;
}
