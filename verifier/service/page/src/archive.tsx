// Articles of the store, to choose from.

import { useEffect, useState } from "preact/hooks";
import { type Api, type Stored } from "./api";
import { useWords } from "./texts";

const PAUSE = 300;

export function Archive({ api, chosen, onChosen }: { api: Api; chosen: string[]; onChosen: (chosen: string[]) => void }) {
  const words = useWords();
  const [articles, setArticles] = useState<Stored[]>([]);
  const [next, setNext] = useState<string>();
  const [wanted, setWanted] = useState("");
  const [found, setFound] = useState<string[]>();
  const [problem, setProblem] = useState<string>();

  async function more(address?: string) {
    try {
      const page = await api.articles(address);
      setArticles((before) => (address ? [...before, ...page.articles] : page.articles));
      setNext(page.next);
    } catch (error) {
      setProblem((error as Error).message);
    }
  }

  useEffect(() => void more(), [api]);
  useEffect(() => {
    if (!wanted.trim()) return setFound(undefined);
    const timer = setTimeout(() => {
      api.search(wanted).then(setFound, (error: Error) => setProblem(error.message));
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [wanted, api]);

  const known = new Map(articles.map((one) => [one.name, one]));
  const names = [...new Set([...chosen, ...(found ?? articles.map((one) => one.name))])];
  return (
    <div class="archive">
      <label class="field">
        {words.say("store.search")}
        <input type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
      </label>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(name)}
                onChange={() => onChosen(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name])}
              />
              <span>
                <b>{known.get(name)?.title ?? name}</b>
                <span class="soft">
                  {[name, known.get(name)?.source, known.get(name)?.published].filter(Boolean).join(" · ")}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {names.length === 0 && <p class="soft">{words.say("store.empty")}</p>}
      {next && !found && <button type="button" onClick={() => void more(next)}>{words.say("store.more")}</button>}
      {chosen.length === 0 && names.length > 0 && <p class="soft">{words.say("store.all")}</p>}
      {problem && <p class="problem" role="alert">{problem}</p>}
    </div>
  );
}
