import * as Menu from "@radix-ui/react-dropdown-menu";
import { useRef } from "react";
import { copyText } from "../compare/copy-text.ts";
import { useMessages } from "../messages/use-messages.ts";

export interface RowMenuProps {
  readonly id: string;
  readonly onShowRaw: (id: string) => void;
}

/** What can be done with one creator, besides looking at the figures. */
export function RowMenu({ id, onShowRaw }: RowMenuProps): React.ReactElement {
  const { messages } = useMessages();
  const button = useRef<HTMLButtonElement>(null);
  const wantsRaw = useRef(false);
  // The dialog opens when the button has the focus again, and gives it back to the button.
  const leave = (event: Event): void => {
    if (!wantsRaw.current) return;
    wantsRaw.current = false;
    event.preventDefault();
    button.current?.focus();
    onShowRaw(id);
  };
  return (
    // Not modal: the page behind it may be scrolled, and nothing is written into its styles, which the policy forbids.
    <Menu.Root modal={false}>
      <Menu.Trigger asChild>
        <button ref={button} type="button" className="icon" aria-label={messages.results.more(id)}>
          <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M3 8h0M8 8h0M13 8h0" />
          </svg>
        </button>
      </Menu.Trigger>
      {/* Inside the page's main part, where screen readers look for it. */}
      <Menu.Portal container={document.querySelector("main")}>
        <Menu.Content className="menu" align="end" sideOffset={4} collisionPadding={8} onCloseAutoFocus={leave}>
          <Menu.Item onSelect={() => void (wantsRaw.current = true)}>{messages.raw}</Menu.Item>
          <Menu.Item onSelect={() => void copyText(id)}>{messages.results.copyId}</Menu.Item>
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}
