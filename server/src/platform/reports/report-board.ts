import { type LinkRoutes, readLinkBody } from '../link/index.ts';
import { ProcessReport } from './process-report.ts';

const MAX_BYTES = 64 << 10;
/** Three reports missed. */
const SILENT_AFTER_MS = 16_000;
const FORGOTTEN_AFTER_MS = 120_000;

/** A report with the role that the reporter proved, and how long ago it came. */
export interface Reported extends ProcessReport {
  readonly role: string;
  readonly ageMs: number;
  /** Nothing was heard for so long that it has stopped, hangs, or is cut off. */
  readonly silent: boolean;
}

/** The last report of each process, in control's memory. */
export class ReportBoard {
  readonly #reports = new Map<string, { report: ProcessReport; role: string; atMs: number }>();

  get routes(): LinkRoutes {
    return {
      'POST /report': async ({ request, response, caller }) => {
        const body = await readLinkBody(request, MAX_BYTES);
        const report = ProcessReport.parse(JSON.parse(body.toString('utf8')));
        if (report.ended) this.#reports.delete(report.process);
        else this.#reports.set(report.process, { report, role: caller, atMs: performance.now() });
        response.writeHead(204).end();
      },
    };
  }

  list(): Reported[] {
    const now = performance.now();
    for (const [process, { atMs }] of this.#reports)
      if (now - atMs > FORGOTTEN_AFTER_MS) this.#reports.delete(process);
    return Array.from(this.#reports.values(), ({ report, role, atMs }) => ({
      ...report,
      role,
      ageMs: Math.round(now - atMs),
      silent: now - atMs > SILENT_AFTER_MS,
    }));
  }
}
