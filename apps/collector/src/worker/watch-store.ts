import type { PostgresPool } from "@just-one/postgres";

/** Whether the store answers; looked at every few seconds. */
export interface StoreWatch {
  readonly isThere: () => boolean;
  readonly close: () => void;
}

const everyMs = 3000;
const patienceMs = 10_000;

export function watchStore(
  pool: PostgresPool,
  { onChange }: { readonly onChange: (isThere: boolean) => void },
): StoreWatch {
  let answeredAt = performance.now();
  let wasThere = true;
  let isAsking = false;
  const isThere = (): boolean => performance.now() - answeredAt < patienceMs;
  const look = async (): Promise<void> => {
    if (!isAsking) {
      isAsking = true;
      await pool.query({ text: "select 1" }).then(
        () => (answeredAt = performance.now()),
        () => undefined, // silence tells
      );
      isAsking = false;
    }
    if (isThere() !== wasThere) onChange((wasThere = isThere()));
  };
  const timer = setInterval(() => void look(), everyMs);
  return { isThere, close: () => clearInterval(timer) };
}
