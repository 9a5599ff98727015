// A verdict is a shape and a word; colour only repeats it.

import { type Verdict } from "./model";

const SHAPES: Record<Verdict, { outline: string; sign: string }> = {
  supported: { outline: "M8 1.2a6.8 6.8 0 1 1 0 13.6A6.8 6.8 0 0 1 8 1.2Z", sign: "m4.9 8.3 2.2 2.2 4-4.6" },
  contradicted: { outline: "M5.2 1.2h5.6l4 4v5.6l-4 4H5.2l-4-4V5.2Z", sign: "m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" },
  unknown: { outline: "M8 .8 15.2 8 8 15.2.8 8Z", sign: "M6.4 6.4a1.6 1.6 0 1 1 2.3 1.5c-.5.2-.7.5-.7 1m0 1.9v.1" },
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
