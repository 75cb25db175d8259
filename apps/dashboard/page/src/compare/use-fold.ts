import { type RefObject, useEffect, useRef, useState } from "react";

export interface Fold {
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
  /** The button that opens: it gets the focus of what goes away. */
  readonly button: RefObject<HTMLButtonElement | null>;
}

/** Folds the form away once there is something to look at, and keeps the focus near what was pressed. */
export function useFold(hasResults: boolean): Fold {
  const [isAsked, setAsked] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const isOpen = isAsked || !hasResults;
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current && !isOpen && document.activeElement === document.body) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return { isOpen, open: () => setAsked(true), close: () => setAsked(false), button };
}
