import { isJsonObject } from '../../../lib/json-object.ts';
import type { Members } from '../../members.ts';
import { neededObject } from './check-message.ts';

/** As `checkMessage`, for what `readTools` reads. */
export function checkTools(body: Members): string[] {
  const old = body.objects('functions').flatMap(checkFunction);
  body.object('web_search_options');
  return [...body.objects('tools').flatMap(checkTool), ...old];
}

function checkTool(tool: Members): string[] {
  const type = tool.oneOf('type', ['function', 'custom']);
  const others =
    type === 'custom'
      ? checkCustom(neededObject(tool, 'custom'))
      : checkFunction(neededObject(tool, 'function'));
  return [...others, ...tool.rest()];
}

function checkFunction(called: Members): string[] {
  called.needed('name');
  called.text('description');
  called.flag('strict');
  const parameters = called.any('parameters');
  if (parameters !== undefined && !isJsonObject(parameters)) {
    throw called.fault('parameters', 'is not an object', 'Send a JSON Schema, or leave it out.');
  }
  return called.rest();
}

function checkCustom(custom: Members): string[] {
  custom.needed('name');
  custom.text('description');
  custom.object('format');
  return custom.rest();
}
