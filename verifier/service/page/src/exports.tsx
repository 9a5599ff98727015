// What can be taken away: with reviews as JSON, CSV and one HTML file, and in the formats that the service writes.

import { useRef, useState } from "preact/hooks";
import { type Session, standing } from "./model";
import { useWords } from "./texts";

/** Makes a file of the session in a format of the service; `formats` is empty where there is none. */
export interface Exporter {
  formats: readonly string[];
  make: (format: string, session: Session) => Promise<Blob>;
}

const ENDINGS: Record<string, string> = {
  "label-studio": "json",
  "spans-jsonl": "jsonl",
  "w3c-dom": "json",
  doccano: "jsonl",
  rdjson: "json",
  text: "txt",
  w3c: "json",
};

export function ExportMenu({ session, exporter }: { session: Session; exporter: Exporter }) {
  const words = useWords();
  const menu = useRef<HTMLDetailsElement>(null);
  const [problem, setProblem] = useState<string>();

  async function give(format: string, name: string, make: () => Blob | Promise<Blob>) {
    try {
      download(await make(), `dayanak-${format}.${name}`);
      setProblem(undefined);
      close();
    } catch (error) {
      setProblem((error as Error).message);
    }
  }

  function close() {
    if (menu.current?.open) {
      menu.current.open = false;
      menu.current.querySelector("summary")?.focus();
    }
  }

  return (
    <details
      class="menu"
      ref={menu}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      <summary>{words.say("export")}</summary>
      <div class="choices">
        <button type="button" onClick={() => give("review", "json", () => json(session))}>{words.say("export.json")}</button>
        <button type="button" onClick={() => give("review", "csv", () => csv(session))}>{words.say("export.csv")}</button>
        {exporter.formats.includes("html") && (
          <button type="button" onClick={() => give("review", "html", () => exporter.make("html", session))}>
            {words.say("export.html")}
          </button>
        )}
        {exporter.formats
          .filter((format) => format !== "html")
          .map((format) => (
            <button key={format} type="button" lang="en" onClick={() => give(format, ENDINGS[format] ?? format, () => exporter.make(format, session))}>
              {format}
            </button>
          ))}
        {problem && <p class="problem" role="alert">{problem}</p>}
      </div>
    </details>
  );
}

function json(session: Session): Blob {
  const made = session.items.flatMap(({ report, review }) => (report ? [{ report, review: review ?? null }] : []));
  return new Blob([`${JSON.stringify(made, null, 2)}\n`], { type: "application/json" });
}

const COLUMNS = ["statement", "verdict", "engine_verdict", "confidence", "reason", "article", "line", "evidence", "note", "reviewer"];
const FORMULA = /^[=+\-@\t\r]/;

function csv(session: Session): Blob {
  const rows = session.items.flatMap((item) => {
    const { report, review } = item;
    if (!report) return [];
    const [first] = report.evidence;
    const told = [report.statement, standing(item), report.verdict, report.confidence, report.reason];
    return [[...told, first?.article, first?.line, first?.text, review?.note, review?.reviewer]];
  });
  const lines = [COLUMNS, ...rows].map((row) => row.map(cell).join(","));
  return new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv" });
}

/** A cell that no spreadsheet takes for a formula. */
function cell(value: string | number | undefined): string {
  const text = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
