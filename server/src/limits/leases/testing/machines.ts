import { LeaseControl } from '../lease-control.ts';
import { LeaseHolder } from '../lease-holder.ts';

/** The two machines, so that broken ones can take their places. */
export interface Machines {
  readonly control: typeof LeaseControl;
  readonly holder: typeof LeaseHolder;
}

export const SOUND: Machines = { control: LeaseControl, holder: LeaseHolder };
