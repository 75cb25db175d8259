import { createPostgresLedger, openPostgres } from "@just-one/postgres";

// One machine: 16 calls at once that reserve and settle under one budget until that is used up. `together` is one ledger for
// all of them, `alone` one for each, so that every reservation and settlement has a transaction of its own.

const [url = "", machine = "", account = "", how = "", most = ""] = process.argv.slice(2);
const pool = openPostgres(url, { max: how === "alone" ? 16 : 2 });
const shared = createPostgresLedger({ pool, account });
const startedAt = Date.now();
let calls = 0;
await Promise.all(
  Array.from({ length: 16 }, async (_, loop) => {
    const ledger = how === "alone" ? createPostgresLedger({ pool, account }) : shared;
    for (let turn = 0; ; turn += 1) {
      const entry = {
        id: `${machine} ${loop} ${turn}`,
        operation: "GET /a",
        label: "bench",
        day: "2026-11-24",
        cost: "0.30",
      };
      if ((await ledger.reserve(entry, [{ maxCalls: Number(most) }])) !== undefined) return;
      calls += 1;
      await ledger.settle(entry, "billed");
    }
  }),
);
const endedAt = Date.now();
await pool.end();
process.stdout.write(JSON.stringify({ calls, startedAt, endedAt }));
