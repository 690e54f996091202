/** What this process is at work on, so that its end can wait for it. */

export class Underway {
  private readonly works = new Set<Promise<unknown>>()
  private ending = false

  /** whether nothing more is to be begun */
  readonly ends = (): boolean => this.ending

  async add<T>(work: Promise<T>): Promise<T> {
    this.works.add(work)
    try {
      return await work
    } finally {
      this.works.delete(work)
    }
  }

  /** @returns once all has come to its end, well or not; what is begun meanwhile, too */
  async end(): Promise<void> {
    this.ending = true
    while (this.works.size > 0) await Promise.allSettled(this.works)
  }
}
