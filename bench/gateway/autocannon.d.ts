/** What is used of autocannon, which brings no types. */
declare module 'autocannon' {
  interface Result {
    readonly '2xx': number;
    readonly non2xx: number;
    readonly errors: number;
    /** Seconds. */
    readonly duration: number;
    /** Milliseconds. */
    readonly latency: { readonly p50: number; readonly p99: number };
  }
  export default function autocannon(options: {
    url: string;
    method: 'POST';
    headers: Record<string, string>;
    body: Buffer;
    connections: number;
    duration: number;
  }): Promise<Result>;
}
