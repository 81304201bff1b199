import { decodeFrame, type SpoolRecord } from '../index.ts';

/** Stands where telemetry stands: keeps every frame it was given, and fails when told to. */
export class TelemetryDouble {
  /** Distinct frames by `spool/number`. */
  readonly frames = new Map<string, Buffer>();
  /** Frames that came again with other bytes: there must never be one. */
  readonly changed: string[] = [];
  sent = 0;
  /** Called before a frame is taken, and again before it is acknowledged; throwing refuses. */
  fail: (when: 'before' | 'after') => void = () => undefined;

  readonly deliver = async (bytes: Buffer): Promise<void> => {
    this.sent += 1;
    this.fail('before');
    this.take(bytes);
    this.fail('after');
  };

  take(bytes: Buffer): void {
    const frame = decodeFrame(bytes);
    const name = `${frame.spoolId}/${frame.number}`;
    const known = this.frames.get(name);
    if (known !== undefined && !known.equals(bytes)) this.changed.push(name);
    this.frames.set(name, Buffer.from(bytes));
  }

  /** Every record in the order of spools and frames. */
  get records(): SpoolRecord[] {
    return [...this.frames.values()]
      .map(decodeFrame)
      .sort((a, b) => a.spoolId.localeCompare(b.spoolId) || a.number - b.number)
      .flatMap((frame) => [...frame.records]);
  }

  get ids(): string[] {
    return this.records.map(({ id }) => id);
  }
}
