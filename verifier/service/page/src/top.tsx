// The head of the page: its name, the language, the colours, the keys.

import { useState } from "preact/hooks";
import { Help } from "./help";
import { type Theme } from "./kept";
import { type Tongue, useWords } from "./texts";

const THEMES: readonly Theme[] = ["auto", "light", "dark"];
const NAMES: Record<Tongue, string> = { tr: "Türkçe", en: "English" };

interface Given {
  theme: Theme;
  onTongue: (tongue: Tongue) => void;
  onTheme: (theme: Theme) => void;
}

export function Top({ theme, onTongue, onTheme }: Given) {
  const words = useWords();
  const [help, setHelp] = useState(false);
  return (
    <header class="top">
      <a class="skip" href="#verdicts">{words.say("skip")}</a>
      <h1>
        Dayanak <span>{words.say("title")}</span>
      </h1>
      <div class="tools">
        <div class="tongues" role="group" aria-label={words.say("language")}>
          {(["tr", "en"] as const).map((tongue) => (
            <button key={tongue} type="button" lang={tongue} title={NAMES[tongue]} aria-pressed={words.tongue === tongue} onClick={() => onTongue(tongue)}>
              {tongue.toUpperCase()}
              <span class="hidden">, {NAMES[tongue]}</span>
            </button>
          ))}
        </div>
        <label class="choice">
          <span class="hidden">{words.say("theme")}</span>
          <select value={theme} onChange={(event) => onTheme(event.currentTarget.value as Theme)}>
            {THEMES.map((one) => (
              <option key={one} value={one}>{words.say(`theme.${one}` as const)}</option>
            ))}
          </select>
        </label>
        <button type="button" onClick={() => setHelp(true)}>{words.say("help")}</button>
      </div>
      {help && <Help onClose={() => setHelp(false)} />}
    </header>
  );
}
