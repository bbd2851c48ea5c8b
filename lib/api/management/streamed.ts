import { currentRequest } from "@/lib/request/context";

/** Bytes that are sent at once. */
const PIECE = 32 * 1024;

/**
 * An answer that is made while it is sent: never more of it than a piece is held, however long it is and however slowly
 * it is read. Where making it breaks off, so does the connection: nobody takes a part for the whole.
 */
export function streamed(lines: AsyncIterator<string>, type: string): Response {
  const { report } = currentRequest();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          let piece = "";
          let isOver = false;
          while (!isOver && piece.length < PIECE) {
            const next = await lines.next();
            isOver = next.done === true;
            if (!next.done) piece += next.value;
          }
          if (piece !== "") controller.enqueue(encoder.encode(piece));
          if (isOver) controller.close();
        } catch (error) {
          report?.(error);
          controller.error(new Error("An answer broke off."));
        }
      },
      async cancel() {
        await lines.return?.();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { "Content-Type": type } });
}

/**
 * An answer that is made while the request is read, and waits for nobody: a client may send all of it before it reads
 * anything, and would wait for us for ever if we waited for it. What it has not read yet is held.
 */
export function streamedMeanwhile(lines: AsyncIterator<string>, type: string): Response {
  const { report } = currentRequest();
  const encoder = new TextEncoder();
  let isGone = false;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = async () => {
        for (let next = await lines.next(); !next.done && !isGone; next = await lines.next())
          controller.enqueue(encoder.encode(next.value));
        if (isGone) await lines.return?.();
        else controller.close();
      };
      write().catch((error) => {
        report?.(error);
        if (!isGone) controller.error(new Error("An answer broke off."));
      });
    },
    cancel() {
      isGone = true;
    },
  });
  return new Response(body, { headers: { "Content-Type": type } });
}
