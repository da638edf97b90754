'use strict';
{
    // What the scripts for writing share. The boxes are `textarea[data-markdown]`; the page's own texts are in writing.html.
    const boxes = 'textarea[data-markdown]';

    // Puts text in the place of what stands from `start` to `end`, so that the browser's own undo takes it back.
    const replace = (box, start, end, text, from = start + text.length, to = from) => {
        box.focus();
        box.setSelectionRange(start, end);
        const isDone = text ? document.execCommand('insertText', false, text) : start === end || document.execCommand('delete');
        if (!isDone) {
            box.setRangeText(text, start, end, 'end');
            box.dispatchEvent(new Event('input', { bubbles: true }));
        }
        box.setSelectionRange(from, to);
    };

    // Said once to who cannot see it.
    const say = (text) => {
        const region = document.getElementById('desk-said');
        if (region) {
            region.textContent = '';
            setTimeout(() => {
                region.textContent = text;
            }, 50);
        }
    };

    const token = () => document.querySelector('input[name="csrfmiddlewaretoken"]').value;

    const parsed = (html) => new DOMParser().parseFromString(html, 'text/html');

    // Ids and what refers to them get a prefix, since the same ids may stand on the page already.
    const REFERRING = ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls'];
    const prefixed = (root, prefix) => {
        for (const element of [root, ...root.querySelectorAll('*')]) {
            if (element.id) {
                element.id = prefix + element.id;
            }
            for (const name of REFERRING) {
                if (element.hasAttribute(name)) {
                    element.setAttribute(name, element.getAttribute(name).split(/\s+/).filter(Boolean).map((id) => prefix + id).join(' '));
                }
            }
            if (element.matches('a[href^="#"]')) {
                element.setAttribute('href', `#${prefix}${element.getAttribute('href').slice(1)}`);
            }
        }
        return root;
    };

    // Calls back for each box, also for those of rows that are added later. The row that new ones are copied from is left out.
    const eachBox = (build) => {
        const within = (root) => {
            for (const box of root.querySelectorAll(boxes)) {
                if (!box.closest('.empty-form')) {
                    build(box);
                }
            }
        };
        document.addEventListener('DOMContentLoaded', () => within(document));
        document.addEventListener('formset:added', (event) => within(event.target));
    };

    // A dialog that any of its buttons marked so closes.
    document.addEventListener('click', (event) => {
        if (event.target.closest('dialog [data-closes]')) {
            event.target.closest('dialog').close();
        }
    });

    window.deskWriting = { boxes, replace, say, token, parsed, prefixed, eachBox };
}
