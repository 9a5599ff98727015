// The desk: what decides, and what is to be checked.

import { useState } from "preact/hooks";
import { type Api } from "./api";
import { Archive } from "./archive";
import example from "./example.json";
import { type Desk } from "./kept";
import { type Key, useWords } from "./texts";

interface Given {
  desk: Desk;
  api: Api;
  onChange: (desk: Desk) => void;
  onRun: (desk: Desk) => void;
}

export function DeskForm({ desk, api, onChange, onRun }: Given) {
  const words = useWords();
  const [missing, setMissing] = useState<Key>();
  const put = (part: Partial<Desk>) => onChange({ ...desk, ...part });

  function submit() {
    const wrong = lacking(desk);
    setMissing(wrong);
    if (!wrong) onRun(desk);
  }

  return (
    <form
      class="desk"
      aria-label={words.say("desk")}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          submit();
        }
      }}
    >
      <section>
        <Tabs
          name="source"
          label={words.say("source")}
          value={desk.source}
          options={[["paste", "source.paste"], ["store", "source.store"]]}
          onPick={(source) => put({ source })}
        />
        {desk.source === "paste" ? (
          <label class="field grow">
            {words.say("article.label")}
            <textarea
              dir="auto"
              class="long"
              placeholder={words.say("article.hint")}
              value={desk.article}
              onInput={(event) => put({ article: event.currentTarget.value })}
            />
          </label>
        ) : (
          <Archive api={api} chosen={desk.chosen} onChosen={(chosen) => put({ chosen })} />
        )}
      </section>
      <section>
        <Tabs
          name="kind"
          label={words.say("kind")}
          value={desk.kind}
          options={[["statements", "kind.statements"], ["draft", "kind.draft"]]}
          onPick={(kind) => put({ kind })}
        />
        <label class="field grow">
          {words.say(desk.kind === "draft" ? "draft.label" : "statements.label")}
          <textarea dir="auto" class="long" value={desk.text} onInput={(event) => put({ text: event.currentTarget.value })} />
        </label>
      </section>
      <div class="row">
        <button type="submit" class="primary">{words.say("run")}</button>
        <button
          type="button"
          onClick={() => onRun({ ...desk, source: "paste", kind: "statements", article: example.article, text: example.statements })}
        >
          {words.say("example")}
        </button>
        <span class="soft keys"><kbd>Ctrl</kbd> <kbd>Enter</kbd></span>
        {missing && <p class="problem" role="alert">{words.say(missing)}</p>}
      </div>
    </form>
  );
}

function lacking(desk: Desk): Key | undefined {
  if (desk.source === "paste" && !desk.article.trim()) return "need.article";
  if (desk.source === "store" && desk.kind === "draft" && !desk.chosen.length) return "need.source";
  return desk.text.trim() ? undefined : "need.text";
}

interface Choices<T extends string> {
  name: string;
  label: string;
  value: T;
  options: readonly (readonly [T, Key])[];
  onPick: (value: T) => void;
}

function Tabs<T extends string>({ name, label, value, options, onPick }: Choices<T>) {
  const words = useWords();
  return (
    <fieldset class="tabs">
      <legend>{label}</legend>
      {options.map(([one, key]) => (
        <label key={one}>
          <input type="radio" name={name} checked={value === one} onChange={() => onPick(one)} />
          <span>{words.say(key)}</span>
        </label>
      ))}
    </fieldset>
  );
}
