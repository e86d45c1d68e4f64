// Draws the charts of a page and, while runs go on, brings what has changed since, part by part.
'use strict';
(() => {
  const interval = 2000;
  const live = document.getElementById('live');
  const sources = new Map();

  async function fetchChart(element) {
    const response = await fetch(element.dataset.source);
    if (!response.ok) {
      return;
    }

    const text = await response.text();
    if (sources.get(element.id) !== text) {
      sources.set(element.id, text);
      pageCharts.draw(element, JSON.parse(text));
    }
  }

  const inSight = new IntersectionObserver(entries => {
    for (const entry of entries.filter(entry => entry.isIntersecting)) {
      inSight.unobserve(entry.target);
      entry.target.dataset.seen = 'yes';
      fetchChart(entry.target);
    }
  }, { rootMargin: '200px' });

  function drawNew(root) {
    for (const element of root.querySelectorAll('.chart:not([data-found])')) {
      element.dataset.found = 'yes';
      if (element.dataset.chart) {
        pageCharts.draw(element, JSON.parse(element.dataset.chart));
      } else {
        inSight.observe(element);
      }
    }
  }

  // What the server sent last, by id: the page itself changes as charts are drawn and boxes are ticked.
  const sent = new Map();
  const remember = root => root.querySelectorAll('[data-part]').forEach(part => sent.set(part.id, part.outerHTML));

  function replace(part, next) {
    const ticked = [...part.querySelectorAll('input:checked')].map(input => input.value);
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    const place = focused && [...part.querySelectorAll('a, button, input, select, summary')].indexOf(focused);
    sent.set(next.id, next.outerHTML);
    const drawn = part.querySelector('.chart[data-chart]'), redrawn = next.querySelector('.chart[data-chart]');
    if (drawn && redrawn && drawn.id === redrawn.id) {
      drawn.setAttribute('data-chart', redrawn.dataset.chart);
      pageCharts.draw(drawn, JSON.parse(redrawn.dataset.chart));
      return;
    }

    part.replaceWith(next);
    next.querySelectorAll('input').forEach(input => { input.checked ||= ticked.includes(input.value); });
    if (focused) {
      next.querySelectorAll('a, button, input, select, summary')[place]?.focus();
    }
  }

  function takeList(list, next) {
    let before = list.firstElementChild;
    for (const row of [...next.children]) {
      const old = document.getElementById(row.id);
      if (!old) {
        sent.set(row.id, row.outerHTML);
        list.insertBefore(row, before);
      } else if (old === before) {
        before = before.nextElementSibling;
      } else {
        list.insertBefore(old, before);
      }
    }

    const ids = new Set([...next.ids]);
    [...list.children].filter(row => !ids.has(row.id)).forEach(row => { sent.delete(row.id); row.remove(); });
  }

  function take(page) {
    for (const list of page.querySelectorAll('[data-list]')) {
      const ours = document.getElementById(list.id);
      if (ours) {
        takeList(ours, { children: [...list.children].map(row => row.cloneNode(true)), ids: [...list.children].map(row => row.id) });
      }
    }

    let changes = 0;
    for (const next of page.querySelectorAll('[data-part]')) {
      const part = document.getElementById(next.id);
      if (part && sent.get(next.id) !== next.outerHTML) {
        changes++;
        replace(part, document.importNode(next, true));
      }
    }

    // A section that was not there before (the first curve, the first artifact) comes with a new page.
    if (!sameShape(page)) {
      document.getElementById('content').replaceChildren(...[...page.getElementById('content').children].map(child => document.importNode(child, true)));
      remember(document);
    }

    document.body.dataset.live = page.body.dataset.live;
    drawNew(document);
    return changes;
  }

  function sameShape(page) {
    const ids = root => [...root.querySelectorAll('main [data-part], main [data-list]')].map(part => part.id).join('\n');
    return ids(page) === ids(document);
  }

  async function ask() {
    try {
      const response = await fetch(location.href, { cache: 'no-cache' });
      if (!response.ok) {
        throw new Error(response.statusText);
      }

      const text = await response.text();
      if (text !== ask.last) {
        ask.last = text;
        take(new DOMParser().parseFromString(text, 'text/html'));
      }

      await Promise.all([...document.querySelectorAll('.chart[data-source][data-seen]')].map(fetchChart));
      live.textContent = document.body.dataset.live === 'yes' ? 'live' : '';
    } catch {
      live.textContent = 'The server does not answer; asking again.';
    }
  }

  async function follow() {
    while (document.body.dataset.live === 'yes') {
      await new Promise(done => setTimeout(done, interval));
      if (!document.hidden) {
        await ask();
      }
    }
  }

  for (const box of document.querySelectorAll('[data-choose-all]')) {
    box.disabled = false;
    box.addEventListener('change', () => document.querySelectorAll('input[name=run]').forEach(run => { run.checked = box.checked; }));
  }

  remember(document);
  drawNew(document);
  if (document.body.dataset.live === 'yes') {
    live.textContent = 'live';
  }

  follow();
})();
