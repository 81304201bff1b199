import { sql } from 'kysely';
import type { Database } from '../../platform/postgres/index.ts';
import type { FrameName } from '../../platform/spool/frame.ts';
import type { CollectedEffect, FrameEffect } from './frame-effect.ts';

/** The effects of frames in PostgreSQL, and the memory of which frames have had theirs. */
export class FrameEffects {
  readonly #db: Database;
  readonly #effects: readonly FrameEffect[];

  constructor(db: Database, effects: readonly FrameEffect[]) {
    this.#db = db;
    this.#effects = effects;
  }

  /** Begins a frame: each effect is then to be given its requests. */
  of(frame: FrameName): readonly CollectedEffect[] {
    return this.#effects.map((effect) => effect.of(frame));
  }

  async applied(frame: FrameName): Promise<boolean> {
    const row = await this.#db
      .selectFrom('frame_cursors')
      .select('frame_number')
      .where('spool_id', '=', frame.spoolId)
      .where('frame_number', '=', frame.number)
      .executeTakeFirst();
    return row !== undefined;
  }

  /**
   * Applies what was collected and writes the frame's cursor, in one transaction. False, and no effect, where the frame has
   * had its effects. `beforeCommit` is for tests that break off there.
   */
  async apply(
    frame: FrameName,
    collected: readonly CollectedEffect[],
    beforeCommit: () => void | Promise<void> = () => undefined,
  ): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const cursor = await trx
        .insertInto('frame_cursors')
        .values({
          spool_id: frame.spoolId,
          frame_number: frame.number,
          cut_at: sql`to_timestamp(${frame.cutAtUs / 1e6})`,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('frame_number')
        .executeTakeFirst();
      if (cursor === undefined) return false;
      for (const effect of collected) await effect.apply(trx);
      await beforeCommit();
      return true;
    });
  }
}
