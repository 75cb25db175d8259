interface Input {
  id: string;
}

/** The inputs 0 to `count - 1`; `taken` counts those that were asked for. */
export function* createInputs(count: number, taken: { count: number } = { count: 0 }): Generator<Input> {
  for (let index = 0; index < count; index += 1) {
    taken.count += 1;
    yield { id: String(index) };
  }
}

/** Inputs that each take a while to come. */
export async function* createSlowInputs(count: number): AsyncGenerator<Input> {
  for (const input of createInputs(count)) {
    await new Promise((resolve) => void setImmediate(resolve));
    yield input;
  }
}

/** One input, and a next one that never comes. */
export async function* createHangingInputs(): AsyncGenerator<Input> {
  yield { id: "0" };
  await new Promise(() => undefined);
}

/** Three inputs, then an error. */
export function* createBrokenInputs(): Generator<Input> {
  yield* createInputs(3);
  throw new Error("the list is broken");
}

/** Inputs whose source fails when it is told to stop. */
export function* createStubbornInputs(): Generator<Input> {
  try {
    yield* createInputs(10);
  } finally {
    refuseToClose();
  }
}

function refuseToClose(): never {
  throw new Error("cannot close");
}
