/** Of an interrupted request the times are not known: its columns hold 0. */
export const TIMED = "status != 'interrupted'";

/** What a latency is of: a failure ends early, and would make whatever fails look fast. */
export const ANSWERED = "status = 'ok'";
