/** A hostile document may have line breaks and terminal controls in its names. */
export function keepOnOneLine(message: string): string {
  return message.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
