// Where the service demands a key.

import { useState } from "preact/hooks";
import { useWords } from "./texts";

export function KeyForm({ onKey }: { onKey: (key: string) => void }) {
  const words = useWords();
  const [key, setKey] = useState("");
  return (
    <main>
      <form
        class="key"
        onSubmit={(event) => {
          event.preventDefault();
          if (key.trim()) onKey(key.trim());
        }}
      >
        <h2>{words.say("key.title")}</h2>
        <label class="field">
          {words.say("key.label")}
          <input type="password" autocomplete="off" value={key} onInput={(event) => setKey(event.currentTarget.value)} />
        </label>
        <p class="soft">{words.say("key.hint")}</p>
        <button type="submit" class="primary">{words.say("key.use")}</button>
      </form>
    </main>
  );
}
