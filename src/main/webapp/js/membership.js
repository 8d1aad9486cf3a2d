/** The states of a channel, and what the page calls them. */
export const Membership = Object.freeze({
  WAITING: 'waiting',
  JOINED: 'joined',
  REFUSED: 'refused',
});
