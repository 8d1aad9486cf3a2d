/** An EventSource whose other end is the test. */
export class FakeEventSource {
  static made = [];

  static get last() {
    return FakeEventSource.made.at(-1);
  }

  isClosed = false;

  constructor(url) {
    this.url = url;
    FakeEventSource.made.push(this);
  }

  /** The connect command that the address bears. */
  get connect() {
    return JSON.parse(new URL(this.url).searchParams.get('connect'));
  }

  close() {
    this.isClosed = true;
  }

  /** The node sends these objects in one event. */
  hear(...objects) {
    this.onmessage?.({ data: objects.map((object) => JSON.stringify(object)).join('\n') });
  }

  lose() {
    this.onerror?.({});
  }
}
