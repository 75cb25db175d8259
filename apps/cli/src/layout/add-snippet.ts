import { type Command, Option } from "commander";
import { languageNames } from "@just-one/snippets/language-names";
import { snippet, type SnippetOptions } from "../commands/snippet.ts";
import type { Surroundings } from "./surroundings.ts";

/** Lays out `just-one snippet`. */
export function addSnippet(command: Command, { terminal, onExit }: Surroundings): void {
  command
    .description("Prints one call as a program that reads the token from the environment. Sends nothing.")
    .argument("<operation>", '"METHOD /path", as `just-one operations` prints it')
    .argument("[parameters...]", "key=value each; required ones that are not given get a value to be replaced")
    .addOption(new Option("--language <language>", "what to write").choices(languageNames).default("typescript"))
    .action(async (operation: string, parameters: string[], _options: unknown, own: Command) => {
      onExit(await snippet(operation, parameters, own.optsWithGlobals<SnippetOptions>(), terminal));
    });
}
