/** GBK as Chinese spreadsheets write it: Node only reads it, so the table is read backwards. */
export function encodeGbk(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.split("").flatMap((sign) => table.get(sign) ?? [sign.charCodeAt(0)]));
}

const table = new Map<string, readonly [number, number]>();
const decoder = new TextDecoder("gb18030");
for (let lead = 0x81; lead <= 0xfe; lead += 1) {
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    if (trail !== 0x7f) table.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  }
}
