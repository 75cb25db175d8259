/** One line of a walk. */
export type WalkStep =
  | { readonly kind: "by-hand"; readonly what: string }
  | { readonly kind: "slow"; readonly command: string }
  | {
      readonly kind: "command";
      readonly command: string;
      /** The command has to fail, and to say this. */
      readonly fails: string | undefined;
    };

/** Lists what the shell blocks under one heading of a document ask for, in order. */
export function listSteps(document: string, heading: string): WalkStep[] {
  const section = document.split(/^## /mu).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`the document has no heading "${heading}"`);
  const blocks = [...section.matchAll(/^```sh\n(.*?)^```$/gmsu)].map(([, block = ""]) => block);
  const lines = blocks.flatMap((block) => block.split("\n")).filter((line) => line !== "");
  return lines.map(readLine);
}

function readLine(line: string): WalkStep {
  const byHand = /^# by hand: (.*)$/u.exec(line)?.[1];
  if (byHand !== undefined) return { kind: "by-hand", what: byHand };
  const [command = "", remark = ""] = line.split(" # ");
  if (remark === "minutes") return { kind: "slow", command };
  return { kind: "command", command, fails: /^fails and names (.*)$/u.exec(remark)?.[1] };
}
