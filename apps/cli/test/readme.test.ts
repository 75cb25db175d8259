import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startFaultServer } from "@just-one/testing";
import { expect, onTestFinished, test } from "vitest";
import writeExcelFile from "write-excel-file/universal";
import { environmentFor, runCli } from "./support/run-cli.ts";
import { smallVendor } from "./support/small-vendor.ts";

const id = "7048929565493690398";

/** What the README's first block says to type, command by command, with what is piped into it. */
function readCommands(): readonly {
  readonly line: string;
  readonly words: readonly string[];
  readonly isFed: boolean;
}[] {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
  return blocks
    .join("")
    .replaceAll("\\\n", " ")
    .split("\n")
    .flatMap((line) => {
      const [, fed, typed] = /^(pbpaste \| )?just-one (.*)$/.exec(line.replace(/\s+#.*$/, "")) ?? [];
      if (typed === undefined) return [];
      const words = [...typed.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
      return [{ line, words, isFed: fed !== undefined }];
    });
}

test("what the README says to type works as it stands there, one command after the other in a new home", async () => {
  const server = await startFaultServer({ respond: () => ({ item_num: "9", balance: "123.4500", currency: "CNY" }) });
  const folder = mkdtempSync(join(tmpdir(), "just-one-readme-"));
  onTestFinished(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const file = (name: string): string => join(folder, name);
  writeFileSync(file("ids.csv"), `oAuthorId\n${id}`);
  writeFileSync(file("name.txt"), "somebody");
  const rows = [
    ["达人", "星图ID"],
    ["甲", id],
  ].map((row) => row.map((value) => ({ value })));
  writeFileSync(file("creators.xlsx"), await (await writeExcelFile(rows).toBlob()).bytes());
  const paged = { parameters: [{ name: "username", in: "query", schema: { type: "string" } }], responses: {} };
  const document = smallVendor({ paths: { "/api/instagram/get-user-posts/v1": { get: paged } } });
  writeFileSync(file("openapi.json"), JSON.stringify(document));

  const commands = readCommands();
  expect(commands.length).toBeGreaterThan(12);
  for (const { line, words, isFed } of commands) {
    const args = words.map((word) =>
      word.replace(/(?<=^|@)(?:creators\.xlsx|compared\.csv|ids\.csv|name\.txt|creators)$/, file),
    );
    if (args[0] === "catalog") args.push("--from", file("openapi.json")); // the vendor's own is not asked in tests
    if (args[0] === "collect") args.push("--yes"); // where a person is asked
    const environment = { ...environmentFor(server), XDG_DATA_HOME: file("home") };
    const { exitCode, stderr } = await runCli(args, { environment, ...(isFed && { stdin: id }) });
    expect({ line, exitCode, stderr }).toEqual({ line, exitCode: 0, stderr });
  }
});
