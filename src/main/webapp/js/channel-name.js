const NAME = /^[A-Za-z0-9_~-]+(?:[.:][A-Za-z0-9_~-]+)*$/;
const LONGEST = 255;
const MOST = 100;

/** Whether a name is a channel's, by protocol.md rule 2.1. */
export function isChannelName(name) {
  return name.length <= LONGEST && NAME.test(name);
}

/**
 * The channels that a location's hash names: `#news,orders.42`.
 *
 * @param {string} hash with or without its `#`
 * @returns {string[]} each once; what is no channel name is left out
 */
export function channelsInHash(hash) {
  const names = unescaped(hash.replace(/^#/, '')).split(',').map((name) => name.trim());
  return [...new Set(names.filter(isChannelName))].slice(0, MOST);
}

/** The hash that names these channels; empty if there is none. */
export function hashOf(channels) {
  return channels.length === 0 ? '' : `#${channels.join(',')}`;
}

function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A stray % is no channel name either way.
  }
}
