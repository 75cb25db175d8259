import { userInfo } from "node:os";

/** Who sits at this machine. */
export function readUser(): string {
  try {
    return userInfo().username;
  } catch {
    return "local"; // a container's user need not have a name
  }
}
