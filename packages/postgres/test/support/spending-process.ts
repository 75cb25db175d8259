import { once } from "node:events";
import { createPostgresLedger, openPostgres } from "@just-one/postgres";

// Reserves and settles with 64 at once until the budget is used up; prints how many it had, and may die in the midst of it.
const [store = "", name = "", diesAfter = "Infinity"] = process.argv.slice(2);
const pool = openPostgres(store, { max: 4 });
const ledger = createPostgresLedger({ pool, abandonedAfterMs: 0 });
await ledger.sum({});
process.stdout.write("ready\n"); // and begins when all others are
await once(process.stdin.resume(), "end");
let had = 0;
await Promise.all(
  Array.from({ length: 64 }, async (_, worker) => {
    for (let turn = 0; ; turn += 1) {
      const entry = {
        id: `${name} ${worker} ${turn}`,
        operation: "GET /a",
        label: name,
        day: "2026-11-24",
        cost: "0.30",
      };
      if ((await ledger.reserve(entry, [{ maxCost: "150" }])) !== undefined) return;
      had += 1;
      if (had === Number(diesAfter)) process.kill(process.pid, "SIGKILL");
      await ledger.settle(entry, "billed");
    }
  }),
);
await ledger.close();
await pool.end();
console.log(had);
