import { claimNotifications, type DueNotification } from "@/lib/db/notifications";
import { seconds } from "@/lib/domain/duration";
import { processWide } from "@/lib/process-wide";

/** How many deliveries one process has under way at most, and how many of one hook. */
const MOST = 32;
const MOST_PER_HOOK = 4;

/** An idle process looks this often. */
const POLL_MS = seconds(1);

/** How long the end of the process waits for what is under way. What it cuts off is claimed again later. */
const STOP_WITHIN_MS = seconds(3);

type Loop = { readonly wake: () => void; readonly stop: () => Promise<void> };

const home = processWide<{ loop: Loop | null }>("deliveries", () => ({ loop: null }));

type Deliver = (due: DueNotification) => Promise<void>;

/**
 * Begins to deliver notifications in this process, on and on. One slow receiver holds up no other: of each hook only a
 * few are under way, and a place that becomes free goes to the hook that has the fewest.
 */
export function startDeliveryLoop(deliver: Deliver, onError: (error: Error) => void): void {
  home.loop ??= runLoop(deliver, onError);
}

/** Claims no more, and waits a little for what is under way. */
export async function stopDeliveryLoop(): Promise<void> {
  const { loop } = home;
  home.loop = null;
  await loop?.stop();
}

/** Has this process look at once for what is due: said after the transaction that wrote it. */
export function wakeDeliveries(): void {
  home.loop?.wake();
}

function runLoop(deliver: Deliver, onError: (error: Error) => void): Loop {
  const underWay = new Map<string, number>();
  const deliveries = new Set<Promise<void>>();
  const bell = newBell();
  let stopped = false;

  const count = (hookId: string, by: 1 | -1) => {
    const now = (underWay.get(hookId) ?? 0) + by;
    if (now > 0) underWay.set(hookId, now);
    else underWay.delete(hookId);
  };
  const begin = (due: DueNotification) => {
    count(due.hook.id, 1);
    const delivery = deliver(due)
      .catch(onError)
      .finally(() => {
        count(due.hook.id, -1);
        deliveries.delete(delivery);
        bell.ring();
      });
    deliveries.add(delivery);
  };
  const turn = async () => {
    const most = MOST - deliveries.size;
    if (most === 0) return;
    const claimed = await claimNotifications(new Date(), { most, mostPerHook: MOST_PER_HOOK, underWay });
    for (const due of claimed) begin(due);
  };
  const running = (async () => {
    while (!stopped) {
      await turn().catch(onError);
      await bell.rings(POLL_MS);
    }
  })();

  return {
    wake: bell.ring,
    stop: async () => {
      stopped = true;
      bell.ring();
      await running;
      await withinMs(Promise.all(deliveries), STOP_WITHIN_MS);
    },
  };
}

/** Something to wait for that may be rung before, or never. */
function newBell() {
  let rung = false;
  let answer: (() => void) | null = null;
  return {
    ring: () => {
      rung = true;
      answer?.();
    },
    rings: async (withinAtMost: number) => {
      if (!rung)
        await withinMs(
          new Promise<void>((resolve) => {
            answer = resolve;
          }),
          withinAtMost,
        );
      rung = false;
      answer = null;
    },
  };
}

async function withinMs(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
