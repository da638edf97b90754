/* global deskWriting */
'use strict';
{
    // Beside a box: its text as readers will see it, made by the server whenever the writer pauses.
    const PAUSE = 500;
    const panes = new WeakMap();
    let number = 0;

    const rowOf = (box) => box.closest('tr, .inline-related, fieldset');

    const sent = (box) => {
        const body = new FormData();
        body.append('csrfmiddlewaretoken', deskWriting.token());
        body.append('text', box.value);
        const row = rowOf(box);
        const heading = row.querySelector('input[name$="-heading"]');
        const boxed = row.querySelector('input[name$="-boxed"]');
        if (heading) {
            body.append('heading', heading.value.slice(0, 200));
        }
        if (boxed?.checked) {
            body.append('boxed', 'on');
        }
        if (box.dataset.markdown === 'line') {
            body.append('one_line', 'on');
        }
        return body;
    };

    const show = (state, html, problems) => {
        const page = deskWriting.prefixed(deskWriting.parsed(html).body, `preview-${state.number}-`);
        // The page that is being written stays where it is.
        for (const link of page.querySelectorAll('a[href]:not([href^="#"])')) {
            link.target = '_blank';
        }
        state.pane.querySelector('.desk-preview__page').replaceChildren(...page.childNodes);
        state.pane.querySelector('.desk-preview__problems').replaceChildren(
            ...problems.map((problem) => Object.assign(document.createElement('li'), { textContent: problem })),
        );
        // Said when it opens, and when something else is wrong than before: not at each pause of the writer.
        const said = problems.join(' ');
        if (state.said !== said) {
            deskWriting.say(['Preview updated.', ...problems].join(' '));
            state.said = said;
        }
    };

    const refresh = async (box) => {
        const state = panes.get(box);
        state.asking?.abort();
        state.asking = new AbortController();
        try {
            const address = document.getElementById('desk-writing').dataset.preview;
            const response = await fetch(address, { method: 'POST', body: sent(box), signal: state.asking.signal, redirect: 'error' });
            if (!response.ok) {
                throw new Error(response.status);
            }
            const { html, problems } = await response.json();
            show(state, html, problems);
        } catch (error) {
            if (error.name !== 'AbortError') {
                show(state, '', ['The preview cannot be shown now. Your text is not affected. Perhaps your session has ended: sign in again in a new tab.']);
            }
        }
    };

    const later = (box) => {
        const state = panes.get(box);
        if (state?.pane.isConnected) {
            clearTimeout(state.timer);
            state.timer = setTimeout(() => refresh(box), PAUSE);
        }
    };

    document.addEventListener('desk:preview', (event) => {
        const [box, { button }] = [event.target, event.detail];
        if (!panes.has(box)) {
            number += 1;
            panes.set(box, { number, pane: document.getElementById('desk-preview').content.firstElementChild.cloneNode(true) });
        }
        const { pane } = panes.get(box);
        const isOpening = !pane.isConnected;
        button.setAttribute('aria-expanded', String(isOpening));
        if (isOpening) {
            box.after(pane);
            refresh(box);
        } else {
            pane.remove();
            panes.get(box).said = undefined;
            deskWriting.say('Preview closed.');
        }
    });

    document.addEventListener('input', (event) => {
        if (event.target.matches(deskWriting.boxes)) {
            later(event.target);
        } else if (event.target.matches('input[name$="-heading"], input[name$="-boxed"]')) {
            rowOf(event.target)?.querySelectorAll(deskWriting.boxes).forEach(later);
        }
    });
}
