/* global deskWriting */
'use strict';
{
    // "Cite a source": a dialog that finds one while one types, and puts [@code] or [@code, p. 12] where the cursor was.
    const PAUSE = 200;
    const CITED = /@([a-z0-9]+(?:-[a-z0-9]+)*)/g;
    const CITATION = /\[@[^[\]\n]*\]/g;
    const PLACE = /^[^[\];@\n]{1,80}$/;
    const part = (name) => document.getElementById(`desk-cite${name && `-${name}`}`);

    let box = null;
    let at = 0;
    let chosen = null;
    let asking = null;
    let timer = null;

    // Finding: a box with a list below, by the pattern of WAI-ARIA; the focus stays in the box

    const options = () => [...part('list').children];
    const current = () => part('list').querySelector('[aria-selected="true"]');

    const point = (option) => {
        for (const each of options()) {
            each.setAttribute('aria-selected', String(each === option));
        }
        part('search').setAttribute('aria-activedescendant', option ? option.id : '');
        option?.scrollIntoView({ block: 'nearest' });
    };

    const shown = (results) => {
        part('list').replaceChildren(
            ...results.map((source, index) => {
                const option = document.createElement('li');
                option.id = `desk-cite-option-${index}`;
                option.className = 'desk-dialog__option';
                option.role = 'option';
                option.dataset.code = source.code;
                const title = Object.assign(document.createElement('span'), { className: 'desk-dialog__title', textContent: source.title });
                const about = Object.assign(document.createElement('span'), { className: 'desk-dialog__about' });
                about.textContent = [source.about, `[@${source.code}]`].filter(Boolean).join(' ');
                option.append(title, ' ', about);
                return option;
            }),
        );
        part('list').hidden = !results.length;
        part('search').setAttribute('aria-expanded', String(results.length > 0));
        point(null);
    };

    const counted = (number, more, isSearch) => {
        const sources = `${number} source${number === 1 ? '' : 's'}`;
        if (!isSearch) {
            return number ? `${sources} cited on this page already.` : '';
        }
        return more ? `The first ${sources}; type more to find others.` : number ? `${sources} found.` : 'No source found. Try another word, or add the source.';
    };

    const citedHere = () => {
        const texts = [...document.querySelectorAll(deskWriting.boxes)].map((each) => each.value);
        return [...new Set(texts.flatMap((text) => [...text.matchAll(CITED)].map((found) => found[1])))].slice(0, 50);
    };

    const find = async () => {
        asking?.abort();
        asking = new AbortController();
        const term = part('search').value.trim();
        const query = new URLSearchParams(term ? { q: term } : citedHere().map((code) => ['cited', code]));
        try {
            const response = await fetch(`${document.getElementById('desk-writing').dataset.search}?${query}`, { signal: asking.signal, redirect: 'error' });
            if (!response.ok) {
                throw new Error(response.status);
            }
            const { results, more } = await response.json();
            shown(results);
            part('count').textContent = counted(results.length, more, Boolean(term));
        } catch (error) {
            if (error.name !== 'AbortError') {
                shown([]);
                part('count').textContent = 'Sources cannot be searched now. Perhaps your session has ended: sign in again in a new tab, then type on here.';
            }
        }
    };

    const choose = (code, name) => {
        chosen = code;
        part('name').textContent = `${name} [@${code}]`;
        part('chosen').hidden = false;
        part('list').hidden = true;
        part('search').setAttribute('aria-expanded', 'false');
        point(null);
        part('place').focus();
    };

    const chooseOption = (option) => choose(option.dataset.code, option.querySelector('.desk-dialog__title').textContent);

    const ARROWS = { ArrowDown: 1, ArrowUp: -1 };
    const onKey = (event) => {
        const all = options();
        if (event.key in ARROWS && all.length) {
            event.preventDefault();
            part('list').hidden = false;
            part('search').setAttribute('aria-expanded', 'true');
            const from = all.indexOf(current());
            const to = from < 0 && event.key === 'ArrowUp' ? all.length - 1 : from + ARROWS[event.key];
            point(all[(to + all.length) % all.length]);
        } else if (event.key === 'Enter') {
            event.preventDefault();
            const option = current() || (all.length === 1 && all[0]);
            if (option && !part('list').hidden) {
                chooseOption(option);
            }
        } else if (event.key === 'Escape' && !part('list').hidden && part('search').value) {
            event.preventDefault(); // the first time it takes the search back, then it closes the dialog
            part('search').value = '';
            find();
        }
    };

    // Inserting

    const insert = (event) => {
        const place = part('place').value.trim();
        part('place-error').textContent = '';
        if (place && !PLACE.test(place)) {
            event.preventDefault();
            part('place-error').textContent = 'A place may not have brackets, ; or @ in it.';
            part('place').focus();
            return;
        }
        const citation = `@${chosen}${place && `, ${place}`}`;
        part('').close();
        const beside = [...box.value.matchAll(CITATION)].find((found) => found.index < at && at <= found.index + found[0].length);
        if (beside) {
            // Within a citation or right behind it: one pair of brackets holds both.
            const end = beside.index + beside[0].length - 1;
            deskWriting.replace(box, end, end, `; ${citation}`, end + citation.length + 3);
        } else {
            const isGlued = at > 0 && !/\s/.test(box.value[at - 1]);
            deskWriting.replace(box, at, at, `${isGlued ? ' ' : ''}[${citation}]`);
        }
        deskWriting.say(`Inserted [${citation}].`);
    };

    const open = (target) => {
        box = target;
        at = box.selectionEnd;
        chosen = null;
        for (const name of ['search', 'place']) {
            part(name).value = '';
        }
        part('place-error').textContent = '';
        part('count').textContent = '';
        part('chosen').hidden = true;
        shown([]);
        part('').dispatchEvent(new CustomEvent('desk:finding'));
        part('').showModal();
        part('search').focus();
        find();
    };

    document.addEventListener('desk:cite', (event) => open(event.target));

    document.addEventListener('DOMContentLoaded', () => {
        if (!part('')) {
            return;
        }
        part('search').addEventListener('input', () => {
            clearTimeout(timer);
            timer = setTimeout(find, PAUSE);
        });
        part('search').addEventListener('keydown', onKey);
        part('list').addEventListener('click', (event) => {
            const option = event.target.closest('[role="option"]');
            if (option) {
                chooseOption(option);
            }
        });
        part('chosen').addEventListener('submit', insert);
        part('').addEventListener('close', () => box.focus());
        // A source that was just added or found by its DOI: new_source.js
        part('').addEventListener('desk:source', (event) => choose(event.detail.code, event.detail.name));
    });
}
