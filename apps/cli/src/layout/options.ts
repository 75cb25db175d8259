import { Option } from "commander";
import { outputFormats } from "../format/output-format.ts";
import { parseSeconds } from "../parse-seconds.ts";

export function timeoutOption(): Option {
  return new Option(
    "--timeout <seconds>",
    "for one attempt; default: 120. A call that is given up may still be billed",
  ).argParser(parseSeconds);
}

export function formatOption(): Option {
  return new Option("--format <format>", "default: table on a terminal, json in a pipe").choices(outputFormats);
}
