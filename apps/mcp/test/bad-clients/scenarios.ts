import type { Client } from "@modelcontextprotocol/client";
import { spread } from "../support/open-test-server.ts";
import { ask, findProblem, giveUp, letThrough, waitFor } from "./asking.ts";
import { killedAtEachStep } from "./killed-at-each-step.ts";
import type { Scenario } from "./scenario.ts";

export const scenarios: readonly Scenario[] = [
  {
    name: "times out, and sends the same again and again",
    run: async (house, vendor) => {
      const client = await (await house.open()).connect();
      const params = { oAuthorId: "slow-1" };
      for (let turn = 0; turn < 3; turn += 1) {
        const answer = giveUp(ask(client, params, { timeout: 150 }));
        // on a busy machine it is over before the vendor is asked
        await Promise.race([waitFor(() => vendor.countWaiting() > 0), answer]);
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
  killedAtEachStep,
];

function expectClient(): Client {
  throw new Error("there is a client for each turn");
}
