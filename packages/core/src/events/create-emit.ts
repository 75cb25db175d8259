import type { EventDetail, OnEvent } from "./client-event.ts";
import { findChannels } from "./find-channels.ts";
import { nameCall } from "../meta.ts";
import { tell } from "../tell.ts";

/** The channel of `node:diagnostics_channel` that every client publishes to, where there is one. */
export const eventChannel = "just-one:event";

/** What an event is about. */
export interface EventSource {
  /** Whose `operation` the event tells. */
  readonly entry: { readonly operation: string };
  /** Which the event tells, if there is one. */
  readonly callId?: string | undefined;
  /** Whose `label` the event tells. */
  readonly options: { readonly label?: string | undefined };
}

/** Is told of what happens to a call. */
export type Emit = (source: EventSource, detail: EventDetail) => void;

/** Makes the function that hands events to `onEvent` and to the diagnostics channel. */
export function createEmit(onEvent: OnEvent | undefined): Emit {
  const channel = findChannels()?.channel(eventChannel);
  return ({ entry, callId, options: { label } }, detail) => {
    const isPublished = channel?.hasSubscribers === true;
    if (!isPublished && onEvent === undefined) return;
    const event = { operation: entry.operation, ...nameCall(callId, label), ...detail };
    if (isPublished) channel.publish(event);
    if (onEvent !== undefined) tell(() => onEvent(event));
  };
}
