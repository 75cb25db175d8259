import type { Receipt } from "../creators/receipt.ts";
import { useMessages } from "../messages/use-messages.ts";
import { writeReceipt } from "./write-receipt.ts";

/** What loading came to. */
export function ReceiptLine(props: { readonly receipt: Receipt; readonly isMock: boolean }): React.ReactElement | null {
  const { messages } = useMessages();
  const text = writeReceipt(props.receipt, props.isMock, messages);
  return text === "" ? null : (
    <p className="receipt" role="status">
      {text}
    </p>
  );
}
