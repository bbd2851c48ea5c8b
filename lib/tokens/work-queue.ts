import { BusyError } from "@/lib/domain/busy";

/** Runs at most `width` jobs at once and lets at most `depth` wait; past that it refuses at once, with a BusyError. */
export class WorkQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly width: number,
    private readonly depth: number,
  ) {}

  get full(): boolean {
    return this.waiting.length >= this.depth;
  }

  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.running >= this.width) {
      if (this.full) throw new BusyError();
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running++;
    }
    try {
      return await job();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}
