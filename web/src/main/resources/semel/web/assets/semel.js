// What the pages of Semel do beyond plain forms and links. Without it every page still reads and works.
(() => {
  'use strict';
  const root = document.documentElement;
  const body = document.body;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let asked = Date.now();
  const year = '; Path=/; Max-Age=31536000; SameSite=Lax';

  // Theme: chosen without a round trip, remembered for the server's next first paint.
  document.addEventListener('click', event => {
    const choice = event.target.closest('[data-theme-choice]');
    if (!choice) return;
    event.preventDefault();
    theme(choice.dataset.themeChoice);
  });
  function theme(key) {
    if (key === 'auto') root.removeAttribute('data-theme');
    else root.setAttribute('data-theme', key);
    document.cookie = 'semel-theme=' + key + year;
    document.querySelectorAll('[data-theme-choice]').forEach(link => {
      if (link.dataset.themeChoice === key) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    });
    document.dispatchEvent(new CustomEvent('semel:theme'));
  }

  // What changes something shows that a page of ours made it.
  document.addEventListener('htmx:configRequest', event => {
    event.detail.headers['X-CSRF-Token'] = body.dataset.csrf;
  });

  // A form that is being sent is not sent twice.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (form.method === 'post' && !form.hasAttribute('hx-post')) form.dataset.sent = 'yes';
  });
  addEventListener('pageshow', () =>
    document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent));

  // Live: one stream names what changed; regions that asked for it fetch themselves again.
  const pill = document.querySelector('[data-live-pill]');
  const topics = ['snapshot', 'message', 'repeat', 'alert', 'sandbox'];
  let stream = null, held = new Set(), paused = false, timer = null;
  function tell(topic) {
    if (paused) {
      held.add(topic);
      return;
    }
    htmx.trigger(body, 'live-' + topic);
  }
  // Numbers that are kept may be of a moment before the change, the longer the costlier they are: it is looked at again.
  const again = {};
  function changed(topic, pauses = [2000, 3000, 10000]) {
    tell(topic);
    clearTimeout(again[topic]);
    const [next, ...rest] = pauses;
    if (next) again[topic] = setTimeout(changed, next, topic, rest);
  }
  function look(state) {
    if (!pill) return;
    pill.classList.toggle('off', state !== 'on');
    pill.querySelector('span').textContent = pill.dataset[state];
    pill.setAttribute('aria-pressed', String(state === 'off'));
  }
  function connect() {
    if (!pill || stream || document.hidden) return;
    stream = new EventSource(body.dataset.live);
    stream.onopen = () => {
      stayed();
      clearInterval(timer);
      timer = null;
      topics.forEach(topic => changed(topic)); // what changed since the page was written, or while nobody listened
      if (!paused) look('on');
    };
    stream.onerror = () => {
      if (!paused) look('lost');
      if (!timer) timer = setInterval(() => topics.forEach(tell), 15000);
      if (stream && stream.readyState === EventSource.CLOSED) stream = null;
    };
    stream.onmessage = event => event.data.split(' ').forEach(topic => changed(topic));
  }
  function disconnect() {
    if (stream) stream.close();
    stream = null;
  }
  function pause() {
    paused = !paused;
    look(paused ? 'off' : 'on');
    if (!paused) {
      held.forEach(topic => htmx.trigger(body, 'live-' + topic));
      held.clear();
    }
  }
  if (pill) {
    pill.disabled = false;
    pill.addEventListener('click', pause);
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) disconnect();
      else {
        grow();
        connect();
      }
    });
    addEventListener('pagehide', disconnect);
    connect();
  }

  // Time passes without events too: regions look again, and rows, which stay as they are, get their ages.
  const ages = body.dataset.ages?.split('|'), ahead = Date.now() - Date.parse(body.dataset.now);
  function age(at) {
    const seconds = Math.floor((at - Date.now() + ahead + 500) / 1000), far = Math.abs(seconds);
    const [unit, count] = far < 60 ? [2, far] : far < 3600 ? [3, far / 60] : [4, far / 3600];
    return ages[seconds < 0 ? 1 : 0].replace('{0}', ages[unit].replace('{0}', Math.floor(count)));
  }
  function grow() {
    document.querySelectorAll('time + [data-age]').forEach(element => {
      const at = Date.parse(element.previousElementSibling.dateTime);
      if (Math.abs(at - Date.now() + ahead) < 172800000) element.textContent = age(at); // days are the server's
    });
  }
  if (pill) setInterval(() => {
    if (document.hidden) return;
    grow();
    if (!timer && !paused) topics.forEach(tell);
  }, 30000);

  // A region that is replaced keeps the focus and what was unfolded. While a dialog in it is open or something is being
  // pressed, it stays as it is: a click on what was replaced meanwhile would be no click. It is looked at afterwards.
  const kept = {};
  let pressed = false, missed = false;
  function released() {
    pressed = false;
    setTimeout(() => {
      if (missed) topics.forEach(tell);
      missed = false;
    });
  }
  addEventListener('pointerdown', () => pressed = true, true);
  addEventListener('pointerup', released, true);
  addEventListener('pointercancel', released, true);
  document.addEventListener('close', released, true);
  function trace(element) {
    const mark = name => '[' + name + '="' + CSS.escape(element.getAttribute(name)) + '"]';
    if (element.id) return '#' + CSS.escape(element.id);
    return element.localName + ['href', 'name', 'value'].filter(name => element.hasAttribute(name)).map(mark).join('');
  }
  document.addEventListener('htmx:beforeSwap', event => {
    const region = event.detail.target;
    if (pressed || region.querySelector('dialog[open]')) {
      event.detail.shouldSwap = false;
      missed = true;
    }
    const active = document.activeElement;
    kept[region.id] = {
      focus: region.contains(active) && trace(active),
      folds: [...region.querySelectorAll('details')].map(fold => fold.open),
    };
  });
  document.addEventListener('htmx:afterSwap', event => {
    const id = event.detail.target.id, region = document.getElementById(id), was = kept[id];
    if (!region || !was) return;
    delete kept[id];
    region.querySelectorAll('details').forEach((fold, at) => fold.open = Boolean(was.folds[at]));
    if (was.focus) region.querySelector(was.focus)?.focus({preventScroll: true});
  });

  // What counts down.
  if (!still) setInterval(() => document.querySelectorAll('[data-in]').forEach(element => {
    const left = Math.max(0, Number(element.dataset.in) - 1);
    element.dataset.in = left;
    element.textContent = Math.floor(left / 60) + ':' + String(left % 60).padStart(2, '0');
  }), 1000);

  // Charts of time: drawn in the colours of the theme, again when that changes.
  function charts() {
    if (typeof uPlot === 'undefined') return;
    const colour = name => {
      const probe = document.createElement('i');
      probe.style.color = 'var(' + name + ')';
      body.append(probe);
      const found = getComputedStyle(probe).color;
      probe.remove();
      return found;
    };
    document.querySelectorAll('[data-points]').forEach(place => {
      place.replaceChildren();
      const axis = {stroke: colour('--text-3'), grid: {stroke: colour('--line'), width: 1}, ticks: {show: false}};
      const [millis, seconds] = place.dataset.units.split('|');
      const clock = t => new Date((t + Number(place.dataset.offset)) * 1000).toISOString().slice(11, 16);
      const length = ms => ms < 1000 ? millis.replace('{0}', ms)
        : seconds.replace('{0}', (ms / 1000).toLocaleString(root.lang));
      new uPlot({
        width: place.clientWidth, height: 170, legend: {show: false}, cursor: {show: false},
        axes: [{...axis, values: (u, ticks) => ticks.map(clock)}, {...axis, size: 64, values: (u, ticks) => ticks.map(length)}],
        series: [{}, {label: place.dataset.label, stroke: colour('--accent-solid'), width: 2, points: {size: 5}}],
      }, JSON.parse(place.dataset.points), place);
    });
  }
  addEventListener('load', charts);
  document.addEventListener('semel:theme', charts);
  document.addEventListener('htmx:afterSettle', charts);

  // Dialogs open from buttons that name them; focus goes to the safe button and comes back.
  document.addEventListener('click', event => {
    const opener = event.target.closest('[data-dialog]');
    if (opener) {
      const dialog = document.getElementById(opener.dataset.dialog);
      if (dialog && !dialog.open) dialog.showModal();
    }
    const closer = event.target.closest('[data-close]');
    if (closer) closer.closest('dialog').close();
  });

  // The box at the head of a list selects its page, and shows whether all of it is selected.
  const all = document.querySelector('[data-all]');
  if (all) {
    all.hidden = false;
    const boxes = () => [...document.querySelectorAll('.cb[name=key]')];
    document.addEventListener('change', event => {
      if (event.target === all) boxes().forEach(box => box.checked = all.checked);
      all.checked = boxes().every(box => box.checked);
    });
  }

  // Copy.
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-copy]');
    if (!button) return;
    navigator.clipboard.writeText(button.dataset.copy).then(() => toast(button.dataset.copied));
  });

  function toast(text) {
    const place = document.querySelector('.toasts');
    if (!place || !text) return;
    const note = document.createElement('div');
    note.className = 'toast';
    note.textContent = text;
    place.querySelector('.toast:not(.leaving)')?.remove();
    place.append(note);
    setTimeout(() => note.remove(), 10000);
  }
  document.addEventListener('semel-toast', event => toast(event.detail.value));

  // Who does nothing for long is signed out, and told two minutes before. Every request is doing something.
  function stayed() {
    asked = Date.now();
    document.querySelector('.leaving')?.remove();
  }
  function warn() {
    if (Date.now() < asked + body.dataset.idle * 1000 - 120000 || document.querySelector('.leaving')) return;
    const note = document.createElement('div'), stay = document.createElement('button');
    note.className = 'toast leaving';
    stay.className = 'btn sm';
    stay.type = 'button';
    stay.textContent = body.dataset.stay;
    stay.addEventListener('click', () => fetch(location.href).then(answer => {
      if (answer.redirected) location.reload(); // to the sign-in, and back
      else stayed();
    }, () => {}));
    note.append(body.dataset.leaving, stay);
    document.querySelector('.toasts').append(note);
  }
  if (body.dataset.idle) setInterval(warn, 10000);
  document.addEventListener('htmx:afterRequest', event => event.detail.successful && stayed());

  // Keys. Off inside fields, and where the person turned them off.
  // On a keyboard without Latin letters, where they would stand. A Russian one has its full stop in the slash's place.
  function meant(event) {
    const key = event.key.toLowerCase();
    if (key.length > 1 || /[a-z0-9/?]/.test(key) || key === '.' && event.code === 'Period') return key;
    if (event.code === 'Slash') return event.shiftKey ? '?' : '/';
    const place = /^(?:Key([A-Z])|Digit(\d)|(Period))$/.exec(event.code);
    if (!place || event.shiftKey && !place[1]) return key;
    return place[3] ? '.' : (place[1] || place[2]).toLowerCase();
  }
  let going = false;
  document.addEventListener('keydown', event => {
    const field = event.target.closest('input, textarea, select, [contenteditable]');
    if (event.key === 'Escape' && field) {
      field.blur();
      return;
    }
    if (field || event.ctrlKey || event.metaKey || event.altKey || body.dataset.shortcuts !== 'on') return;
    if (document.querySelector('dialog[open]')) return;
    const key = meant(event);
    const place = going && document.querySelector('[data-go="' + CSS.escape(key) + '"]');
    if (place) {
      going = false;
      location.href = place.href;
      return;
    }
    going = key === 'g';
    if (key === '/') {
      const find = document.getElementById('find');
      if (find && find.offsetParent) {
        event.preventDefault();
        find.focus();
      }
    } else if (key === 'p' && pill) {
      pause();
    } else if (key === 't') {
      theme(root.dataset.theme === 'dark' ? 'light' : 'dark');
    } else if (key === '?') {
      const keys = document.getElementById('keys');
      if (keys) keys.showModal();
    } else if (key === 'j' || key === 'k') {
      row(key === 'j' ? 1 : -1);
    } else if (key === 'f') {
      document.querySelector('.toolbar summary')?.focus();
    } else if (key === 'x') {
      const box = document.activeElement.closest('tr')?.querySelector('.cb');
      if (box) box.click();
    } else {
      const button = document.querySelector('[data-key="' + CSS.escape(key) + '"]');
      if (button) {
        event.preventDefault();
        button.click();
      }
    }
  });
  function row(step) {
    const rows = [...document.querySelectorAll('[data-row]')].filter(r => r.offsetParent);
    if (!rows.length) return;
    const at = rows.findIndex(r => r.contains(document.activeElement));
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
    (next.matches('a') ? next : next.querySelector('a')).focus();
  }
})();
