// What is on the page and how it changes: one pure function.

import { type Article, type Item, type Report, type Review, type Session } from "./model";

export type Change =
  | { type: "start"; session: Session }
  | { type: "items"; items: Item[] }
  | { type: "judged"; at: number; report: Report; review?: Review }
  | { type: "failed"; at: number; problem: string }
  | { type: "article"; article: Article }
  | { type: "reviewed"; at: number; review?: Review };

export const EMPTY: Session = { articles: [], items: [] };

export function changed(session: Session, change: Change): Session {
  switch (change.type) {
    case "start":
      return change.session;
    case "items":
      return { ...session, items: change.items };
    case "judged": {
      const review = change.review ? { review: change.review } : {};
      return replaced(session, change.at, (item) => ({ ...item, report: change.report, ...review }));
    }
    case "failed":
      return replaced(session, change.at, (item) => ({ ...item, problem: change.problem }));
    case "reviewed":
      return replaced(session, change.at, ({ review: _, ...item }) =>
        change.review ? { ...item, review: change.review } : item,
      );
    case "article": {
      const others = session.articles.filter((one) => one.name !== change.article.name);
      const place = session.articles.findIndex((one) => one.name === change.article.name);
      return { ...session, articles: others.toSpliced(place < 0 ? others.length : place, 0, change.article) };
    }
  }
}

function replaced(session: Session, at: number, by: (item: Item) => Item): Session {
  return { ...session, items: session.items.map((item, index) => (index === at ? by(item) : item)) };
}
