import { useMessages } from "../messages/use-messages.ts";

/** The operations of the vendor: found, described, tried on invented data. */
export function Operations(): React.ReactElement {
  const { messages } = useMessages();
  return <h2>{messages.routes.operations}</h2>;
}
