// The keys, listed in a dialogue.

import { useEffect, useRef } from "preact/hooks";
import { type Key, useWords } from "./texts";

const KEYS: readonly (readonly [string[], Key])[] = [
  [["Ctrl", "Enter"], "keys.run"],
  [["↓", "↑"], "keys.move"],
  [["Home", "End"], "keys.ends"],
  [["Enter"], "keys.open"],
  [["A"], "keys.accept"],
  [["O"], "keys.override"],
  [["Esc"], "keys.esc"],
];

export function Help({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">{words.say("help.title")}</h2>
      <dl>
        {KEYS.map(([keys, text]) => (
          <div key={text}>
            <dt>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{words.say(text)}</dd>
          </div>
        ))}
      </dl>
      <p class="soft">{words.say("keys.where")}</p>
      <form method="dialog">
        <button type="submit">{words.say("close")}</button>
      </form>
    </dialog>
  );
}
