// The service as the page asks it: /v1/… of its own host, and nothing else.

import { type Article, type Report, type Review, type Session, type Verdict } from "./model";

/** An answer other than success, told in the service's own words; status 0 where nothing answered. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

export interface Stored {
  id: number;
  name: string;
  lang: string;
  title: string | null;
  source: string | null;
  published: string | null;
  opening: string;
}

export interface Check {
  start: number;
  end: number;
  text: string;
  report: Report;
}

/** What statements are judged by: a text, or articles of the store (all of it where none is named). */
export type Source = { text: string } | { names: readonly string[] };

interface KeptReview {
  id: number;
  version: number;
  statement: string;
  article_sha256: string[];
  verdict: Verdict;
  reviewed: Verdict;
  note: string;
  reviewer: string;
  at: string;
}

export class Api {
  constructor(
    private readonly key: string,
    private readonly silent: string,
    private readonly signal?: AbortSignal,
  ) {}

  verify(statement: string, source: Source): Promise<Report> {
    const by = "text" in source ? { article: source.text } : { articles: source.names };
    return this.post("/v1/verify", { statement, ...by });
  }

  draft(draft: string, source: Source): Promise<{ checks: Check[] }> {
    const by = "text" in source ? { sources: [source.text] } : { articles: source.names };
    return this.post("/v1/drafts", { draft, ...by });
  }

  /** A pasted text as an article with its claims. */
  async claims(name: string, text: string): Promise<Article> {
    const found = await this.post<{ lang: string; claims: Article["claims"] }>("/v1/claims", { name, text });
    return { name, text, lang: found.lang, claims: bare(found.claims) };
  }

  /** An article of the store with its claims. */
  async stored(which: string): Promise<Article> {
    const named = await this.get<Stored[]>(`/v1/articles?name=${encodeURIComponent(which)}`);
    const found = await this.get<Stored & { text: string }>(`/v1/articles/${named[0]?.id ?? encodeURIComponent(which)}`);
    const claims = await this.get<Article["claims"]>(`/v1/articles/${found.id}/claims`);
    return { name: found.name, text: found.text, lang: found.lang, claims: bare(claims), ...(found.published ? { published: found.published } : {}) };
  }

  /** A page of the store's articles, and where the next one is. */
  async articles(address = "/v1/articles?limit=50"): Promise<{ articles: Stored[]; next: string | undefined }> {
    const answer = await this.answer(address, {});
    const next = answer.headers.get("Link")?.match(/<([^>]+)>;\s*rel="next"/)?.[1];
    return { articles: (await answer.json()) as Stored[], next };
  }

  /** The names of the articles whose passages fit the words. */
  async search(words: string): Promise<string[]> {
    const found = await this.get<{ article: string }[]>(`/v1/search?limit=50&q=${encodeURIComponent(words)}`);
    return [...new Set(found.map((one) => one.article))];
  }

  /** The last review of this very verdict by these very texts, if there is one. */
  async review(report: Report): Promise<Review | undefined> {
    const found = await this.get<KeptReview[]>(`/v1/reviews?limit=200&statement=${encodeURIComponent(report.statement)}`);
    const texts = [...report.article_sha256].sort().join();
    const kept = found.findLast((one) => one.verdict === report.verdict && [...one.article_sha256].sort().join() === texts);
    return kept && asReview(kept);
  }

  async keep(report: Report, given: { verdict: Verdict; note: string; reviewer: string }, before?: Review): Promise<Review> {
    const body = {
      statement: report.statement,
      article_sha256: report.article_sha256,
      verdict: report.verdict,
      reviewed: given.verdict,
      note: given.note,
      reviewer: given.reviewer,
    };
    if (!before) return asReview(await this.post<KeptReview>("/v1/reviews", body));
    const answer = await this.answer(`/v1/reviews/${before.id}`, sent("PUT", body, { "If-Match": before.tag }));
    return asReview((await answer.json()) as KeptReview);
  }

  async withdraw(review: Review): Promise<void> {
    await this.answer(`/v1/reviews/${review.id}`, { method: "DELETE", headers: { "If-Match": review.tag } });
  }

  async exported(format: string, session: Session): Promise<Blob> {
    const items = session.items.flatMap(({ report, review }) => (report ? [{ report, review: review ?? null }] : []));
    return (await this.answer(`/v1/exports/${format}`, sent("POST", { articles: session.articles, items }))).blob();
  }

  private async get<T>(path: string): Promise<T> {
    return (await (await this.answer(path, {})).json()) as T;
  }

  private async post<T>(path: string, body: unknown): Promise<T> {
    return (await (await this.answer(path, sent("POST", body))).json()) as T;
  }

  private async answer(path: string, request: RequestInit): Promise<Response> {
    const headers = { ...(request.headers as Record<string, string>), ...(this.key ? { "X-API-Key": this.key } : {}) };
    const options = { ...request, headers, ...(this.signal ? { signal: this.signal } : {}) };
    const response = await fetch(path, options).catch((error: Error) => {
      throw error.name === "AbortError" ? error : new Refusal(0, this.silent);
    });
    if (response.ok) return response;
    const problem = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new Refusal(response.status, problem.detail ?? `${response.status} ${response.statusText}`);
  }
}

function sent(method: string, body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method, headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) };
}

/** The spans of claims without their slots. */
function bare(claims: Article["claims"]): Article["claims"] {
  return claims.map(({ start, end }) => ({ start, end }));
}

function asReview(kept: KeptReview): Review {
  const { id, reviewed, note, reviewer, at, version } = kept;
  return { id: String(id), verdict: reviewed, note, reviewer, time: at, tag: `"${version}"` };
}
