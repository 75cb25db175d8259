import { encodeJson, show } from "@just-one/encoders";
import { ConfigError } from "@just-one/core";
import { createPgBossEngine, createPostgresBoard, type SliceEngine } from "@just-one/postgres/board";
import type { OpenPostgres } from "@just-one/postgres";
import { CommandError } from "../command-error.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { type StoreOptions, withStore } from "../open-store.ts";
import type { Surroundings } from "../surroundings.ts";

export interface ScheduleOptions extends StoreOptions {
  readonly from: string;
  readonly cron: string;
  readonly timeZone: string;
}

/** `schedule set NAME`: from now on, or at other times. */
export async function setSchedule(
  name: string,
  options: ScheduleOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { from, cron, timeZone } = options;
  return withEngine(options, surroundings, async (engine, pool) => {
    if ((await createPostgresBoard({ pool, run: from }).readRun()) === undefined)
      throw new CommandError(
        `there is no planned run "${from}" in the store to take the inputs of`,
        exitCodes.wrongUse,
      );
    try {
      await engine.schedule({ name, cron, timeZone, from });
    } catch (error) {
      if (ConfigError.is(error) && /no schedule/.test(error.message))
        throw new CommandError(error.message, exitCodes.wrongUse);
      throw error;
    }
    const [next, then] = engine.preview(cron, timeZone, 2);
    surroundings.stderr.write(
      show`just-one-collector: "${name}" is planned from "${from}" next at ${tell(next, timeZone)}, then at ${tell(then, timeZone)}, while a worker runs.\n`,
    );
    return exitCodes.done;
  });
}

/** `schedule list`. */
export async function listSchedules(
  options: StoreOptions & { readonly json?: boolean },
  surroundings: Surroundings,
): Promise<ExitCode> {
  return withEngine(options, surroundings, async (engine) => {
    const schedules = (await engine.listSchedules()).map(({ name, cron, timeZone, from }) => {
      const [next] = engine.preview(cron, timeZone, 1);
      return { name, cron, timeZone, from, next };
    });
    if (options.json === true) surroundings.stdout.write(encodeJson(schedules));
    else
      for (const { name, cron, timeZone, from, next } of schedules)
        surroundings.stdout.write(show`${name}  ${cron}  ${timeZone}  from ${from}  next ${tell(next, timeZone)}\n`);
    return exitCodes.done;
  });
}

/** `schedule remove NAME`. */
export async function removeSchedule(
  name: string,
  options: StoreOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  return withEngine(options, surroundings, async (engine) => {
    if (await engine.unschedule(name)) return exitCodes.done;
    throw new CommandError(`nothing is scheduled as "${name}"`, exitCodes.wrongUse);
  });
}

async function withEngine<T>(
  options: StoreOptions,
  surroundings: Surroundings,
  work: (engine: SliceEngine, pool: OpenPostgres) => Promise<T>,
): Promise<T> {
  return withStore(options, surroundings, async (pool) => {
    const engine = await createPgBossEngine({ pool });
    try {
      return await work(engine, pool);
    } finally {
      await engine.stop({ graceMs: 1000 });
    }
  });
}

function tell(date: Date | undefined, timeZone: string): string {
  return date === undefined ? "no time" : `${date.toLocaleString("sv-SE", { timeZone })} ${timeZone}`;
}
