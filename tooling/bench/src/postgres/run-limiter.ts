import { createPostgresLimiter, openPostgres } from "@just-one/postgres";

// One machine that takes all the starts it gets, with 64 calls at once, until a time at which all of them end.

const [url = "", , account = "", perMinute = "", until = ""] = process.argv.slice(2);
const pool = openPostgres(url, { max: 2 });
const limiter = createPostgresLimiter({ pool, account, requestsPerMinute: Number(perMinute), concurrency: 1000 });
let calls = 0;
let firstAt = Infinity;
await Promise.all(
  Array.from({ length: 64 }, async () => {
    while (Date.now() < Number(until)) {
      const release = await limiter.acquire("GET /a");
      const now = Date.now();
      if (now < Number(until)) calls += 1;
      firstAt = Math.min(firstAt, now);
      release("succeeded");
    }
  }),
);
await limiter.close();
await pool.end();
process.stdout.write(JSON.stringify({ calls, firstAt }));
