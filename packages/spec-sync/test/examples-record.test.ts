import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { run } from "../src/verbs/examples.ts";
import { type Answer, answerExample, answerWith, type ExampleServer, startExampleServer } from "./examples-support.ts";

let folder: string;
let printed: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "examples-"));
  printed = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

describe("spec examples", () => {
  it("keeps the vendor's example with its date, whether it was made up, and its long integers whole", async () => {
    const text = `{"code":0,"message":"","data":{"api":"/api/a/v1","checkedAt":"2026-08-21","synthetic":true,
      "example":{"code":0,"data":{"id":7048929565493690398,"list":[1,2,3]}}}}`;
    const server = await startExampleServer({ "/api/a/v1": answerWith(text) });
    expect(await record(server, "GET /api/a/v1")).toBe(0);
    expect(await readFile(join(folder, "a.v1.json"), "utf8")).toBe(
      [
        "{",
        '  "operation": "GET /api/a/v1",',
        '  "checkedAt": "2026-08-21",',
        '  "synthetic": true,',
        '  "example": {',
        '    "code": 0,',
        '    "data": {',
        '      "id": 7048929565493690398,',
        '      "list": [',
        "        1,",
        "        2",
        "      ]",
        "    }",
        "  }",
        "}",
        "",
      ].join("\n"),
    );
    expect(printed).toContain("1/1 GET /api/a/v1: written, synthetic, checked 2026-08-21\n");
  });

  it("takes an example that is written as text inside the answer", async () => {
    const server = await startExampleServer({ "/api/a/v1": answerExample('{"code":0,"data":{"a":1}}') });
    expect(await record(server, "GET /api/a/v1")).toBe(0);
    expect(await readRecord("a.v1.json")).toMatchObject({ example: { code: 0, data: { a: 1 } } });
  });

  it("asks for every operation of the document with --all", async () => {
    const document = join(folder, "document.json");
    const responses = { "200": { description: "OK" } };
    const paths = { "/api/a/v1": { get: { responses } }, "/api/b/v1": { get: { responses }, post: { responses } } };
    await writeFile(document, JSON.stringify({ openapi: "3.1.0", info: { title: "Test", version: "1" }, paths }));
    const server = await startExampleServer({ "/api/a/v1": answerExample({ code: 0, data: {} }) });
    expect(await run(["--all", "--document", document, ...optionsFor(server)])).toBe(0);
    expect(server.requests).toEqual(["/api/a/v1", "/api/b/v1", "/api/b/v1"]);
    expect(printed).toContain("3/3 POST /api/b/v1: the vendor has no example\n");
    expect(printed).toContain("1 written, 2 none\n");
  });

  it("leaves what is there alone, and asks again when told to", async () => {
    const answers: Record<string, Answer> = {
      "/api/a/v1": answerExample({ code: 0, data: { a: 1 } }, { checkedAt: "one" }),
    };
    const server = await startExampleServer(answers);
    await record(server, "GET /api/a/v1");
    await record(server, "GET /api/a/v1");
    expect(server.requests).toHaveLength(1);
    expect(printed).toContain("cached, checked one\n");

    await record(server, "GET /api/a/v1", "--refresh");
    expect(server.requests).toHaveLength(2);
    expect(printed).toContain("unchanged, checked one\n");

    answers["/api/a/v1"] = answerExample({ code: 0, data: { a: 2 } }, { checkedAt: "two" });
    await record(server, "GET /api/a/v1", "--refresh");
    expect(await readRecord("a.v1.json")).toMatchObject({ checkedAt: "two", example: { data: { a: 2 } } });
  });

  it("replaces an operation's example in the file it is in, whatever its name", async () => {
    await writeFile(join(folder, "by-hand.json"), JSON.stringify({ operation: "GET /api/a/v1", example: { data: 1 } }));
    const server = await startExampleServer({ "/api/a/v1": answerExample({ code: 0, data: 2 }) });
    await record(server, "GET /api/a/v1");
    expect(server.requests).toEqual([]);
    await record(server, "GET /api/a/v1", "--refresh");
    expect(await readdir(folder)).toEqual(["by-hand.json"]);
    expect(await readRecord("by-hand.json")).toMatchObject({ example: { data: 2 } });
  });

  it("never leaves the folder, whatever the path", async () => {
    const path = "/api/../../etc/passwd/键";
    const server = await startExampleServer({ [path]: answerExample({ code: 0, data: 1 }) });
    expect(await record(server, `GET ${path}`)).toBe(0);
    const [file] = await readdir(folder);
    expect(file).toMatch(/^[\w.-]+-[0-9a-f]{8}\.json$/u);
    expect(file).not.toMatch(/^\./u);
  });
});

