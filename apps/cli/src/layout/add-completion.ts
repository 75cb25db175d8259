import { Argument, type Command } from "commander";
import { completion, type Shell } from "../commands/completion.ts";
import type { Surroundings } from "./surroundings.ts";

/** Lays out `just-one completion`. */
export function addCompletion(command: Command, { terminal, onExit }: Surroundings): void {
  command
    .addArgument(
      new Argument("<shell>", "such as: source <(just-one completion bash)").choices(["bash", "zsh", "fish"]),
    )
    .action((shell: Shell, _options: unknown, own: Command) => {
      onExit(completion(shell, own.parent ?? own, terminal));
    });
}
