import { startFaultServer } from "@just-one/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeTwoCopies, type TwoCopies } from "./support/make-two-copies.ts";

let app: TwoCopies;
beforeAll(async () => {
  app = await makeTwoCopies();
});
afterAll(() => app[Symbol.asyncDispose]());

// Each copy makes an error of every kind that a call can end with; the other copy judges it.
const program = `
import * as own from "@just-one/core";
import * as theirs from "team-library";
import { readFileSync } from "node:fs";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const parameters = { oAuthorId: "1" };

async function makeErrors(core) {
  const create = (more = {}) =>
    core.createClient({ token: "marked-token-for-tests", baseUrl: process.env.URL, retry: false, ...more });
  const client = create({ latches: false });
  const results = {
    api: await client.try(operation, parameters),
    transport: await client.try(operation, parameters),
    protocol: await client.try(operation, parameters),
    timeout: await create({ timeoutMs: 50 }).try(operation, { oAuthorId: "never answered" }),
    validation: await client.try(operation, {}),
    aborted: await client.try(operation, parameters, { signal: AbortSignal.abort() }),
    config: await create({ token: () => "" }).try(operation, parameters),
    budget: await create({ budget: { maxCalls: 0 } }).try(operation, parameters),
  };
  return results;
}

const judge = (result, core) => ({
  isInstance: core.JustOneError.isInstance(result?.error),
  isInstanceOf: result?.error instanceof core.JustOneError,
  kind: result?.error?.kind,
  is302: core.ApiError.is(result?.error, 302),
});
const judgeAll = (results, core) =>
  Object.fromEntries(Object.entries(results).map(([kind, result]) => [kind, judge(result, core)]));

const version = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")).version;
const [made, madeByThem] = [await makeErrors(own), await makeErrors(theirs)];
console.log(JSON.stringify({
  versions: [
    version("node_modules/@just-one/core/package.json"),
    version("node_modules/team-library/node_modules/@just-one/core/package.json"),
  ],
  isOneClass: own.JustOneError === theirs.JustOneError,
  theirsJudgedByOwn: judgeAll(madeByThem, own),
  ownJudgedByTheirs: judgeAll(made, theirs),
  strangers: [new Error("x"), { kind: "api", code: 302 }, undefined].map((one) => theirs.JustOneError.isInstance(one)),
}));
`;

test("an app with two versions of core recognises the errors of both with either", async () => {
  const outcomes = ["302", "reset-before-reply", "html-502"];
  let asked = 0;
  await using server = await startFaultServer({
    choose: ({ params }) => {
      // By its parameter: on a busy machine its time is over before it arrives.
      if (params["oAuthorId"] === "never answered") return "hang";
      asked += 1;
      return outcomes[(asked - 1) % outcomes.length];
    },
  });
  const report: unknown = JSON.parse(await app.run(program, { URL: server.url }));

  const kinds = ["api", "transport", "protocol", "timeout", "validation", "aborted", "config", "budget"];
  const judged = Object.fromEntries(
    // Not an instance of the class, which is another one, and recognised all the same.
    kinds.map((kind) => [kind, { isInstance: true, isInstanceOf: false, kind, is302: kind === "api" }]),
  );
  expect(report).toEqual({
    versions: ["1.0.0", "2.0.0"],
    isOneClass: false,
    theirsJudgedByOwn: judged,
    ownJudgedByTheirs: judged,
    strangers: [false, false, false],
  });
});