describe("failures", () => {
  it.each<[string, Answer]>([
    ["a rate limit", answerWith("", 429)],
    ["a server error", answerWith("<html>", 503)],
    ["a code that may pass", answerWith({ code: 302, data: null, message: "" })],
    ["a page instead of JSON", answerWith("<html>")],
    ["a reset", (response) => response.destroy()],
    ["a body that is cut off", cutOff],
  ])("asks again after %s", async (_what, failure) => {
    const success = answerExample({ code: 0, data: 1 });
    const server = await startExampleServer({
      "/api/a/v1": (response, attempt) => (attempt < 3 ? failure : success)(response, attempt),
    });
    expect(await record(server, "GET /api/a/v1")).toBe(0);
    expect(server.requests).toHaveLength(3);
  });

  it("waits as long as the vendor asks", async () => {
    const success = answerExample({ code: 0, data: 1 });
    const server = await startExampleServer({
      "/api/a/v1": (response, attempt) =>
        (attempt === 1 ? answerWith("", 429, { "retry-after": "1" }) : success)(response, attempt),
    });
    expect(await record(server, "GET /api/a/v1")).toBe(0);
    expect(server.times[1]! - server.times[0]!).toBeGreaterThanOrEqual(990);
  });

  it.each<[string, Answer, string]>([
    ["a refusal", answerWith("", 403), "HTTP 403"],
    ["a redirect", answerWith("", 302, { location: "/elsewhere" }), "HTTP 302, a redirect, which is not followed"],
    ["a code that will not pass", answerWith({ code: 400, data: null }), "the answer has code 400"],
    ["an example that is no envelope", answerExample([1]), "the example is not an envelope with data"],
    [
      "an answer without end",
      answerWith(" ".repeat(6 * 1024 * 1024)),
      "the answer has more than the 5242880 bytes allowed",
    ],
  ])("does not ask again after %s", async (_what, failure, reason) => {
    const server = await startExampleServer({ "/api/a/v1": failure });
    expect(await record(server, "GET /api/a/v1")).toBe(1);
    expect(server.requests).toHaveLength(1);
    expect(printed).toContain(`1/1 GET /api/a/v1: failed: ${reason}\n`);
    expect(await readdir(folder)).toEqual([]);
  });

  it("gives up on one operation after five attempts and goes on with the next", async () => {
    const server = await startExampleServer({
      "/api/a/v1": answerWith("", 500),
      "/api/b/v1": answerExample({ code: 0, data: 1 }),
    });
    expect(await record(server, "GET /api/a/v1", "GET /api/b/v1")).toBe(1);
    expect(server.requests).toHaveLength(6);
    expect(await readdir(folder)).toEqual(["b.v1.json"]);
    expect(printed).toContain("1 failed, 1 written\n");
  });

  it("leaves the vendor in peace after five failures in a row", async () => {
    const operations = ["a", "b", "c", "d", "e", "f", "g"].map((name) => `GET /api/${name}/v1`);
    const server = await startExampleServer(
      Object.fromEntries(operations.map((operation) => [operation.slice(4), answerWith("", 403)])),
    );
    expect(await record(server, ...operations)).toBe(1);
    expect(server.requests).toHaveLength(5);
    expect(printed).toContain("gave up after too many failures in a row");
  });
});

describe("politeness", () => {
  it("keeps the interval between requests", async () => {
    const server = await startExampleServer({});
    const startedAt = performance.now(); // before the first has left, which may arrive late
    await run(["GET /a", "GET /b", "GET /c", "--output", folder, "--interval", "100", "--base-url", server.url]);
    expect(server.times[2]! - startedAt).toBeGreaterThanOrEqual(195);
  });

  it("stops at Ctrl-C with nothing half-written, and goes on from there", async () => {
    const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
    const success = answerExample({ code: 0, data: 1 });
    // The second request hangs until the process is gone.
    const answers: Record<string, Answer> = { "/a": success, "/b": () => child.kill("SIGINT"), "/c": success };
    const server = await startExampleServer(answers);
    const args = ["GET /a", "GET /b", "GET /c", ...optionsFor(server)];
    const child = spawn(process.execPath, ["--conditions=@just-one/source", main, "examples", ...args]);
    let told = "";
    child.stderr.on("data", (chunk: Buffer) => (told += chunk.toString()));
    expect(await once(child, "close")).toEqual([130, null]);
    expect(told).toContain("interrupted; 1 of 3 done");
    expect(await readdir(folder)).toEqual(["a.json"]);

    answers["/b"] = success;
    expect(await run(args)).toBe(0);
    expect(server.requests).toEqual(["/a", "/b", "/b", "/c"]);
    expect((await readdir(folder)).toSorted()).toEqual(["a.json", "b.json", "c.json"]);
  });
});

describe("wrong use", () => {
  it.each([[[]], [["GET /a", "--all"]], [["--al"]], [["--all", "--output"]]])(
    "explains its use for %j",
    async (args) => {
      await expect(run(args)).rejects.toThrow(/^use: spec examples \(/u);
    },
  );

  it.each([
    [["a"], /"a" is no operation/u],
    [["GET /a", "--interval", "fast"], /--interval is not a number/u],
    [["GET /a", "--base-url", "nowhere"], /--base-url is not a valid URL/u],
    [["GET /a", "--base-url", "http://example.test"], /--base-url is not https/u],
  ])("says what is wrong with %j", async (args, problem) => {
    await expect(run(args)).rejects.toThrow(problem);
  });
});

function cutOff(response: Parameters<Answer>[0]): void {
  response.writeHead(200, { "content-length": "1000" });
  response.write('{"code":0,', () => response.destroy());
}

function optionsFor(server: ExampleServer): string[] {
  return ["--output", folder, "--interval", "1", "--base-url", server.url];
}

function record(server: ExampleServer, ...args: string[]): Promise<number> {
  return run([...args, ...optionsFor(server)]);
}

async function readRecord(name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(folder, name), "utf8"));
}
