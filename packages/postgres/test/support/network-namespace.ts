import { spawnSync } from "node:child_process";

/** A network of its own, as another machine has; a cable leads to this one. */
export interface NetworkNamespace {
  /** This machine's end of the cable, as the other one reaches it. */
  readonly address: string;
  /** What runs a program there. */
  readonly command: readonly [program: string, ...args: string[]];
  /** Takes the cable out, and puts it in again: nobody is told, packets are lost. */
  readonly plug: (isIn: boolean) => void;
  readonly remove: () => void;
}

/** Why there can be none here; empty where there can. */
export function findObstacle(): string {
  if (process.platform !== "linux") return "this system has no network namespaces";
  try {
    openNamespace(0).remove();
    return "";
  } catch {
    spawnSync("ip", ["netns", "del", nameOf(0)]);
    return "this user may make no network namespaces, or there is no `ip`";
  }
}

const nameOf = (number: number): string => `just-one-${process.pid}-${number}`;

/** @param number tells those of a test file apart, from 0 to 60 */
export function openNamespace(number: number): NetworkNamespace {
  const name = nameOf(number);
  const [here, there] = [`jo${process.pid % 1_000_000}h${number}`, `jo${process.pid % 1_000_000}t${number}`];
  const at = (end: 1 | 2): string => `10.231.${process.pid % 250}.${number * 4 + end}`;
  ip("netns", "add", name);
  ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", name);
  ip("address", "add", `${at(1)}/30`, "dev", here);
  ip("-n", name, "address", "add", `${at(2)}/30`, "dev", there);
  ip("-n", name, "link", "set", there, "up");
  ip("link", "set", here, "up");
  return {
    address: at(1),
    command: ["ip", "netns", "exec", name],
    plug: (isIn) => ip("-n", name, "link", "set", there, isIn ? "up" : "down"),
    remove: () => void spawnSync("ip", ["netns", "del", name]), // and the cable with it
  };
}

function ip(...args: string[]): void {
  const { status, stderr } = spawnSync("ip", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`ip ${args.join(" ")}: ${stderr}`);
}
