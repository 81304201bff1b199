/** Observations counted by bucket, at the price of one short search each. */
export class BucketCounts {
  /** Upper bounds, inclusive, rising. */
  readonly bounds: readonly number[];
  /** By bucket; the last is for what is above every bound. */
  readonly counts: Float64Array;
  sum = 0;
  total = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.counts = new Float64Array(bounds.length + 1);
  }

  observe(value: number): void {
    const { bounds, counts } = this;
    let bucket = 0;
    while (bucket < bounds.length && value > (bounds[bucket] as number)) bucket++;
    counts[bucket] = (counts[bucket] as number) + 1;
    this.sum += value;
    this.total += 1;
  }
}
