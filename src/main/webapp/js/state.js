/** The states of a connection, as words that people may read. */
export const State = Object.freeze({
  CONNECTING: 'connecting',
  CONNECTED: 'connected',
  DEGRADED: 'degraded',
  DISCONNECTED: 'disconnected',
});

/** The states of one wanted channel. */
export const Membership = Object.freeze({
  WAITING: 'waiting',
  JOINING: 'joining',
  JOINED: 'joined',
  REFUSED: 'refused',
});
