// Says what is wrong with a field as soon as it is left. Semel is asked about that field alone, so this
// and the form that is sent say the same; without this script the form still says it.
'use strict';
(() => {
  const form = document.getElementById('contacts');

  async function check(input) {
    const typed = new URLSearchParams({check: input.name, [input.name]: input.value});
    const answer = await fetch(form.getAttribute('action'), {method: 'POST', body: typed});
    if (!answer.ok) throw new Error(answer.statusText);
    if (input.value !== typed.get(input.name)) return; // typed on meanwhile
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const checked = page.getElementById(input.id);
    input.parentElement.querySelector('.flaw')?.remove();
    const flaw = checked.parentElement.querySelector('.flaw');
    if (flaw) input.after(flaw);
    for (const name of ['aria-invalid', 'aria-describedby']) {
      if (checked.hasAttribute(name)) input.setAttribute(name, checked.getAttribute(name));
      else input.removeAttribute(name);
    }
  }

  form?.addEventListener('focusout', e => {
    const input = e.target;
    if (!input.matches('.f input') || input.value === (input.dataset.checked ?? '')) return;
    if (e.relatedTarget?.matches('button')) return; // it is sent now: nothing moves under the pointer
    input.dataset.checked = input.value;
    check(input).catch(() => delete input.dataset.checked); // not answered: asked again
  });
})();
