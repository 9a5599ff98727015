// A verdict is a shape and a word; colour only repeats it.

import { type Verdict } from "./model";

const SHAPES: Record<Verdict, { outline: string; sign: string }> = {
  supported: { outline: "M8 1.2a6.8 6.8 0 1 1 0 13.6A6.8 6.8 0 0 1 8 1.2Z", sign: "m4.9 8.3 2.2 2.2 4-4.6" },
  contradicted: { outline: "M5.2 1.2h5.6l4 4v5.6l-4 4H5.2l-4-4V5.2Z", sign: "m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" },
  unknown: { outline: "M3.4 1.4h9.2a2 2 0 0 1 2 2v9.2a2 2 0 0 1-2 2H3.4a2 2 0 0 1-2-2V3.4a2 2 0 0 1 2-2Z", sign: "M5.9 5.9a2.1 2.1 0 1 1 3 2c-.6.3-.9.6-.9 1.2m0 2.3v.1" },
};

export function VerdictIcon({ verdict }: { verdict: Verdict }) {
  const { outline, sign } = SHAPES[verdict];
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path class="outline" d={outline} />
      <path class="sign" d={sign} />
    </svg>
  );
}
