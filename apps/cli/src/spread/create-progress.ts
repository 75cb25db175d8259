import { show } from "@just-one/encoders";
import type { Output } from "../terminal.ts";

/** One line about a long run, on a terminal only. */
export interface Progress {
  update(done: number, failed: number): void;
  /** Takes the line away. */
  end(): void;
}

/** Creates a progress line for `total` things; silent for a single one, and where nobody is watching. */
export function createProgress(stderr: Output, { total, things }: { total: number; things: string }): Progress {
  if (stderr.isTTY !== true || total < 2) return { update() {}, end() {} };
  const draw = (text: string): void => {
    stderr.write(show`\r\u001B[2K${text}`);
  };
  draw(`0 of ${total} ${things}`);
  return {
    update: (done, failed) => draw(`${done} of ${total} ${things}${failed === 0 ? "" : `, ${failed} failed`}`),
    end: () => draw(""),
  };
}
