import { fileURLToPath } from "node:url";
import { SettingsError } from "../settings/settings-error.ts";

/** How each client is told of the server. The token is named, and stands in none of them. */
const clients: Readonly<Record<string, (args: readonly string[]) => string>> = {
  claude: (args) =>
    // Within double quotes the shell would put the token itself into the file.
    `claude mcp add just-one --env JUST_ONE_TOKEN='\${JUST_ONE_TOKEN}' -- node ${args.map(quote).join(" ")}\n`,
  cursor: (args) =>
    writeJson({
      mcpServers: { "just-one": { command: "node", args, env: { JUST_ONE_TOKEN: "${env:JUST_ONE_TOKEN}" } } },
    }),
  vscode: (args) =>
    writeJson({
      inputs: [{ type: "promptString", id: "just-one-token", description: "Just One API token", password: true }],
      servers: {
        "just-one": {
          type: "stdio",
          command: "node",
          args,
          env: { JUST_ONE_TOKEN: "${input:just-one-token}" },
        },
      },
    }),
  codex: (args) =>
    `[mcp_servers.just-one]\ncommand = "node"\nargs = ${JSON.stringify(args)}\nenv_vars = ["JUST_ONE_TOKEN"]\n`,
};

const places: Readonly<Record<string, string>> = {
  claude: "run this in a terminal",
  cursor: "~/.cursor/mcp.json, or .cursor/mcp.json of a project",
  vscode: ".vscode/mcp.json",
  codex: "~/.codex/config.toml",
};

/** The lines that a client's settings need. @throws SettingsError for a client that nobody has tried */
export function tellInstall(client: string | undefined, path: string = findCommand()): string {
  const write = client !== undefined && Object.hasOwn(clients, client) ? clients[client] : undefined;
  if (client === undefined || write === undefined) {
    throw new SettingsError(`install takes one of ${Object.keys(clients).join(", ")}.`);
  }
  // A clone's sources find each other by this condition only.
  return `# ${places[client]}\n${write(path.endsWith(".ts") ? ["--conditions=@just-one/source", path] : [path])}`;
}

/** This file, wherever it is: one that is looked for at every start takes long, and may be another one by then. */
function findCommand(): string {
  const here = import.meta.url;
  // Built it is all in one; here the sources lie beside each other.
  return fileURLToPath(here.endsWith(".ts") ? new URL("../main.ts", here) : here);
}

function writeJson(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function quote(path: string): string {
  return /^[\w./@=-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
