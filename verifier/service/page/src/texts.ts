// The words of the interface, as data in texts/: every key stands in both languages, which the compiler checks.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { type Phrases, type Report, type Setup } from "./model";
import en from "./texts/en.json";
import tr from "./texts/tr.json";

export type Tongue = "tr" | "en";
export type Key = keyof typeof en;
const TABLES: Record<Tongue, Record<Key, string>> = { tr, en };

/** The words of one language, with its way to write numbers. */
export class Words {
  private readonly number: Intl.NumberFormat;

  constructor(
    readonly tongue: Tongue,
    private readonly phrases: Phrases,
  ) {
    this.number = new Intl.NumberFormat(tongue, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  }

  /** The text of a key with its {holes} filled. */
  say(key: Key, holes: Record<string, string | number> = {}): string {
    return TABLES[this.tongue][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(holes[name] ?? whole));
  }

  aspect(code: string): string {
    return this.phrases.aspects[code] ?? code;
  }

  /** A normal form as people read it; polarity and modality have names of their own. */
  value(code: string): string {
    return TABLES[this.tongue][`value.${code}` as Key] ?? code;
  }

  share(value: number): string {
    return this.number.format(value);
  }

  /** Why a verdict is what it is: "quantity-conflict" and its like are told by their aspect. */
  reason(report: Report): string {
    const told = this.phrases.reasons[report.reason];
    if (told) return told;
    if (report.reason === "borne-out") return this.say("borne-out");
    const aspect = report.reason.match(/^(.*)-conflict$/)?.[1];
    return aspect ? this.say("conflict", { aspect: this.aspect(aspect) }) : report.reason.replaceAll("-", " ");
  }
}

export function words(tongue: Tongue, setup: Setup): Words {
  return new Words(tongue, setup.phrases[tongue]);
}

export const Spoken = createContext<Words | null>(null);

/** The words of the language that the page speaks. */
export function useWords(): Words {
  return useContext(Spoken) as Words;
}
