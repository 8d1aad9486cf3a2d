import { Page } from './page.js';

/** The node's endpoint lies beside this page, whatever the context root is. */
function endpoint() {
  const url = new URL('ws', document.baseURI);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.hash = '';
  return url.href;
}

new Page(endpoint()).start();
