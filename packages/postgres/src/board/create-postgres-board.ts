import { type Board, type Item, type Reply } from "@just-one/collector";
import { checkLimits, readJson, sumUpRun, writeJson } from "@just-one/collector/board-kit";
import { ConfigError } from "@just-one/core";
import type { CatalogEntry } from "@just-one/core/lean";
import type { PostgresPool } from "../pool.ts";
import { isName, longestNameBytes } from "../is-name.ts";
import { createAsk } from "./ask-store.ts";
import { fromKeptText } from "./kept-text.ts";
import { openWorker } from "./open-worker.ts";
import { createPlans, toAllowed } from "./plans.ts";
import { itemColumns, toCounts, toItem, toReply, toStateNumber } from "./row.ts";

/** Which run, and where. */
export interface PostgresBoardOptions {
  /** A pool of `pg`, also through a pooler that hands connections out by the transaction. It stays open. */
  readonly pool: PostgresPool;
  /** The run's name in the database. */
  readonly run: string;
  /**
   * Milliseconds without a sign of life, by the server's clock, after which a worker is given up for dead. @default 30_000
   */
  readonly leaseMs?: number | undefined;
  /** Items that a worker takes at a time. @default a fortieth of all, from 250 to 2000 */
  readonly sliceItems?: number | undefined;
  /** Milliseconds for which a server that is away is asked again. @default 15_000 */
  readonly patienceMs?: number | undefined;
}

/** A board that any number of machines share. */
export interface PostgresBoard extends Board {
  /** The same board with workers that take this range only. */
  readonly onSlice: (number: number) => PostgresBoard;
  /** Keeps how the run's operation is called, for workers that do not know it by themselves. */
  readonly keepEntry: (entry: CatalogEntry) => Promise<void>;
  readonly readEntry: () => Promise<CatalogEntry | undefined>;
  /**
   * Says what is true of a database that is not the one that the run was planned in: a replica that took over, or a restored
   * backup. `nothing-lost`: every commit is there, as after a planned switch. `all-unknown`: what is planned may have been sent; it
   * becomes `unknown`, for the vendor's bill to tell. Returns how many items became so.
   */
  readonly adoptServer: (assume: "nothing-lost" | "all-unknown") => Promise<number>;
}

/**
 * Opens a run's board in Postgres, for workers on any number of machines. Each change is committed, with `synchronous_commit` on,
 * before its promise resolves. The database holds parameters, labels and replies, and never a token. Its schema is made by
 * `migratePostgres`.
 *
 * @throws ConfigError from its methods, when the database cannot be reached or is not migrated
 * @example
 * ```ts
 * const board = createPostgresBoard({ pool: new Pool(), run: "creators" });
 * const { items, spent } = await board.readTotals();
 * ```
 */
