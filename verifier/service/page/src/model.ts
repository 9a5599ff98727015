// What the service answers and the self-contained report embeds. Every offset counts code points (see offsets.ts).

export type Verdict = "supported" | "contradicted" | "unknown";
export const VERDICTS: readonly Verdict[] = ["contradicted", "unknown", "supported"];

export interface Side {
  start: number;
  end: number;
  text: string;
  value: string;
}

export interface Comparison {
  aspect: string;
  outcome: "agree" | "conflict" | "silent";
  statement: Side | null;
  article: Side | null;
  reason: string;
  weight: number;
}

export interface Evidence {
  article: string;
  start: number;
  end: number;
  text: string;
  line: number;
  relation: "supports" | "contradicts" | "related";
}

export interface Report {
  id: string;
  statement: string;
  lang: string;
  verdict: Verdict;
  confidence: number;
  reason: string;
  evidence: Evidence[];
  comparisons: Comparison[];
  notes: { code: string; message: string }[];
  article_sha256: string[];
  engine: string;
}

/** A text that is shown: an article with the claims it asserts, or a draft. */
export interface Article {
  name: string;
  text: string;
  lang: string;
  published?: string;
  claims: { start: number; end: number }[];
}

/** What an editor made of a verdict; `tag` is the service's mark of this very version. */
export interface Review {
  id: string;
  verdict: Verdict;
  note: string;
  reviewer: string;
  time: string;
  tag: string;
}

/** One statement on the desk: waiting, judged or failed; `place` is where it stands in a draft. */
export interface Item {
  statement: string;
  report?: Report;
  problem?: string;
  place?: { start: number; end: number };
  review?: Review;
}

/** Everything that is on the page beside the desk. */
export interface Session {
  articles: Article[];
  draft?: Article;
  items: Item[];
}

export interface Phrases {
  reasons: Record<string, string>;
  aspects: Record<string, string>;
}

/** What the page is told when it is made. */
export interface Setup {
  mode: "page" | "report";
  engine: string;
  phrases: Record<"tr" | "en", Phrases>;
  formats: string[];
}

/** The verdict that counts: the editor's where there is one. */
export function standing(item: Item): Verdict | undefined {
  return item.review?.verdict ?? item.report?.verdict;
}

/** The conflicts to show beside a verdict: clashing words only where nothing is plainer. */
export function conflicts(report: Report): Comparison[] {
  const told = report.verdict === "contradicted" || ["not-the-same-event", "sources-disagree"].includes(report.reason);
  const found = told ? report.comparisons.filter((one) => one.outcome === "conflict") : [];
  const plain = found.filter((one) => one.aspect !== "meaning");
  return plain.length ? plain : found;
}
