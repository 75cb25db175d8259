import { useClosedWay } from "./closed-way.tsx";

export interface SendButtonProps extends Pick<React.ComponentProps<"button">, "autoFocus" | "aria-expanded"> {
  readonly onPress: () => void;
  readonly children: React.ReactNode;
}

/** A button that leads to calls that cost. While none can be sent it cannot be pressed, and says why. */
export function SendButton({ onPress, children, ...others }: SendButtonProps): React.ReactElement {
  const closed = useClosedWay();
  return (
    <button type="button" disabled={closed !== undefined} title={closed} onClick={onPress} {...others}>
      {children}
    </button>
  );
}
