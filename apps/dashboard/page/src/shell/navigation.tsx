import { type Route, routePaths, routes } from "../../../src/shared/routes.ts";
import { useMessages } from "../messages/use-messages.ts";

export interface NavigationProps {
  readonly route: Route;
  readonly onGo: (route: Route) => void;
}

/** Leads to the places of the page. They are links, so that each can be opened in a tab of its own. */
export function Navigation({ route, onGo }: NavigationProps): React.ReactElement {
  const { messages } = useMessages();
  return (
    <nav aria-label={messages.navigation}>
      {routes.map((each) => (
        <a
          key={each}
          href={routePaths[each]}
          aria-current={each === route ? "page" : undefined}
          onClick={(event) => {
            if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
            event.preventDefault();
            onGo(each);
          }}
        >
          {messages.routes[each]}
        </a>
      ))}
    </nav>
  );
}
