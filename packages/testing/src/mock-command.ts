// `pnpm mock [--port N] [--document FILE]`: the mock server on its own, until Ctrl-C.
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { encodeLine } from "@just-one/encoders";
import { hideTyped } from "@just-one/secrets/hide-typed";
import { startMockServer } from "./start-mock-server.ts";

try {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: { port: { type: "string" }, document: { type: "string" } },
  });
  const server = await startMockServer({
    port: readPort(values.port),
    document: values.document === undefined ? undefined : await readDocument(values.document),
  });
  // Before the address is told: whoever reads it may send one at once.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void server.close());
  process.stdout.write(`${server.url}\n`);
  process.stderr.write(
    'Any token will do. "Prefer: example=code-302" asks for a failure; every business code has one. Ctrl-C ends it.\n',
  );
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`mock: ${encodeLine(hideTyped(message, process.argv.slice(2)))}\n`);
  process.exitCode = 1;
}

function readPort(text: string | undefined): number {
  const port = Number(text ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port takes 0 to 65535, not "${text}"`);
  return port;
}

async function readDocument(file: string): Promise<object> {
  // Safe: what is no object is refused by startMockServer, with a sentence.
  return JSON.parse(await readFile(file, "utf8")) as object;
}
