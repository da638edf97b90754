/* global django */
'use strict';
{
    // A new row gets the next place; it can be changed.
    document.addEventListener('formset:added', (event) => {
        const row = event.target;
        const box = row.querySelector('input[name$="-position"]');
        if (!box || box.value) {
            return;
        }
        const prefix = event.detail.formsetName;
        const taken = [...document.querySelectorAll(`input[name^="${prefix}-"][name$="-position"]`)].map((other) => Number(other.value) || 0);
        box.value = Math.max(0, ...taken) + 1;
    });

    // Leaving with something typed asks first. Sending the form it was typed into does not.
    // What counts is whether the form says something else than when it came: what was typed and taken back is nothing.
    const selected = (box, first) => {
        const chosen = [...box.options].filter((option) => (first ? option.defaultSelected : option.selected));
        const shown = first && !box.multiple && !chosen.length ? [...box.options].slice(0, 1) : chosen;
        return shown.map((option) => option.value).join(' ');
    };
    const held = (box, first) => {
        if (box.options) {
            return selected(box, first);
        }
        if (box.type === 'checkbox' || box.type === 'radio') {
            return (first ? box.defaultChecked : box.checked) ? box.value : '';
        }
        return first && box.type !== 'hidden' ? box.defaultValue : box.value;
    };
    const isTyped = (box) => box.name && !box.disabled && !['submit', 'button', 'file'].includes(box.type) && !/^(_|csrfmiddlewaretoken$)/.test(box.name);
    const stateOf = (form, first = false) => JSON.stringify([...form.elements].filter(isTyped).map((box) => [box.name, held(box, first)]));

    const firstStates = new Map();
    const touched = new Set();
    const neverSaved = new Set(); // a refused form, or one that was brought back, holds what was typed before
    const sent = new Set();
    let isReady = false;
    const isDirty = (form) => neverSaved.has(form) || (touched.has(form) && stateOf(form) !== firstStates.get(form));
    const touch = (event) => {
        const form = event.target.closest ? event.target.closest('form[method="post"]') : null;
        if (form && (isReady || event.isTrusted)) {
            touched.add(form);
            form.dispatchEvent(new CustomEvent('desk:touched'));
        }
    };
    window.desk = {isDirty};
    window.addEventListener('DOMContentLoaded', () => {
        for (const form of document.querySelectorAll('form[method="post"]')) {
            firstStates.set(form, stateOf(form, true));
        }
        if (document.querySelector('.desk-refusal, .errornote, .desk-unsaved--shown')) {
            neverSaved.add(document.querySelector('#content-main form[id$="_form"]') || document.querySelector('#content-main form[method="post"]'));
        }
    });
    window.addEventListener('load', () => {
        // Boxes with suggestions say so in jQuery's way only; scripts that fill a box in may not say it as a person does.
        if (window.django && django.jQuery) {
            django.jQuery(document).on('change', 'select', touch);
        }
        setTimeout(() => {
            isReady = true;
        });
    });
    for (const kind of ['input', 'change', 'formset:added', 'formset:removed']) {
        document.addEventListener(kind, touch);
    }
    document.addEventListener('submit', (event) => {
        if (!event.defaultPrevented) {
            sent.add(event.target);
            if (event.target.matches('[data-gives-up]')) {
                firstStates.forEach((_, form) => sent.add(form));
            }
        }
    });
    window.addEventListener('pageshow', () => sent.clear());
    window.addEventListener('beforeunload', (event) => {
        if ([...firstStates.keys()].some((form) => !sent.has(form) && isDirty(form))) {
            event.preventDefault();
        }
    });
}
