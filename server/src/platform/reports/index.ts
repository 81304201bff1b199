export { ownReport } from './own-report.ts';
export { ReportBoard, type Reported } from './report-board.ts';
export { startReporter } from './reporter.ts';
