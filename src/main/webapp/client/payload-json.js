import { CarillonError } from './carillon-error.js';

/** A command may have 16 levels, and is one itself (protocol.md 3.4). */
const MOST_LEVELS = 15;
/** In unicode mode a pair is one character: this is half of one only. */
const HALF_A_CHARACTER = /[\ud800-\udfff]/u;

/**
 * The JSON of a publication's data. What would come out as something else, or the node would refuse, is refused: only a member that is undefined is left out.
 *
 * @throws {CarillonError} `bad_request`, with where it is
 */
export function jsonOf(data) {
  try {
    const json = JSON.stringify(data, checking(true));
    if (json !== undefined) return json;
  } catch (error) {
    throw asRefusal(error);
  }
  throw bad('The data is undefined.');
}

/**
 * Data that is JSON text already.
 *
 * @throws {CarillonError} `bad_request`
 */
export function checkedJson(text) {
  try {
    JSON.stringify(JSON.parse(text), checking(false));
    return String(text);
  } catch (error) {
    throw asRefusal(error);
  }
}

/** A replacer that replaces nothing. It is called for each value with its holder, from the outside in; `toJSON` has been called before. */
function checking(isNumberChecked) {
  const levels = new Map();
  return function check(name, value) {
    const level = (levels.get(this) ?? 0) + 1;
    if (typeof value === 'object') levels.set(value, level);
    const isTooDeep = level > MOST_LEVELS && typeof value === 'object' && value !== null;
    const problem = isTooDeep ? `more than ${MOST_LEVELS} levels` : halfOf(name) || problemOf(value, this, name, isNumberChecked);
    if (problem) throw bad(`The data can't be published: ${problem}${name && ` (at '${name}')`}.`);
    return value;
  };
}

function problemOf(value, holder, name, isNumberChecked) {
  if (typeof value === 'string') return halfOf(value);
  if (typeof value === 'number') return isNumberChecked && !Number.isFinite(value) && noJson(value);
  if (value === null) return kindOf(holder[name]) === 'Date' && noJson('an invalid date');
  if (value === undefined) return Array.isArray(holder) && noJson('undefined');
  if (typeof value === 'object') return !['Object', 'Array'].includes(kindOf(value)) && noJson(`an object of the kind ${kindOf(value)}`);
  return typeof value !== 'boolean' && noJson(`a ${typeof value}`);
}

function halfOf(text) {
  return HALF_A_CHARACTER.test(text) && 'half a character (a lone surrogate)';
}

function kindOf(object) {
  return Object.prototype.toString.call(object).slice(8, -1);
}

function noJson(what) {
  return `${what}, which JSON can't hold`;
}

function asRefusal(error) {
  return error instanceof CarillonError ? error : bad(`The data can't be published: ${error.message}`);
}

function bad(message) {
  return new CarillonError({ code: 'bad_request', message });
}
