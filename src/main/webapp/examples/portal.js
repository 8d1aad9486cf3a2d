import '../carillon-feed.js';

/** The client that the elements of this page share: it can be used for more. */
const { carillon } = document.querySelector('carillon-feed');

for (const form of document.querySelectorAll('form')) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const output = form.querySelector('output');
    try {
      const { level } = await carillon.publish(form.dataset.channel, Object.fromEntries(new FormData(form)));
      output.textContent = `Published (${level}).`;
    } catch (error) {
      output.textContent = `Not published: ${error.message} (${error.code})`;
    }
  });
}

const connection = document.querySelector('[data-part="connection"]');

function show({ state, node }) {
  connection.textContent = node ? `${state}, to ${node}${carillon.leads ? '' : ', through another tab'}` : state;
}

carillon.on('state', show);
show(carillon.status);
