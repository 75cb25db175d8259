import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { ConfigError } from "@just-one/core";
import { createPostgresLedger, migratePostgres, openPostgres } from "@just-one/postgres";
import { createDatabase, describePostgres } from "@just-one/postgres-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPasswordFile } from "../src/store/read-password-file.ts";
import { readStore } from "../src/store/open-postgres.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "just-one-store-"));
});
afterAll(async () => rm(folder, { recursive: true }));

const secret = ["hid", "den"].join("");

describe("the address of a store", () => {
  test.each([
    ["postgres://team@db.example:6432/money", { host: "db.example", port: 6432, user: "team", database: "money" }],
    ["postgresql://team%40x@[::1]/a%2Fb", { host: "::1", user: "team@x", database: "a/b" }],
    ["postgres://team@/money?host=/run/postgres", { host: "/run/postgres", user: "team", database: "money" }],
    ["postgres:///money?host=/run/postgres", { host: "/run/postgres", database: "money" }],
    ["postgres://db.example", { host: "db.example" }],
    ["postgres://db.example/d?user=team@x", { host: "db.example", user: "team@x", database: "d" }],
    ["postgres://", {}],
    ["postgres://h/d?sslmode=disable", { host: "h", database: "d", ssl: false }],
    ["postgres://h/d?sslmode=require", { host: "h", database: "d", ssl: { rejectUnauthorized: true } }],
    ["postgres://h/d?sslmode=verify-full", { host: "h", database: "d", ssl: { rejectUnauthorized: true } }],
    ["postgres://h/d?application_name=night", { host: "h", database: "d", application_name: "night" }],
  ])("%s", (store, meant) => {
    expect(readStore(store, { HOME: folder })).toEqual({ application_name: "just-one", ...meant });
  });

  test.each([
    [`postgres://team:${secret}@h/d`, /has a password.*PGPASSWORD, a file named by PGPASSFILE, or a service file/],
    [`postgres://:${secret}@h/d`, /has a password/],
    [`postgres://team@h/d?password=${secret}`, /has a password/],
    [`postgres://team:${secret}@/d`, /has a password/],
    [`postgres://team:12#${secret}@h/d`, /has a password/],
    [`postgres://team:12/${secret}@h/d`, /has a password/],
    [`postgres://team:12?${secret}@h/d`, /has a password/],
    [`postgres://team:12/a@b?${secret}@h/d`, /has a password/],
    [`postgres://team@h/d?a${secret}%20=1`, /something behind its `\?`/],
    [`postgres://team@h/d#${secret}`, /is none/],
    [`postgres://te%zzam${secret}@h/d`, /is none/],
    [`postgres://team@h/d%00${secret}`, /is none/],
    [`mysql://team:${secret}@h/d`, /begins with postgres:/],
    [`postgres://team:${secret}@h:port/d`, /is none/],
    [`postgres://h/d?pasword=${secret}`, /`pasword`: there are/],
    ["postgres://h/d?sslmode=prefer", /`sslmode` must be verify-full or disable/],
    ["postgres://h/d?sslmode=verify-full&sslrootcert=/none/such.pem", /`sslrootcert` cannot be read/],
    ["postgres://h/d?port=many", /port is none/],
    ["postgres://?service=none", /no service none in/],
  ])("is refused without telling the password: %#", (store, problem) => {
    const read = (): unknown => readStore(store, { HOME: folder });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(problem);
    expect(read).not.toThrow(secret);
  });

  test("takes what it leaves out from the environment", () => {
    const environment = { PGHOST: "h", PGPORT: "6000", PGUSER: "u", PGDATABASE: "d", PGPASSWORD: "p", HOME: folder };
    expect(readStore("postgres://", environment)).toMatchObject({
      host: "h",
      port: 6000,
      user: "u",
      database: "d",
      password: "p",
    });
    expect(readStore("postgres://x@y/z", environment)).toMatchObject({ host: "y", user: "x", database: "z" });
  });

  test("takes what it leaves out from a service, of its own file or the machine's", async () => {
    const own = join(folder, "services");
    await writeFile(
      own,
      "# ours\n[other]\nhost=no\n\n[money]\nhost = db.example\nport=6432\ndbname=money\nuser=team\npassword=a=b\n[more]\nhost=no\n",
    );
    await writeFile(join(folder, "pg_service.conf"), "[machine]\nhost=machine.example\r\n");
    const environment = { PGSERVICEFILE: own, PGSYSCONFDIR: folder, PGUSER: "somebody", HOME: folder };
    const money = { host: "db.example", port: 6432, user: "team", database: "money", password: "a=b" };
    expect(readStore("postgres://?service=money", environment)).toMatchObject(money);
    expect(readStore("postgres://me@?service=money", environment)).toMatchObject({ ...money, user: "me" });
    expect(readStore("postgres:///logs", { ...environment, PGSERVICE: "money" })).toMatchObject({
      ...money,
      database: "logs",
    });
    expect(readStore("postgres://?service=machine", environment)).toMatchObject({
      host: "machine.example",
      user: "somebody",
    });
  });
});

async function write(text: string, mode = 0o600): Promise<Readonly<Record<string, string>>> {
  const file = join(await mkdtemp(join(folder, "passwords-")), "file");
  await writeFile(file, text, { mode });
  return { PGPASSFILE: file };
}

describe("a file of passwords", () => {
  const owner = { host: "db.example", port: 5432, database: "money", user: "team" };
  test.each([
    ["db.example:5432:money:team:right", "right"],
    ["# db.example:5432:money:team:wrong\n*:*:*:team:right\n*:*:*:*:later", "right"],
    ["db.example:5433:money:team:wrong\r\ndb.example:*:money:*:a\\:b\\\\c\r\n", "a:b\\c"],
    ["db.example:5432:money:other:wrong\n\nnonsense\n", undefined],
  ])("%j", async (text, password) => {
    expect(readPasswordFile(owner, await write(text))).toBe(password);
  });

  test("may be missing", () => {
    expect(readPasswordFile(owner, { HOME: join(folder, "nowhere") })).toBeUndefined();
  });

  test.skipIf(process.platform === "win32")("is refused where others may read it", async () => {
    const environment = await write("*:*:*:*:wrong", 0o644);
    expect(() => readPasswordFile(owner, environment)).toThrow(/can be read by others.*chmod 600/);
  });
});

describePostgres("connections by an address", () => {
  test("are opened with a password of the environment", async () => {
    const { url, password } = await createDatabase();
    const pool = openPostgres(url, { environment: { PGPASSWORD: password } });
    expect((await pool.query({ text: "select 1 as one" })).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  test("show their password in nothing that is printed, also when it is refused", async () => {
    const { url } = await createDatabase();
    const pool = openPostgres(url, { environment: { PGPASSWORD: secret } });
    const error: unknown = await migratePostgres(pool).catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ message: expect.stringMatching(/refuses user or password/) });
    for (const told of [pool, error, createPostgresLedger({ pool })])
      expect(inspect(told, { depth: 20 }) + JSON.stringify(told)).not.toContain(secret);
    await pool.end();
  });

  test("are opened with a password of the file that PGPASSFILE names", async () => {
    const { url, host, port, database, user, password } = await createDatabase();
    const file = join(folder, "passwords");
    await writeFile(file, `${host}:${port}:${database}:${user}:${password}\n`, { mode: 0o600 });
    const pool = openPostgres(url, { environment: { PGPASSFILE: file } });
    expect((await pool.query({ text: "select 1 as one" })).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });
});
