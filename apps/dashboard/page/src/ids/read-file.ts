import { readList } from "@just-one/creator-ids/read-list";
import { writeList } from "./write-list.ts";

/** What a file holds, as a person would paste it, with what could be no id below; or why it cannot be read. */
export async function readFile(file: File): Promise<string | { readonly problem: "tooLarge" | "unreadable" }> {
  try {
    const { creators, refused } = await readList(new Uint8Array(await file.arrayBuffer()));
    if (creators.length === 0 && refused.length === 0) return { problem: "unreadable" };
    return [writeList(creators), ...refused.map(({ text }) => text)].join("\n");
  } catch (error) {
    return { problem: error instanceof RangeError ? "tooLarge" : "unreadable" };
  }
}
