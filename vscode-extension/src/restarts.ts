/** Runs one task over and over, one run at a time: what is asked for during a run is done once, after it. */
export class Restarts {
  private running: Promise<void> | undefined;
  private pending: Promise<void> | undefined;

  constructor(private readonly task: () => Promise<void>) {}

  request(): Promise<void> {
    if (this.running === undefined) {
      this.running = this.task().finally(() => (this.running = undefined));
      return this.running;
    }
    const next = (): Promise<void> => {
      this.pending = undefined;
      return this.request();
    };
    this.pending ??= this.running.then(next, next);
    return this.pending;
  }
}
