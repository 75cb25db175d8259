import { useMessages } from "../messages/use-messages.ts";

/** What was spent, by whom, when and for what. */
export function Spending(): React.ReactElement {
  const { messages } = useMessages();
  return <h2>{messages.routes.spending}</h2>;
}