export function createPostgresBoard(options: PostgresBoardOptions): PostgresBoard {
  const { pool, run: name, leaseMs = 30_000, sliceItems, patienceMs = 15_000 } = options;
  if (!isName(name) || name === "")
    throw new ConfigError(
      `\`run\` must be a name, of ${longestNameBytes} bytes at most, without a zero byte or half a character`,
    );
  const askQuick = createAsk(pool, { patienceMs });
  /** For what looks at all items. */
  const ask = createAsk(pool, { patienceMs, limitMs });
  const plans = createPlans(
    { ask, askOnce: createAsk(pool, { patienceMs: 0, limitMs }) },
    { name, leaseMs, sliceItems },
  );
  const findPlanned = async (): Promise<string> => {
    const run = await plans.find();
    if (run === undefined) throw new ConfigError(`no run named "${name}" is planned in this database`);
    return run;
  };

  const board: Omit<PostgresBoard, "openWorker" | "onSlice"> = {
    readRun: plans.read,
    beginPlan: plans.beginPlan,
    giveUpPlan: plans.giveUpPlan,
    addItems: plans.addItems,
    endPlan: async (columns) => {
      await plans.endPlan(columns);
      // Or the planner of queries takes the table for an empty one; it does so by itself a minute later, too.
      await ask("analyze just_one.item", []).catch(() => undefined);
    },
    setLimits: async (limits) => {
      const run = await findPlanned();
      const plan = await plans.read();
      const all = { ...limits, price: plan?.price ?? limits.price };
      checkLimits(all);
      if (plan?.price === undefined && all.price !== undefined)
        await ask("update just_one.run set price = $2 where run = $1 and price is null", [run, all.price]);
      const values = [run, limits.budget ?? null, limits.maxCalls ?? null, toAllowed(all)];
      await ask("select just_one.set_limits($1, $2, $3, $4)", values);
    },
    readTotals: async () => {
      const [row] = await ask(totals, [name]);
      if (row === undefined) throw new ConfigError(`no run named "${name}" is in this database`);
      const { tally, duplicates, written_off: writtenOff, price } = row;
      return sumUpRun({
        items: toCounts(tally as readonly unknown[]), // an array in the database
        duplicates: Number(duplicates),
        writtenOff: Number(writtenOff),
        price: typeof price === "string" ? price : undefined,
      });
    },
    readDetails: async () => {
      const run = await findPlanned();
      const failed = await ask(
        `select reason, count(*) as items from just_one.item where run = $1 and state = 3 group by reason order by reason collate "C"`,
        [run],
      );
      const [empty] = await ask("select count(*) as replies from just_one.reply where run = $1 and is_empty", [run]);
      return {
        emptyReplies: Number(empty?.["replies"]),
        failed: Object.fromEntries(failed.map(({ reason, items }) => [fromKeptText(String(reason)), Number(items)])),
      };
    },
    listItems: async (after, limit, states): Promise<readonly Item[]> => {
      const some = states === undefined ? "" : "and i.state = any($4)";
      const values = [name, after, limit, ...(states === undefined ? [] : [states.map(toStateNumber)])];
      const columns = itemColumns.replaceAll(/\w+/g, "i.$&");
      return (
        await ask(
          `select ${columns} from just_one.item i where i.run = (select run from just_one.run where name = $1)
            and i.seq > $2 ${some} order by i.seq limit $3`,
          values,
        )
      ).map(toItem);
    },
    readReplies: async (seqs) => {
      const rows = await ask(
        `select r.seq, r.request_id, r.record_time, r.fetched_at, r.data from just_one.reply r
          where r.run = (select run from just_one.run where name = $1) and r.seq = any($2)`,
        [name, seqs],
      );
      return new Map(rows.map((row): [number, Reply] => [Number(row["seq"]), toReply(row)]));
    },
    decide: async (how, seqs) => {
      const run = await findPlanned();
      const [row] = await ask("select just_one.decide($1, $2, $3) as moved", [run, how, seqs === "all" ? null : seqs]);
      return Number(row?.["moved"]);
    },
    keepEntry: async (entry) => {
      await askQuick("update just_one.run set catalog_entry = $2 where run = $1", [
        await findPlanned(),
        writeJson(entry),
      ]);
    },
    readEntry: async () => {
      const [row] = await askQuick("select catalog_entry from just_one.run where name = $1", [name]);
      const entry = row?.["catalog_entry"];
      // Safe: `keepEntry` wrote it.
      return typeof entry === "string" ? (readJson(entry) as CatalogEntry) : undefined;
    },
    adoptServer: async (assume) => {
      const values = [await findPlanned(), assume === "all-unknown"];
      const [row] = await ask("select just_one.adopt_server($1, $2) as moved", values);
      return Number(row?.["moved"]);
    },
    close: () => {}, // the pool is the caller's
  };
  const on = (only: number | undefined): PostgresBoard => ({
    ...board,
    openWorker: async () => openWorker(askQuick, { run: await findPlanned(), leaseMs, only }),
    onSlice: on,
  });
  return on(undefined);
}

const limitMs = 600_000;

/** Of the run, and of the workers that are open. */
const totals = `
  select r.price, r.duplicates, r.written_off + coalesce(w.written_off, 0) as written_off,
    just_one.add_tallies(r.tally, coalesce(w.tally, '{0,0,0,0,0,0,0,0}')) as tally
  from just_one.run r left join lateral (
    select sum(written_off)::bigint as written_off, array[sum(tally[1]), sum(tally[2]), sum(tally[3]), sum(tally[4]),
      sum(tally[5]), sum(tally[6]), sum(tally[7]), sum(tally[8])]::bigint[] as tally
    from just_one.worker where run = r.run having count(*) > 0
  ) w on true
  where r.name = $1`;
