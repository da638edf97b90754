'use strict';
{
    // While somebody types into a search box, the server is asked what to offer, and its HTML is put below the box: a plain list
    // of links, which the arrow keys go through. How many there are is read out. Without this script the button searches.
    const PAUSE = 200; // milliseconds without a key
    const SHORTEST = 2;
    let waiting = 0;
    let asking = null;

    const partsOf = (element) => {
        const box = element.closest('.search-box');
        return box && {
            input: box.querySelector('[data-suggestions]'),
            list: box.querySelector('.search-box__list'),
            status: box.querySelector('[role="status"]'),
        };
    };

    const close = ({list, status}) => {
        window.clearTimeout(waiting);
        if (asking) {
            asking.abort();
        }
        list.hidden = true;
        list.replaceChildren();
        status.textContent = '';
    };

    const ask = async (parts) => {
        const {input, list, status} = parts;
        const typed = input.value.trim();
        if (asking) {
            asking.abort();
        }
        if (typed.length < SHORTEST) {
            close(parts);
            return;
        }
        asking = new AbortController();
        try {
            const response = await fetch(`${input.dataset.suggestions}?${new URLSearchParams({q: typed})}`, {signal: asking.signal});
            if (!response.ok) {
                throw new Error(response.statusText);
            }
            const found = new DOMParser().parseFromString(await response.text(), 'text/html').body;
            if (!input.closest('.search-box').contains(document.activeElement)) {
                return;
            }
            list.replaceChildren(...found.childNodes);
            list.hidden = !list.querySelector('a');
            const said = list.querySelector('[data-said]');
            status.textContent = said ? said.textContent : '';
            if (said) {
                said.remove(); // it is said once
            }
        } catch (error) {
            if (error.name !== 'AbortError') {
                close(parts); // the button still searches
            }
        }
    };

    document.addEventListener('input', (event) => {
        if (event.target.matches('[data-suggestions]')) {
            const parts = partsOf(event.target);
            window.clearTimeout(waiting);
            waiting = window.setTimeout(() => ask(parts), PAUSE);
        }
    });

    document.addEventListener('keydown', (event) => {
        const parts = partsOf(event.target);
        if (!parts || parts.list.hidden || event.altKey || event.ctrlKey || event.metaKey) {
            return;
        }
        const stops = [parts.input, ...parts.list.querySelectorAll('a')];
        const here = stops.indexOf(event.target);
        if (event.key === 'Escape') {
            event.preventDefault();
            close(parts);
            parts.input.focus();
        } else if (event.key === 'ArrowDown' && here < stops.length - 1) {
            event.preventDefault();
            stops[here + 1].focus();
        } else if (event.key === 'ArrowUp' && here > 0) {
            event.preventDefault();
            stops[here - 1].focus();
        }
    });

    document.addEventListener('focusout', (event) => {
        const parts = partsOf(event.target);
        // Nothing that follows: a tap on plain text; the browser's own window has it.
        if (parts && !parts.list.hidden && event.relatedTarget && !event.target.closest('.search-box').contains(event.relatedTarget)) {
            close(parts);
        }
    });
    document.addEventListener('pointerdown', (event) => {
        for (const list of document.querySelectorAll('.search-box__list:not([hidden])')) {
            if (!list.closest('.search-box').contains(event.target)) {
                close(partsOf(list));
            }
        }
    });
}
