// What the browser keeps: choices for good, the desk and the key as long as the tab is open. A refusal is no error.

import { type Tongue } from "./texts";

export type Theme = "auto" | "light" | "dark";

export interface Desk {
  source: "paste" | "store";
  article: string;
  chosen: string[];
  kind: "statements" | "draft";
  text: string;
  ran: boolean;
}

export const EMPTY_DESK: Desk = { source: "paste", article: "", chosen: [], kind: "statements", text: "", ran: false };

function read(area: () => Storage, key: string): string | null {
  try {
    return area().getItem(`dayanak.${key}`);
  } catch {
    return null;
  }
}

function write(area: () => Storage, key: string, value: string): void {
  try {
    area().setItem(`dayanak.${key}`, value);
  } catch {
    // Storage is full or forbidden: the page works without.
  }
}

const lasting = () => window.localStorage;
const passing = () => window.sessionStorage;

export function keptTongue(): Tongue {
  const kept = read(lasting, "language");
  if (kept === "tr" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("tr") ? "tr" : "en";
}

export function keptTheme(): Theme {
  const kept = read(lasting, "theme");
  return kept === "light" || kept === "dark" ? kept : "auto";
}

export const keepTongue = (tongue: Tongue) => write(lasting, "language", tongue);
export const keepTheme = (theme: Theme) => write(lasting, "theme", theme);
export const keptReviewer = () => read(lasting, "reviewer") ?? "";
export const keepReviewer = (name: string) => write(lasting, "reviewer", name);
export const keptKey = () => read(passing, "key") ?? "";
export const keepKey = (key: string) => write(passing, "key", key);
export const keepDesk = (desk: Desk) => write(passing, "desk", JSON.stringify(desk));

/** The desk as the address names it (#article=…&statement=…, which no server sees), else as the tab left it. */
export function keptDesk(): Desk {
  const named = new URLSearchParams(location.hash.slice(1));
  const statements = named.getAll("statement");
  if (statements.length) {
    const chosen = named.getAll("article");
    return { ...EMPTY_DESK, source: "store", chosen, text: statements.join("\n"), ran: true };
  }
  try {
    return { ...EMPTY_DESK, ...(JSON.parse(read(passing, "desk") ?? "{}") as Partial<Desk>) };
  } catch {
    return EMPTY_DESK;
  }
}
