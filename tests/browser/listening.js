// Gives each fault as a pair: what is wrong, and the element. Run in the page by listening.py.
() => {
    const NOT_OURS = '.select2-container, #nav-sidebar, .breadcrumbs, #site-name, .related-widget-wrapper, .desk-page, .review__page, .footer';
    const faults = [];
    const fault = (what, element) => faults.push([what, element ? element.outerHTML.slice(0, 160) : '']);
    const all = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility() && !each.closest('[aria-hidden=true]'));
    const words = (element) => element.textContent.replace(/\s+/g, ' ').trim();
    const byIds = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean);
    const nameOf = (element) => element.getAttribute('aria-label')
        || (element.hasAttribute('aria-labelledby') && byIds(element.getAttribute('aria-labelledby')).map(words).join(' '))
        || (element.matches('fieldset') && words(element.querySelector('legend') || document.createElement('i')))
        || (element.matches('table') && words(element.querySelector('caption') || document.createElement('i')))
        || (element.matches('input') ? element.value : words(element)) || element.title || [...element.querySelectorAll('img')].map((each) => each.alt).join(' ');

    // Where one is
    const titles = all('h1').filter((each) => (each.ariaLevel || '1') === '1');
    if (titles.length !== 1) { fault(`${titles.length} h1`); }
    let level = 0;
    for (const heading of all('h1, h2, h3, h4, h5, h6')) {
        if (heading.matches('#site-name, #site-name *')) { continue; }
        const next = Number(heading.ariaLevel || heading.tagName[1]);
        if (level && next > level + 1) { fault(`h${next} after h${level}`, heading); }
        level = next;
    }
    if (all('main, [role=main]').length !== 1) { fault('not one main'); }
    for (const [what, selector] of [['navigation', 'nav, [role=navigation]'], ['region', 'section[aria-label], section[aria-labelledby], [role=region]']]) {
        const names = all(selector).map((each) => each.hasAttribute('aria-label') || each.hasAttribute('aria-labelledby') ? nameOf(each) : '');
        names.forEach((name, at) => { if (names.indexOf(name) !== at) { fault(`two of ${what} called "${name}"`); } });
    }

    // What leads and what does something must be told apart by name alone
    const seen = new Map();
    for (const element of all('a[href], button, input[type=submit]')) {
        if (element.closest(NOT_OURS)) { continue; }
        const name = nameOf(element);
        if (!name) { fault('no name', element); continue; }
        const form = element.form;
        const does = element.matches('a') ? element.getAttribute('href') : `${form ? element.getAttribute('formaction') || form.getAttribute('action') || '' : element.id} ${element.name} ${element.value} ${element.dataset.does || ''}`;
        const key = `${element.matches('a') ? 'link' : 'button'} "${name}"`;
        if (element.matches('[rel~=noopener]')) { continue; } // pages of other sites have the titles that they have
        const before = seen.get(key);
        if (before !== undefined && before !== does && !element.closest('[role=toolbar]')) { fault(`${key} twice: ${before} and ${does}`, element); }
        seen.set(key, does);
    }

    // Boxes
    for (const element of document.querySelectorAll('[aria-describedby], [aria-labelledby], [aria-controls]')) {
        for (const kind of ['aria-describedby', 'aria-labelledby', 'aria-controls']) {
            for (const id of (element.getAttribute(kind) || '').split(/\s+/).filter(Boolean)) {
                if (!document.getElementById(id) && !element.closest('.select2-container')) { fault(`${kind} leads nowhere: ${id}`, element); }
            }
        }
    }
    const ids = [...document.querySelectorAll('[id]')].map((each) => each.id);
    new Set(ids.filter((id, at) => ids.indexOf(id) !== at)).forEach((id) => fault(`two elements with the id ${id}`));
    for (const list of all('.errorlist:not(.nonfield)')) {
        const described = list.id && document.querySelector(`[aria-describedby~="${list.id}"]`);
        if (!described) { fault('error is not tied to its box', list); }
    }
    for (const element of all('[aria-invalid=true]')) {
        if (!element.matches('[aria-describedby], fieldset[aria-describedby] *, [role=group][aria-describedby] *')) { fault('wrong, but of nothing that says why', element); }
    }
    const groups = new Set();
    for (const radio of all('input[type=radio]')) {
        const group = radio.closest('fieldset, [role=radiogroup], [role=group]');
        if (!groups.has(radio.name) && !radio.closest('.history__pair') && !(group && nameOf(group))) { fault('choices without a question', radio); }
        groups.add(radio.name);
    }

    // Tables
    for (const table of all('table')) {
        if (!table.querySelector('th')) { fault('table without headers', table); }
        const around = table.closest('[role=region], fieldset[aria-labelledby], section[aria-labelledby]');
        if (!table.querySelector('caption') && !table.matches('[aria-label], [aria-labelledby]') && !around && !table.closest('#changelist')) { fault('table without a name', table); }
        table.querySelectorAll('thead th:not([scope])').forEach((each) => fault('header without scope', each));
    }

    // Errors come first in the title
    const errors = all('.errornote, .errorlist, .form__error, .comment-box__error, .desk-refusal[role=alert]').filter((each) => !each.closest('dialog'));
    if (errors.length && !document.title.startsWith('Error')) { fault(`errors, but the title is "${document.title}"`, errors[0]); }
    if (!errors.length && document.title.startsWith('Error')) { fault(`no errors, but the title is "${document.title}"`); }

    // Things to hit
    for (const element of all('button, input:not([type=hidden]), select, textarea, summary, a.button, .target')) {
        if (element.closest('.visually-hidden, .select2-hidden-accessible, .select2-container') || element.matches('.select2-hidden-accessible')) { continue; }
        const boxes = [element, ...(element.labels || [])].map((each) => each.getBoundingClientRect());
        const [width, height] = [Math.max(...boxes.map((box) => box.width)), Math.max(...boxes.map((box) => box.height))];
        if (width && (Math.round(width) < 24 || Math.round(height) < 24)) { fault(`only ${Math.round(width)} x ${Math.round(height)} large`, element); }
    }
    return faults;
}
