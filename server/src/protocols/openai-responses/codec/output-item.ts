import type { JsonObject } from '../../../lib/json-object.ts';

/** Says an event of the stream. */
export type Emit = (type: string, data: JsonObject) => void;

/** An item of an answer that is being written. */
export interface OutputItem {
  /** As it stands now. */
  readonly value: JsonObject;
  /** Its end; `status`: `incomplete` where the answer was cut off in it. */
  close(status: 'completed' | 'incomplete'): void;
}

/** Where an item stands, for the events that are about it. */
export interface ItemPlace {
  readonly item_id: string;
  readonly output_index: number;
}
