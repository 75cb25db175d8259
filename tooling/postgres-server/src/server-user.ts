import { execFileSync } from "node:child_process";
import { withoutToken } from "@just-one/secrets/without-token";

/** A user of the system. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Who the server runs as: whoever runs this, unless that is root, which PostgreSQL refuses. @throws Error when there is nobody else */
export function findServerUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    try {
      const read = (option: string): number =>
        Number(execFileSync("id", [option, name], { stdio: "pipe", env: withoutToken(process.env) }));
      return { uid: read("-u"), gid: read("-g") };
    } catch {
      // There is no such user.
    }
  }
  throw new Error("PostgreSQL refuses to run as root, and there is no user postgres or nobody");
}
