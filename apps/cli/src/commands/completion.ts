import { encodeLines } from "@just-one/encoders";
import type { Command } from "commander";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";

/** A shell that completions are written for. */
export type Shell = "bash" | "zsh" | "fish";

/** `just-one completion SHELL`: what the shell reads to complete commands and options, made of the command's own tree. */
export function completion(shell: Shell, program: Command, { stdout }: Terminal): ExitCode {
  stdout.write(encodeLines(shell === "fish" ? writeFish(program) : writeBash(program, shell)));
  return exitCodes.done;
}

interface Choice {
  readonly flag: string;
  readonly values: readonly string[];
}

function listFlags(command: Command): Choice[] {
  const shown = command.options.filter(({ hidden }) => !hidden);
  return shown.flatMap(({ long, argChoices }) => (long == null ? [] : [{ flag: long, values: argChoices ?? [] }]));
}

// Names, flags and choices are this command's own: letters, digits, - . _
function writeBash(program: Command, shell: "bash" | "zsh"): string {
  const everywhere = listFlags(program).map(({ flag }) => flag);
  const names = program.commands.map((command) => command.name());
  const values = new Map(program.commands.flatMap(listFlags).map((choice) => [choice.flag, choice.values]));
  const lines = [
    ...(shell === "zsh" ? ["autoload -U +X bashcompinit && bashcompinit"] : []),
    "_just_one() {",
    '  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" words',
    '  case "$before" in',
    ...[...values]
      .filter(([, choices]) => choices.length > 0)
      .map(([flag, choices]) => `    ${flag}) COMPREPLY=($(compgen -W "${choices.join(" ")}" -- "$word")); return ;;`),
    "  esac",
    '  case "${COMP_WORDS[1]}" in',
    ...program.commands.map((command) => {
      const own = [...command.commands.map((verb) => verb.name()), ...listFlags(command).map(({ flag }) => flag)];
      return `    ${command.name()}) words="${[...own, ...everywhere].join(" ")}" ;;`;
    }),
    `    *) words="${[...names, ...everywhere].join(" ")}" ;;`,
    "  esac",
    '  COMPREPLY=($(compgen -W "$words" -- "$word"))',
    "}",
    "complete -o default -F _just_one just-one",
  ];
  return `${lines.join("\n")}\n`;
}

function writeFish(program: Command): string {
  const lines = [
    ...listFlags(program).map((choice) => `complete -c just-one ${toFlag(choice)}`),
    ...program.commands.flatMap((command) => {
      const isSeen = `__fish_seen_subcommand_from ${command.name()}`;
      return [
        complete("__fish_use_subcommand", `-a ${command.name()}`),
        ...command.commands.map((verb) => complete(isSeen, `-a ${verb.name()}`)),
        ...listFlags(command).map((choice) => complete(isSeen, toFlag(choice))),
      ];
    }),
  ];
  return `${lines.join("\n")}\n`;
}

function complete(condition: string, rest: string): string {
  return `complete -c just-one -n '${condition}' ${rest}`;
}

function toFlag({ flag, values }: Choice): string {
  return `-l ${flag.slice(2)}${values.length === 0 ? "" : ` -xa '${values.join(" ")}'`}`;
}
