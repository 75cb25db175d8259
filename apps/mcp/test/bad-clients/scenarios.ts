import type { Client } from "@modelcontextprotocol/client";
import { spread } from "../support/open-test-server.ts";
import type { House } from "./house.ts";
import type { Vendor } from "./vendor.ts";

/** What a client did, and what may have been sent for it at most. */
export interface Outcome {
  /** Different questions that were asked, or what the budget allows where that is less. */
  readonly most: number;
  /** What the last answer should have held and did not; a server that never pays is no use either. */
  readonly problem?: string | undefined;
}

/** A client that behaves as clients are known to, or as the protocol tells them to. */
export interface Scenario {
  readonly name: string;
  run(house: House, vendor: Vendor): Promise<Outcome>;
}

type Told = Readonly<Record<string, unknown>>;

async function ask(
  client: Client,
  params: unknown,
  more: { readonly fresh?: boolean; readonly timeout?: number; readonly signal?: AbortSignal } = {},
): Promise<Told> {
  const { fresh, ...options } = more;
  const args = { operation: spread, params, ...(fresh === true && { fresh }) };
  const result = await client.callTool({ name: "call_operation", arguments: args }, options);
  const content = result.content as readonly { readonly text?: string }[];
  return JSON.parse(content[0]?.text ?? "{}") as Told;
}

/** The answer, or nothing where nobody waited for it. */
function giveUp(answer: Promise<Told>): Promise<Told | undefined> {
  return answer.catch(() => undefined);
}

/** Waits for an answer while everybody is let go who comes to the vendor, however often. */
async function letThrough<T>(vendor: Vendor, answer: Promise<T>): Promise<T> {
  const open = setInterval(vendor.letGo, 5);
  try {
    return await answer;
  } finally {
    clearInterval(open);
  }
}

function findProblem(told: Told, id: string): string | undefined {
  const { data } = told;
  const found = typeof data === "object" && data !== null ? Reflect.get(data, "id") : undefined;
  return found === id ? undefined : `the answer for ${id} was ${JSON.stringify(told).slice(0, 200)}`;
}

async function waitFor(isTrue: () => boolean, ms = 5000): Promise<void> {
  const end = Date.now() + ms;
  while (!isTrue() && Date.now() < end) await new Promise((resolve) => setImmediate(resolve));
}

