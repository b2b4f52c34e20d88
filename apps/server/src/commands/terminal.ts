import type { Teller } from "../transfer/teller.ts";

const barWidth = 30;
/** Where nobody watches a bar, a line this often says that the work goes on. */
const lineEveryMs = 5000;

interface Terminal {
  out: { write: (text: string) => unknown };
  /** Where progress goes, so that it is never in what somebody keeps. */
  errors: { write: (text: string) => unknown; isTTY?: boolean };
}

/** Tells a terminal, with a bar where there is one. */
export function tellTerminal({ out, errors }: Terminal): Teller & { end: () => void } {
  let isBar = false;
  let last = Date.now();
  const clear = () => {
    if (isBar) errors.write("\r\x1b[2K");
    isBar = false;
  };
  return {
    line(text) {
      clear();
      out.write(`${plain(text)}\n`);
    },
    progress(label, done, total) {
      const said = total > 0 ? `${done} of ${total}` : `${done}`;
      if (errors.isTTY !== true) {
        if (Date.now() - last < lineEveryMs) return;
        last = Date.now();
        errors.write(`${label} ${said}\n`);
        return;
      }
      const full = total > 0 ? Math.floor((done / total) * barWidth) : 0;
      const bar = total > 0 ? `${"█".repeat(full)}${"░".repeat(barWidth - full)} ` : "";
      errors.write(`\r\x1b[2K${label.padEnd(9)} ${bar}${said}`);
      isBar = true;
    },
    end: clear,
  };
}

/** Names of files and words of theirs cannot move the cursor or ring the bell. */
const plain = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}]/gu, (found) => (found === "\n" ? found : "\uFFFD"));
