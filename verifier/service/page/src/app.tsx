// The page of the service: the desk, then the review; and the frame that the self-contained report shares with it.

import { type ComponentChildren } from "preact";
import { useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import { Api, Refusal } from "./api";
import { DeskForm } from "./desk";
import { type Exporter } from "./exports";
import { type Judge } from "./judgement";
import { type Desk, keepDesk, keepKey, keepTheme, keepTongue, keptDesk, keptKey, keptTheme, keptTongue, type Theme } from "./kept";
import { KeyForm } from "./keyform";
import { type Session, type Setup } from "./model";
import { Review } from "./review";
import { run } from "./running";
import { changed, EMPTY } from "./session";
import { Spoken, type Tongue, useWords, words } from "./texts";
import { Top } from "./top";

/** Language and colours around whatever is shown. */
export function Frame({ setup, children }: { setup: Setup; children: ComponentChildren }) {
  const [tongue, setTongue] = useState<Tongue>(keptTongue);
  const [theme, setTheme] = useState<Theme>(keptTheme);
  const spoken = useMemo(() => words(tongue, setup), [tongue, setup]);
  useEffect(() => {
    document.documentElement.lang = tongue;
    document.title = `Dayanak – ${spoken.say("title")}`;
    keepTongue(tongue);
  }, [tongue, spoken]);
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
    keepTheme(theme);
  }, [theme]);
  return (
    <Spoken.Provider value={spoken}>
      <Top theme={theme} onTongue={setTongue} onTheme={setTheme} />
      {children}
      <footer>
        <p>{spoken.say("foot")}</p>
        <p>{setup.engine}</p>
      </footer>
    </Spoken.Provider>
  );
}

/** The self-contained report: everything is there already, and nothing is sent anywhere. */
export function ReportPage({ session }: { session: Session }) {
  const exporter: Exporter = { formats: [], make: () => Promise.reject(new Error()) };
  return <Review session={session} exporter={exporter} />;
}

/** The page of the service. */
export function ServicePage({ setup }: { setup: Setup }) {
  const spoken = useWords();
  const [desk, setDesk] = useState<Desk>(keptDesk);
  const [key, setKey] = useState(keptKey);
  const [session, tell] = useReducer(changed, EMPTY);
  const [problem, setProblem] = useState<Refusal>();
  const [turn, setTurn] = useState(0);
  const going = useRef<AbortController>();
  const silent = spoken.say("error.network");
  const api = useMemo(() => new Api(key, silent), [key, silent]);

  function put(next: Desk) {
    setDesk(next);
    keepDesk(next);
  }

  function start(asked: Desk) {
    going.current?.abort();
    const control = new AbortController();
    going.current = control;
    put({ ...asked, ran: true });
    setTurn((before) => before + 1);
    setProblem(undefined);
    run(asked, new Api(key, silent, control.signal), (change) => control.signal.aborted || tell(change)).catch((error: Error) => {
      if (!control.signal.aborted) setProblem(error instanceof Refusal ? error : new Refusal(-1, error.message));
    });
  }

  function edit() {
    going.current?.abort();
    setProblem(undefined);
    put({ ...desk, ran: false });
  }

  useEffect(() => {
    if (desk.ran) start(desk);
  }, [key]);

  const judge: Judge = async (at, given) => {
    const item = session.items[at];
    if (!item?.report) return undefined;
    try {
      if (given) tell({ type: "reviewed", at, review: await api.keep(item.report, given, item.review) });
      else if (item.review) {
        await api.withdraw(item.review);
        tell({ type: "reviewed", at });
      }
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };
  const exporter: Exporter = { formats: setup.formats, make: (format, made) => api.exported(format, made) };

  if (problem?.status === 401) {
    return (
      <KeyForm
        onKey={(given) => {
          keepKey(given);
          setProblem(undefined);
          if (given === key && desk.ran) start(desk);
          setKey(given);
        }}
      />
    );
  }
  return (
    <>
      {problem && <p class="problem banner" role="alert">{problem.message}</p>}
      {desk.ran ? (
        <>
          <p class="back">
            <button type="button" onClick={edit}>← {spoken.say("desk.edit")}</button>
          </p>
          <Review key={turn} session={session} judge={judge} exporter={exporter} />
        </>
      ) : (
        <main>
          <DeskForm desk={desk} api={api} onChange={put} onRun={start} />
        </main>
      )}
    </>
  );
}