export const scenarios: readonly Scenario[] = [
  {
    name: "times out, and sends the same again and again",
    run: async (house, vendor) => {
      const client = await (await house.open()).connect();
      const params = { oAuthorId: "slow-1" };
      for (let turn = 0; turn < 3; turn += 1) {
        const answer = giveUp(ask(client, params, { timeout: 150 }));
        await waitFor(() => vendor.countWaiting() > 0);
        await answer;
      }
      const last = await letThrough(vendor, ask(client, params));
      return { most: 1, problem: findProblem(last, "slow-1") };
    },
  },
  {
    name: "cancels what is under way, and sends it again",
    run: async (house, vendor) => {
      const client = await (await house.open()).connect();
      const stop = new AbortController();
      const answer = giveUp(ask(client, { oAuthorId: "slow-2" }, { signal: stop.signal }));
      await waitFor(() => vendor.countWaiting() > 0);
      stop.abort();
      await answer;
      const again = ask(client, { oAuthorId: "slow-2" });
      // One that sends it a second time has the time to.
      await waitFor(() => vendor.server.sumUp().arrived > 1, 200);
      return { most: 1, problem: findProblem(await letThrough(vendor, again), "slow-2") };
    },
  },
  {
    name: "hangs up, comes back and asks again",
    run: async (house, vendor) => {
      const instance = await house.open();
      const client = await instance.connect();
      const answer = giveUp(ask(client, { oAuthorId: "slow-3" }));
      await waitFor(() => vendor.countWaiting() > 0);
      await client.close();
      await answer;
      const again = ask(await instance.connect(), { oAuthorId: "slow-3" });
      return { most: 1, problem: findProblem(await letThrough(vendor, again), "slow-3") };
    },
  },
  {
    name: "ends the server under its own call, and asks the next one",
    run: async (house, vendor) => {
      const instance = await house.open();
      const client = await instance.connect();
      const answer = giveUp(ask(client, { oAuthorId: "slow-4" }));
      await waitFor(() => vendor.countWaiting() > 0);
      await letThrough(vendor, instance.close());
      await answer;
      const next = await (await house.open()).connect();
      const again = await letThrough(vendor, ask(next, { oAuthorId: "slow-4" }));
      return { most: 1, problem: findProblem(again, "slow-4") };
    },
  },
  {
    name: "asks fifty times at once of three servers, by several connections",
    run: async (house, vendor) => {
      const instances = [await house.open(), await house.open(), await house.open()];
      const clients = await Promise.all([...instances, ...instances].map((instance) => instance.connect()));
      const ids = Array.from({ length: 50 }, (_, at) => (at % 5 === 0 ? "slow-five" : "slow-same"));
      const answers = ids.map((oAuthorId, at) => ask(clients[at % clients.length] ?? expectClient(), { oAuthorId }));
      await waitFor(() => vendor.countWaiting() > 1);
      const told = await letThrough(vendor, Promise.all(answers));
      const problems = told.map((each, at) => findProblem(each, ids[at] ?? ""));
      return { most: 2, problem: problems.find((each) => each !== undefined) };
    },
  },
  {
    name: "spells one question in five ways",
    run: async (house) => {
      const client = await (await house.open()).connect();
      await ask(client, { oAuthorId: "71", range: "DAY_30", onlyAssign: true });
      await ask(client, { range: "DAY_30", onlyAssign: "true", oAuthorId: 71 });
      await ask(client, '{"oAuthorId":"71","onlyAssign":true,"range":"DAY_30"}');
      await ask(client, { onlyAssign: true, oAuthorId: "71", range: "DAY_30", type: null });
      const last = await ask(client, { onlyAssign: true, range: "DAY_30", oAuthorId: "71" });
      return { most: 1, problem: findProblem(last, "71") };
    },
  },
  {
    name: "passes an id that has lost its last digits on the way",
    run: async (house) => {
      const client = await (await house.open()).connect();
      const rounded = Number("7048929565493690398");
      await giveUp(ask(client, { oAuthorId: rounded }));
      await giveUp(ask(client, { oAuthorId: rounded, range: "DAY_30" }));
      return { most: 0 };
    },
  },
  {
    name: "asks again for what nobody knows the outcome of, afresh, too, and of another server",
    run: async (house, vendor) => {
      vendor.server.enqueue(["cut-body"]);
      const client = await (await house.open()).connect();
      await giveUp(ask(client, { oAuthorId: "lost" }));
      await giveUp(ask(client, { oAuthorId: "lost" }));
      await giveUp(ask(client, { oAuthorId: "lost" }, { fresh: true }));
      await giveUp(ask(await (await house.open()).connect(), { oAuthorId: "lost" }));
      return { most: 1 };
    },
  },
  {
    name: "asks afresh, loses the answer and sends the same once more",
    run: async (house) => {
      const client = await (await house.open()).connect();
      await ask(client, { oAuthorId: "81" });
      await ask(client, { oAuthorId: "81" }, { fresh: true });
      const last = await ask(client, { oAuthorId: "81" }, { fresh: true });
      return { most: 2, problem: findProblem(last, "81") };
    },
  },
  {
    name: "asks twenty different questions at once of three servers, with a budget of five",
    run: async (house) => {
      const args = ["--calls", "5", "--hard-calls", "5"];
      const instances = [await house.open(args), await house.open(args), await house.open(args)];
      const clients = await Promise.all(instances.map((instance) => instance.connect()));
      const told = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          ask(clients[at % clients.length] ?? expectClient(), { oAuthorId: `9${at}` }),
        ),
      );
      const paid = told.filter(({ data }) => data !== undefined).length;
      return { most: 5, problem: paid === 5 ? undefined : `${paid} of 5 were answered` };
    },
  },
  {
    name: "sends one list three times at once, to two servers",
    run: async (house) => {
      const instances = [await house.open(), await house.open()];
      const clients = await Promise.all([...instances, ...instances].map((instance) => instance.connect()));
      const inputs = Array.from({ length: 6 }, (_, at) => ({ oAuthorId: `5${at}` }));
      const args = { operation: spread, inputs, select: "id", maxCalls: 6 };
      await Promise.all(
        clients.slice(0, 3).map((client) => giveUp(client.callTool({ name: "call_many", arguments: args }) as never)),
      );
      return { most: 6 };
    },
  },
];

function expectClient(): Client {
  throw new Error("there is a client for each turn");
}
