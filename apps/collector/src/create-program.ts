import { Command, InvalidArgumentError, Option } from "commander";
import { migrate } from "./commands/migrate.ts";
import { listSchedules, removeSchedule, type ScheduleOptions, setSchedule } from "./commands/schedule.ts";
import { status, type StatusOptions } from "./commands/status.ts";
import { work, type WorkOptions } from "./commands/work.ts";
import type { ExitCode } from "./exit-code.ts";
import type { StoreOptions } from "./open-store.ts";
import { readVersion } from "./read-version.ts";
import type { Surroundings } from "./surroundings.ts";

/** The command and its options; nothing is done before it is parsed. */
export function createProgram(surroundings: Surroundings, onExit: (exitCode: ExitCode) => void): Command {
  const program = new Command("just-one-collector")
    .description(
      "Collects runs that are planned in one PostgreSQL, with any number of workers on any machine; each input is paid for at most once.",
    )
    .version(readVersion(), "--version")
    .helpOption("--help", "this text")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void surroundings.stdout.write(text),
      writeErr: (text) => void surroundings.stderr.write(text),
    })
    .addHelpText(
      "after",
      "\nPasswords come from PGPASSWORD, PGPASSFILE or a service file, the token from JUST_ONE_TOKEN; neither is ever an argument.\n" +
        "Exit codes: 0 done, 1 failed, 2 wrong use, 3 part failed, 4 token or permission, 5 quota or budget, 130 interrupted.",
    );
  verb(program, "migrate", "make the schema, or bring it to this version; workers may go on meanwhile").action(
    async (options: StoreOptions) => onExit(await migrate(options, surroundings)),
  );
  verb(program, "work", "send what is planned, until it is told to end")
    .addOption(
      new Option("--concurrency <number>", "requests at once of this worker, at most")
        .argParser(readCount(1, 1000))
        .default(16),
    )
    .addOption(
      new Option(
        "--total-concurrency <number>",
        "requests of one operation at once, on all machines together",
      ).argParser(readCount(1, 100_000)),
    )
    .addOption(
      new Option(
        "--requests-per-minute <number>",
        "requests of one operation that start in a minute, on all machines together",
      ).argParser(readCount(1, 1_000_000)),
    )
    .addOption(new Option("--slices <number>", "ranges at once, at most").argParser(readCount(1, 64)).default(2))
    .addOption(
      new Option("--max-lost <number>", "pause a run after so many lost requests in a row")
        .argParser(readCount(1, 100_000))
        .default(10),
    )
    .addOption(
      new Option("--port <number>", "serve /healthz and /metrics there; 0 is any").argParser(readCount(0, 65_535)),
    )
    .option("--host <address>", "of that port", "127.0.0.1")
    .addOption(
      new Option("--grace <seconds>", "wait so long for what is under way when told to end")
        .argParser(readCount(0, 86_400))
        .default(130),
    )
    .addOption(
      new Option("--lease <seconds>", "give up a worker that was silent for so long")
        .argParser(readCount(5, 3600))
        .default(30),
    )
    .option("--once", "end when nothing is left that can be sent")
    .option("--allow-insecure-http", "send the token readable, to http:")
    .action(async (options: WorkOptions) => onExit(await work(options, surroundings)));
  verb(program, "status", "how all runs stand; sends nothing")
    .option("--json", "for a program")
    .action(async (options: StatusOptions) => onExit(await status(options, surroundings)));

  const schedule = program
    .command("schedule")
    .summary("plan a run again and again, by the clock of a time zone")
    .description("plan a run again and again, by the clock of a time zone; any worker does it")
    .helpOption("--help", "this text")
    .helpCommand(false);
  verb(schedule, "set", "plan a run of that name at these times, or change when")
    .argument("<name>", "its runs are named after it and their minute")
    .requiredOption("--from <run>", "the run whose inputs, operation and limits they have")
    .requiredOption("--cron <fields>", "minute, hour, day, month and weekday, such as '30 3 * * *'")
    .option("--time-zone <zone>", "such as Asia/Shanghai", "UTC")
    .action(async (name: string, options: ScheduleOptions) => onExit(await setSchedule(name, options, surroundings)));
  verb(schedule, "list", "what is planned when")
    .option("--json", "for a program")
    .action(async (options: StatusOptions) => onExit(await listSchedules(options, surroundings)));
  verb(schedule, "remove", "plan no more runs of that name")
    .argument("<name>")
    .action(async (name: string, options: StoreOptions) => onExit(await removeSchedule(name, options, surroundings)));
  return program;
}

function readCount(least: number, most: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (/^\d{1,9}$/.test(text) && count >= least && count <= most) return count;
    throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
  };
}

function verb(parent: Command, name: string, summary: string): Command {
  return parent
    .command(name)
    .summary(summary)
    .description(summary)
    .helpOption("--help", "this text")
    .option("--store <address>", "postgres://user@host/database, without a password; default: JUST_ONE_STORE");
}
