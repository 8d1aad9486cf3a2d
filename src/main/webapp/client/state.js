/** The states of a client, as words that people may read. */
export const State = Object.freeze({
  CONNECTING: 'connecting',
  CONNECTED: 'connected',
  DEGRADED: 'degraded',
  DISCONNECTED: 'disconnected',
});

/** The states of a channel. */
export const Membership = Object.freeze({
  UNSUBSCRIBED: 'unsubscribed',
  WAITING: 'waiting',
  JOINED: 'joined',
  REFUSED: 'refused',
});
