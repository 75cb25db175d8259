/** An option of the command line. `text` shows in the usage what it takes; absent for a switch. */
export interface OptionRow {
  readonly name: string;
  readonly text?: string;
  readonly isRepeated?: boolean;
  readonly help: string;
}

/** What every command that serves takes. */
export const servingOptions: readonly OptionRow[] = [
  { name: "mock", help: "invented figures, no token, no cost, nothing is kept" },
  { name: "allow-insecure-http", help: "for JUST_ONE_ENVIRONMENT=prod-cn, where the token travels readable" },
  { name: "calls", text: "N", help: "paid calls of one principal a day; a person may raise it in a form; default 100" },
  { name: "hard-calls", text: "N", help: "where that ends; default three times as many" },
  { name: "server-calls", text: "N", help: "paid calls of everybody together a day; default 500" },
  {
    name: "burst-calls",
    text: "N",
    help: "paid calls of one principal in ten minutes, the brake of a loop; default 30",
  },
  { name: "prices", text: "FILE", help: 'what calls cost: {"GET /api/…": "0.15"}; without it no cost is told' },
  { name: "cost", text: "AMOUNT", help: "most that one principal may spend a day; needs --prices" },
  { name: "server-cost", text: "AMOUNT", help: "most that all together may spend a day; needs --prices" },
  { name: "reuse-hours", text: "N", help: "how long a reply answers the same call for nothing; default 24" },
  {
    name: "keep-days",
    text: "N",
    help: "how long replies can be read, and no less than they answer; 0: while the process runs; default 7",
  },
  {
    name: "wait-seconds",
    text: "N",
    help: "how long a call is waited for before there is a receipt; default 40, at most 44",
  },
  {
    name: "database",
    text: "URL",
    help: "a PostgreSQL that several machines share, its password in PGPASSWORD or PGPASSFILE; default files of this machine",
  },
  { name: "own-replies", help: "a reply answers only the principal that paid for it" },
  { name: "allow-unknown-retry", help: "`fresh` may pay again for a call of which nobody knows the outcome" },
  { name: "unattended", help: "paid tools do not call themselves destructive, for hosts that would ask at every call" },
];

/** What `serve` takes besides. */
export const httpOptions: readonly OptionRow[] = [
  {
    name: "host",
    text: "ADDRESS",
    help: "default 127.0.0.1; any other needs --allowed-host and a way to know who calls",
  },
  { name: "port", text: "N", help: "default 4181; 0 takes a free one" },
  { name: "allowed-host", text: "NAME", isRepeated: true, help: "the name that clients reach it by" },
  { name: "origin", text: "URL", isRepeated: true, help: "a web page's that may call" },
  { name: "keys", text: "FILE", help: "hashed keys and whose they are: just-one-mcp key makes one" },
  { name: "issuer", text: "URL", help: "whose JWTs are taken" },
  { name: "jwks", text: "URL", help: "where its public keys are; default what the issuer's metadata says" },
  { name: "audience", text: "URL", help: "this server's own address, which a JWT must be for" },
  { name: "identity-header", text: "NAME", help: "which a proxy in front sets to the user's name" },
  { name: "trusted-proxy", text: "ADDRESS", isRepeated: true, help: "where that proxy connects from" },
];

/** Writes rows for people. */
export function writeUsage(rows: readonly OptionRow[]): string {
  return rows
    .map(({ name, text, help }) => `  ${`--${name}${text === undefined ? "" : ` ${text}`}`.padEnd(26)} ${help}`)
    .join("\n");
}
