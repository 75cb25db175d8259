import { ask, findProblem, giveUp, letThrough, type Told, waitFor } from "./asking.ts";
import { createDeath, type Step, steps } from "./death.ts";
import type { Instance } from "./house.ts";
import type { Scenario } from "./scenario.ts";

/** What whoever asks next must be told. Nobody knows whether what was said to be sent was paid for. */
const outcomes: Readonly<Record<Step, "paid" | "unknown" | "kept">> = {
  claimed: "paid",
  reserved: "paid",
  sent: "unknown",
  left: "unknown",
  arrived: "unknown",
  stored: "kept",
  settled: "kept",
  answered: "kept",
};

/** The vendor keeps whoever has this name waiting. */
const nameId = (step: Step): string => (step === "left" ? "slow-left" : `die-${step}`);

export const killedAtEachStep: Scenario = {
  name: "is answered by servers that are killed, each at another step",
  run: async (house, vendor) => {
    const args = ["--calls", String(steps.length), "--hard-calls", String(steps.length)];
    const problems: string[] = [];
    const check = (step: Step, told: Told, wanted = outcomes[step]): void => {
      const { error, billed } = told;
      const isRight =
        wanted === "unknown"
          ? error === "outcome_unknown"
          : findProblem(told, nameId(step)) === undefined && billed === (wanted === "paid" ? "yes" : "no");
      if (!isRight) problems.push(`${step} ended as ${JSON.stringify(told).slice(0, 200)}`);
    };
    const survivor = await (await house.open(args)).connect();
    for (const step of steps) {
      const death = createDeath(step);
      const doomed: Instance = await house.open(args, death);
      const params = { oAuthorId: nameId(step) };
      const client = await doomed.connect();
      const answer = giveUp(ask(client, params));
      if (step === "left") await waitFor(() => vendor.countWaiting() > 0);
      if (step === "answered") await answer;
      if (step === "left" || step === "answered") death.die();
      await Promise.race([death.happened, answer]);
      if (!death.isDead()) problems.push(`nothing was ${step}`);
      death.die();
      vendor.letGo();
      await client.close();
      check(step, await letThrough(vendor, ask(survivor, params)));
      // Asked afresh, too, what nobody knows is not sent again.
      if (outcomes[step] === "unknown") check(step, await letThrough(vendor, ask(survivor, params, { fresh: true })));
    }
    const restarted = await (await house.open(args)).connect();
    for (const step of steps) {
      check(step, await ask(restarted, { oAuthorId: nameId(step) }), outcomes[step] === "unknown" ? "unknown" : "kept");
    }
    // Each question has had its part of the budget, and no more; nothing is left.
    const { error } = await ask(restarted, { oAuthorId: "one-too-many" });
    if (error !== "budget") problems.push("the budget was not spent");
    return { most: steps.length - 1, problem: problems.join("; ") || undefined };
  },
};
