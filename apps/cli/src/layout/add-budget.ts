import { type Command, InvalidArgumentError, Option } from "commander";
import { setBudget, type SetBudgetOptions, showBudgets, type ShowBudgetOptions } from "../commands/budget.ts";
import { parsePrice } from "../parse-price.ts";
import { formatOption } from "./options.ts";
import type { Surroundings } from "./surroundings.ts";

/** Lays out `just-one budget` and its verbs. */
export function addBudget(budget: Command, { terminal, onExit }: Surroundings): void {
  budget.description(
    "Sets and shows what teams may spend, whichever machine they call from. The ledger of @just-one/postgres holds them to it,\n" +
      "to the last call. The store's password is never an argument: PGPASSWORD, PGPASSFILE or a service file.",
  );
  withStore(budget.command("set").summary("put a budget in place of one of this name; or take it away"))
    .argument("<name>", "what people call it; stands in the error of a call that is refused")
    .option("--label <label>", "for calls with just this label")
    .option("--label-prefix <prefix>", "for calls whose label begins so, such as research/")
    .option("--all", "for all calls of the account")
    .addOption(new Option("--period <period>", "in Shanghai, by the store's clock").choices(["day", "month", "ever"]))
    .addOption(new Option("--max-calls <number>", "billed calls, at most; 0 is none").argParser(parseLimit))
    .addOption(
      new Option("--max-cost <amount>", "such as 500.00; calls without a price are refused").argParser(parsePrice),
    )
    .addOption(new Option("--soft-calls <number>", "tell beyond so many, and go on").argParser(parseLimit))
    .addOption(new Option("--soft-cost <amount>", "the same for costs").argParser(parsePrice))
    .option("--remove", "take the budget of this name away")
    .action(async (name: string, _options: unknown, command: Command) => {
      // A profile's limits are those of one's own calls.
      const typed = Object.entries(command.opts()).filter(([key]) => command.getOptionValueSource(key) === "cli");
      // Safe here and below: these are the options declared, as commander reads them.
      onExit(await setBudget(name, Object.fromEntries(typed) as SetBudgetOptions, terminal));
    });
  withStore(budget.command("show").summary("all budgets, and what counts against them now"))
    .addOption(formatOption())
    .action(async (_options: unknown, command: Command) => {
      onExit(await showBudgets(command.optsWithGlobals<ShowBudgetOptions>(), terminal));
    });
}

function withStore(command: Command): Command {
  return command
    .requiredOption("--store <address>", "such as postgres://me@db.example/just_one?sslmode=verify-full")
    .option("--account <name>", "whose money it is, where several accounts share the store; default: default");
}

function parseLimit(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError("Write a whole number, such as 1000.");
  return Number(text);
}
