/** The one element of the page that plays this part. */
export function part(name) {
  return document.querySelector(`[data-part="${name}"]`);
}

/** A new element that holds text; whatever the text says, it stays text. */
export function element(tag, className = '', text = '') {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/** A new button that submits nothing. */
export function button(className, text, onClick) {
  const made = element('button', className, text);
  made.type = 'button';
  made.addEventListener('click', onClick);
  return made;
}

/** Sets a text, and leaves the page alone where it says so already. */
export function say(target, text) {
  if (target.textContent !== text) target.textContent = text;
}
