'use strict';
{
    // Filters, letters and pages change the list in place. What is asked for is the page that the address gives without this
    // script, and what it has in the parts that change is put here; so both always say the same, and the address can be shared.
    const PARTS = ['letters', 'filters', 'results'];
    const partOf = (page, name) => page.querySelector(`[data-part="${name}"]`);
    const status = document.querySelector('[data-part-status]');
    const section = document.getElementById('results');
    const filters = document.querySelector('.filters');
    let asking = null;
    let shown = window.location.search;

    // It is read out only when it changes, and two lists may say the same of themselves.
    const announce = (text) => {
        status.textContent = '';
        window.setTimeout(() => {
            status.textContent = text;
        }, 100);
    };

    const show = (page) => {
        for (const name of PARTS) {
            partOf(document, name).replaceChildren(...partOf(page, name).childNodes);
        }
        document.title = page.title;
        announce(page.querySelector('[data-part-status]').textContent);
    };

    const go = async (address, {isNew}) => {
        if (asking) {
            asking.abort();
        }
        const own = new AbortController();
        asking = own;
        section.setAttribute('aria-busy', 'true');
        try {
            const response = await fetch(address, {signal: own.signal});
            const page = new DOMParser().parseFromString(await response.text(), 'text/html');
            if (!PARTS.every((name) => partOf(page, name))) {
                window.location.assign(address); // another page, such as an error
                return;
            }
            if (isNew) {
                window.history.pushState(null, '', address); // first, since links are read from here
            }
            shown = window.location.search;
            show(page);
            if (isNew) {
                section.focus({preventScroll: true});
                section.scrollIntoView();
            }
        } catch (error) {
            if (error.name !== 'AbortError') {
                window.location.assign(address);
            }
        } finally {
            if (asking === own) {
                section.removeAttribute('aria-busy');
            }
        }
    };

    const address = (query) => window.location.pathname + (query ? `?${query}` : '');

    document.addEventListener('submit', (event) => {
        if (!event.target.matches('.filters__form')) {
            return;
        }
        event.preventDefault();
        const asked = [...new FormData(event.target)].filter(([, value]) => value.trim());
        filters.open = false; // as when the page is loaded; a wide window shows them all the same
        go(address(new URLSearchParams(asked).toString()), {isNew: true});
    });

    document.addEventListener('click', (event) => {
        const link = event.target.closest('[data-part] a[href^="?"]');
        if (!link || event.defaultPrevented || event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
            return;
        }
        event.preventDefault();
        go(address(link.getAttribute('href').slice(1)), {isNew: true});
    });

    window.addEventListener('popstate', () => {
        if (window.location.search !== shown) { // else only the place on the page changed
            go(window.location.href, {isNew: false});
        }
    });
}
