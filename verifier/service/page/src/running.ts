// The desk brought to the service: statements two at a time, the first verdict shown as soon as it is there.

import { type Api, type Source } from "./api";
import { type Desk } from "./kept";
import { type Article, type Report } from "./model";
import { type Change } from "./session";

const AT_ONCE = 2;
const NAME = "article";

/** Judge everything on the desk; what changes is told as it comes. Rejects with Refusal where nothing can be judged. */
export async function run(desk: Desk, api: Api, tell: (change: Change) => void): Promise<void> {
  const pasted = desk.source === "paste";
  const source: Source = pasted ? { text: desk.article } : { names: desk.chosen };
  const bare: Article[] = pasted ? [{ name: NAME, text: desk.article, lang: "", claims: [] }] : [];
  const fetched = new Set<string>();
  const show = async (which: string) => {
    if (pasted || fetched.has(which)) return;
    fetched.add(which);
    tell({ type: "article", article: await api.stored(which) });
  };
  const took = async (at: number, report: Report) => {
    const review = await api.review(report);
    tell({ type: "judged", at, report, ...(review ? { review } : {}) });
    await Promise.all(report.evidence.map((one) => show(one.article)));
  };

  if (desk.kind === "statements") {
    const statements = desk.text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
    tell({ type: "start", session: { articles: bare, items: statements.map((statement) => ({ statement })) } });
    await each(statements, async (statement, at) => took(at, await api.verify(statement, source)), tell);
  } else {
    const draft: Article = { name: "draft", text: desk.text, lang: "", claims: [] };
    tell({ type: "start", session: { articles: bare, draft, items: [] } });
    const { checks } = await api.draft(desk.text, source);
    tell({ type: "items", items: checks.map(({ start, end, text }) => ({ statement: text, place: { start, end } })) });
    await each(checks, (check, at) => took(at, check.report), tell);
  }
  if (pasted) tell({ type: "article", article: await api.claims(NAME, desk.article) });
  else await Promise.all(desk.chosen.map(show));
}

/** Two at a time, in order; what fails is told of its own item, but for what would fail for all. */
async function each<T>(all: readonly T[], act: (one: T, at: number) => Promise<void>, tell: (change: Change) => void) {
  const queue = all.entries();
  const work = async () => {
    for (const [at, one] of queue) {
      try {
        await act(one, at);
      } catch (error) {
        const { status, name, message } = error as Error & { status?: number };
        if (name === "AbortError" || status === 401 || status === 0) throw error;
        tell({ type: "failed", at, problem: message });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
