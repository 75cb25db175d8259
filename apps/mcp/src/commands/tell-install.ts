import { fileURLToPath } from "node:url";
import { SettingsError } from "../settings/settings-error.ts";

/** How each client is told of the server. The token is named, and stands in none of them. */
const clients: Readonly<Record<string, (args: readonly string[]) => string>> = {
  claude: (args) =>
    // Of all its files only a project's .mcp.json is documented to take variables.
    `claude mcp add just-one --scope project --env JUST_ONE_TOKEN='\${JUST_ONE_TOKEN}' -- node ${args.map(quote).join(" ")}\n`,
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

/** Where the lines go, and how the token gets from this user's environment to the server. */
const places: Readonly<Record<string, string>> = {
  claude:
    "run this in the folder of your project. Single quotes are meant: its .mcp.json then has the variable's name, and Claude Code puts in the token when it starts the server; in double quotes the shell would write the token itself",
  cursor:
    "~/.cursor/mcp.json, or .cursor/mcp.json of a project; Cursor puts in the token of its own environment, so start it where JUST_ONE_TOKEN is exported",
  vscode: ".vscode/mcp.json; VS Code asks for the token once and keeps it encrypted",
  codex: "~/.codex/config.toml; Codex hands on the variable of its own environment, and no other",
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
