/** The choice of the page's language. The server writes the page and prefers this cookie to the browser's choice. */

/** Seconds. */
const YEAR = 365 * 24 * 60 * 60;

const choice = document.getElementById('language');

document.getElementById('apply-language').addEventListener('click', () => {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  const path = new URL(`${document.documentElement.dataset.root}/`, location).pathname;
  document.cookie = `satbuddy_language=${choice.value}; Path=${path}; Max-Age=${YEAR}; SameSite=Lax${secure}`;
  location.reload();
});
